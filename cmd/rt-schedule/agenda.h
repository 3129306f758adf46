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
 * Places the contacts of that manager and channel, whose numbers come in the
 * order of precedence; sets their day, start and end, or why they have none.
 */
void agenda_fill(struct agenda *a, struct contacts *all, const uint32_t number[],
    size_t count);

#endif
