/*
 * cut -- times that are cut to measure, for who can take no slot of the grid.
 *
 * Who can be visited only after 16:00 is visited at 16:00, whatever slots there
 * are: the time is cut from the end of the quiet hours.
 */
#ifndef RT_SCHEDULE_CUT_H
#define RT_SCHEDULE_CUT_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/rt-schedule/channel.h"
#include "cmd/rt-schedule/setting.h"
#include "cmd/rt-schedule/slots.h"

/*
 * Whether a visit or call to who has these quiet hours needs a cut: each slot of
 * an empty day touches them, and yet there is time enough between them.
 */
bool cut_is_needed(const struct setting *s, enum channel c, const struct hours *quiet);

/*
 * The times at which such a one can begin on a day of which these spans are
 * taken, as slots_cut() does; returns how many.
 */
int cut_starts(const struct setting *s, enum channel c, const struct hours *quiet,
    const struct span taken[], int count, int start[SLOTS_MOST]);

#endif
