/*
 * unplanned -- why a contact has no place, and when it could have one.
 */
#ifndef RT_SCHEDULE_UNPLANNED_H
#define RT_SCHEDULE_UNPLANNED_H

#include "cmd/rt-schedule/setting.h"

/*
 * Sets the reason, quiet, cap or capacity, of a contact that found no place
 * in the horizon; of one that takes no time, also the first day behind it on
 * which it can stand.  True when it waits for a turn of its manager behind
 * the horizon: see later.h.
 */
bool unplanned_explain(const struct setting *s, struct contact *c);

#endif
