/*
 * A contact that is to come narrows the windows as one that was made does, so
 * each window of so many days that contains the day is counted.
 */
#include "cmd/rt-schedule/caps.h"

static int
count_between(const daynum day[], size_t count, daynum first, daynum last)
{
	int n = 0;

	for (size_t i = 0; i < count; i++)
		n += day[i] >= first && day[i] <= last;
	return n;
}

/* Whether fewer than most lie in each stretch of so many days that contains d. */
static bool
room_in_every_window(const daynum day[], size_t count, daynum d, int width, int most)
{
	if (count_between(day, count, d - width + 1, d + width - 1) < most)
		return true;
	for (daynum first = d - width + 1; first <= d; first++)
		if (count_between(day, count, first, first + width - 1) >= most)
			return false;
	return true;
}

/* Whether d is no other's date, and the gap lies before it and behind it. */
static bool
far_enough(const daynum day[], size_t count, daynum d, int gap)
{
	for (size_t i = 0; i < count; i++) {
		int64_t apart = (int64_t)d - day[i];

		if (apart == 0 || (apart < 0 ? -apart : apart) < gap)
			return false;
	}
	return true;
}

bool
caps_leave_room(const struct caps *c, const daynum other[], size_t count, daynum d)
{
	return room_in_every_window(other, count, d, 7, c->per_7d) &&
	    room_in_every_window(other, count, d, 30, c->per_30d);
}

bool
caps_far_enough(const struct caps *c, const daynum other[], size_t count, daynum d)
{
	return far_enough(other, count, d, c->min_gap_days);
}

bool
caps_allow(const struct caps *c, const daynum other[], size_t count, daynum d)
{
	return caps_far_enough(c, other, count, d) && caps_leave_room(c, other, count, d);
}
