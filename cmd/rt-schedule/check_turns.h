/*
 * check_turns -- rules about the time of managers.
 */
#ifndef RT_SCHEDULE_CHECK_TURNS_H
#define RT_SCHEDULE_CHECK_TURNS_H

#include "cmd/rt-schedule/check_parts.h"

/* What the managers cannot do: too many a day, or two at a time. */
void check_managers(struct check *c);

#endif
