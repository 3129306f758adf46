/*
 * slots -- the time of a day, dealt out in slots.
 *
 * Times are minutes since the day's midnight; a window that passes midnight
 * goes on beyond 1440.  Pure.
 */
#ifndef RT_SCHEDULE_SLOTS_H
#define RT_SCHEDULE_SLOTS_H

#include <stdbool.h>

#include "common/value/clock.h"

enum { SLOTS_MOST = 1440 };  /* of one minute each: windows lie apart from each other */

struct span {
	int from, to;
};

/*
 * Cuts the time of the windows that the taken spans (ascending) leave free,
 * from the start of each window, into slots of so many minutes; returns how
 * many, and the start of each.
 */
int slots_cut(const struct hours *windows, const struct span taken[], int count,
    int minutes, int start[SLOTS_MOST]);

/* Of the windows, what lies between two times of any day. */
struct hours hours_between(const struct hours *windows, int from, int to);

/* Whether the minute lies in one of the windows. */
bool hours_hold(const struct hours *windows, int minute);

/* Whether [from, to) has a minute in common with hours that recur every day. */
bool hours_touch(const struct hours *quiet, int from, int to);

/*
 * The first minute of the windows, from the minute first on, outside the quiet
 * hours; -1: there is none.
 */
int hours_first_minute(const struct hours *windows, const struct hours *quiet, int first);

#endif
