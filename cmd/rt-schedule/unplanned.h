/*
 * unplanned -- why a contact found no place, and when it would find one.
 */
#ifndef RT_SCHEDULE_UNPLANNED_H
#define RT_SCHEDULE_UNPLANNED_H

#include "cmd/rt-schedule/setting.h"

/* Sets the contact's one true reason, and its next possible day. */
void unplanned_explain(const struct setting *s, struct contact *c);

#endif
