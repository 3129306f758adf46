/*
 * skipped -- local times that a change of clocks leaves out.
 *
 * Nobody can be called at 02:30 of a night on which 02:00 is followed by
 * 03:00.  In the zone of TZ.
 */
#ifndef RT_SCHEDULE_SKIPPED_H
#define RT_SCHEDULE_SKIPPED_H

#include <stdbool.h>

#include "cmd/rt-schedule/slots.h"
#include "common/value/date.h"

/* Those of a day and of the next one, into which its windows may reach. */
enum { SKIPPED_MOST = 2 };

/*
 * The spans of the day's minutes that are skipped, ascending, those of the
 * next day from 1440 on; returns how many there are.
 */
int skipped_spans(daynum d, struct span skipped[SKIPPED_MOST]);

/* As hours_first_minute(), on that day. */
int skipped_first_minute(daynum d, const struct hours *windows, const struct hours *quiet,
    int first);

/* Whether [from, to) of the day has a minute that is skipped. */
bool skipped_touch(daynum d, int from, int to);

#endif
