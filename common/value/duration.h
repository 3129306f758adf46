/*
 * duration -- "30m", "24h", "7d", "2mo", of working time "2wd", "8wh"; how long
 * something took.
 */
#ifndef RT_DURATION_H
#define RT_DURATION_H

#include <stdbool.h>

#include "common/base/slice.h"
#include "common/value/date.h"

struct duration {
	enum { MINUTES, HOURS, DAYS, MONTHS, WORKING_DAYS, WORKING_HOURS } unit;
	int count; /* 0 .. 1000000 */
};

/* False, leaving *d alone, on what is none, working time among it. */
bool duration_parse(struct slice text, struct duration *d);

/* The same, and takes working time: see clock_within(). */
bool duration_parse_working(struct slice text, struct duration *d);

/* Whether it is in working days or hours. */
bool duration_works(struct duration d);

/*
 * The instant so much later; d must not be working time.  Minutes and hours are elapsed time; days and
 * months move the date and keep the local clock, months clamped to the
 * month's last day.
 */
instant duration_after(instant t, struct duration d);

/* The day so much later; d must be in days or months. */
daynum duration_after_day(daynum day, struct duration d);

/*
 * "00:01:30", "90秒", "1分30秒", "1小时2分" as seconds; false, leaving *seconds
 * alone, on the rest: "1:30" can be minutes or hours.
 */
bool seconds_parse(struct slice text, double *seconds);

#endif
