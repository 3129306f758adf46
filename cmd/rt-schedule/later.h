/*
 * later -- the days behind the horizon: when what found no place would stand.
 *
 * As if the planner went on past the horizon with what is known today: visits
 * first, then calls, the heavier ones first, each on the first day on which
 * it fits beside those before it.
 */
#ifndef RT_SCHEDULE_LATER_H
#define RT_SCHEDULE_LATER_H

#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-schedule/setting.h"

struct later;

/* The setting and the contacts are borrowed. */
struct later *later_new(const struct setting *s, const struct contacts *all);

/* Warns when somebody waits for a day that the calendar has not. */
void later_free(struct later *l);

/*
 * Sets the next possible day of contacts of one manager and channel, given in
 * the order of precedence; NO_DAY stays where the calendar ends.  Managers
 * come one after the other, their visits before their calls.  The numbers are
 * used up.
 */
void later_promise(struct later *l, struct contacts *all, uint32_t number[], size_t count);

#endif
