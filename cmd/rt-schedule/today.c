/*
 * Minutes are counted from midnight to midnight, without a look at the zone: what
 * is compared are times that clocks on the wall show.
 */
#include "cmd/rt-schedule/today.h"

enum { DAY = 1440 };

instant
today_instant(const struct today *t)
{
	return instant_at(t->day, t->minutes == NO_TIME_OF_DAY ? 0 : t->minutes);
}

bool
today_bars(const struct today *t, daynum d, int minutes)
{
	return t->minutes != NO_TIME_OF_DAY &&
	    (int64_t)d * DAY + minutes < (int64_t)t->day * DAY + t->minutes;
}

bool
today_is_over(const struct today *t, daynum d, int minutes)
{
	return t->minutes == NO_TIME_OF_DAY ? d < t->day : today_bars(t, d, minutes);
}

int
today_first_minute(const struct today *t, daynum d)
{
	int64_t first = (int64_t)(t->day - d) * DAY + t->minutes;

	return t->minutes == NO_TIME_OF_DAY || first < 0 ? 0 :
	    first > 2 * DAY ? 2 * DAY : (int)first;
}
