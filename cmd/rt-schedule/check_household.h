/*
 * check_household -- the rule about groups (K01).
 */
#ifndef RT_SCHEDULE_CHECK_HOUSEHOLD_H
#define RT_SCHEDULE_CHECK_HOUSEHOLD_H

#include "cmd/rt-schedule/check_parts.h"

/* What is too much for a group: all rows of its members, and all that was made. */
void check_households(struct check *c);

#endif
