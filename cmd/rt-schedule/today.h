/*
 * today -- where the plan stands in time: what lies before it is over.
 *
 * Pure.
 */
#ifndef RT_SCHEDULE_TODAY_H
#define RT_SCHEDULE_TODAY_H

#include <stdbool.h>

#include "common/value/date.h"

struct today {
	daynum day;
	int minutes;   /* since its midnight; NO_TIME_OF_DAY: the day as a whole */
};

enum { NO_TIME_OF_DAY = -1 };

/* Its instant; of a day as a whole the first minute. */
instant today_instant(const struct today *t);

/*
 * Whether what begins at that minute of that day, 1440 and more being past
 * midnight, is over: it began before now, or before the day as a whole.
 */
bool today_is_over(const struct today *t, daynum d, int minutes);

/*
 * Whether it is too late to begin then: before a time of day nothing begins,
 * while a day as a whole bars none.
 */
bool today_bars(const struct today *t, daynum d, int minutes);

/* The first minute of that day at which something may begin. */
int today_first_minute(const struct today *t, daynum d);

#endif
