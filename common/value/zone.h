/*
 * zone -- the wall clock of TZ, in the time of a few additions.
 *
 * localtime_r() knows, but takes a tenth of a microsecond and a lock; its
 * answers are kept, for each thread, as the stretches between clock changes.
 */
#ifndef RT_ZONE_H
#define RT_ZONE_H

#include <stdbool.h>

#include "common/value/date.h"

/* The day that the wall clock shows now, without looking for clock changes. */
daynum zone_today(void);

/* How many seconds the wall clock is before UTC (east of it) at t. */
int zone_east(instant t);

/*
 * The first instant at which the wall clock shows so many seconds since the
 * day's midnight.  False when a clock change skips them; *t is the instant
 * of the change then.
 */
bool zone_instant(daynum d, int seconds, instant *t);

#endif
