/*
 * workdays -- the days and hours of work, for limits of cases and dues of
 * orders.
 */
#ifndef RT_TRIGGERS_WORKDAYS_H
#define RT_TRIGGERS_WORKDAYS_H

#include <stdbool.h>

#include "common/table/table.h"
#include "common/value/clock.h"
#include "common/value/date.h"
#include "common/value/duration.h"

struct workdays;

/* China's, as far as they are known, with these hours. */
struct workdays *workdays_new(const struct hours *hours);
void workdays_free(struct workdays *w);

/* Takes the current record of a calendar; false when it was refused. */
bool workdays_take(struct workdays *w, struct table *t, daynum day);

/* When all calendars were read: says what is in doubt about them. */
void workdays_settle(struct workdays *w);

/*
 * When the duration within which to act is over, see clock_within(); and a
 * limit that counts working time, see clock_limit().  What the calendar does
 * not know of the years between is said once.
 */
instant workdays_within(struct workdays *w, instant from, struct duration d);
instant workdays_limit(const struct workdays *w, instant from, struct duration d);

#endif
