/*
 * agenda -- one manager's days, filled with visits first, then with calls.
 */
#ifndef RT_SCHEDULE_AGENDA_H
#define RT_SCHEDULE_AGENDA_H

#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-schedule/setting.h"

struct agenda;

/* One agenda serves one manager after the other; the contacts are borrowed. */
struct agenda *agenda_new(const struct setting *s, const struct contacts *all);
void agenda_free(struct agenda *a);

/* A new manager: all days are free, but for pinned contacts. */
void agenda_clear(struct agenda *a, uint32_t manager, const struct contacts *all);

/*
 * Near to a plan before: the calls of that manager, whose old places visits
 * that can choose leave alone.  For the next fill.
 */
void agenda_spare_calls(struct agenda *a, const struct contacts *all,
    const uint32_t number[], size_t count);

/*
 * Places the contacts of that manager and channel, whose numbers come in the
 * order of precedence; sets their day, start and end, or why they have none.
 */
void agenda_fill(struct agenda *a, struct contacts *all, const uint32_t number[],
    size_t count);

/*
 * The contacts of the last fill that wait for a turn behind the horizon, in
 * the order of precedence; lasts until the next fill.
 */
uint32_t *agenda_waiting(struct agenda *a, size_t *count);

/*
 * Finds each of the contacts, in the order of precedence, the first day on
 * which it fits, and sets that as the next possible one; they take the time.
 * Leaves the numbers of those who do not fit; returns the last day found, or
 * NO_DAY.
 */
daynum agenda_promise(struct agenda *a, struct contacts *all, uint32_t number[],
    size_t *count);

#endif
