/*
 * A stroke parts two dates, and may stand within each: every one is tried.  A day
 * off is of the windows that begin on it; what has times is where the clock is.
 */
#include "cmd/rt-schedule/absence.h"

#include <string.h>

#include "common/base/slice.h"

enum { DAY = 1440 };

/* A date, or one with a time; minutes since 1970. */
static bool
parse_end(struct slice text, int64_t *minutes, bool *timed)
{
	instant t;
	daynum d;
	int seconds;

	text = slice_trim(text);
	*timed = text.n > 0 && memchr(text.p, ':', text.n) != NULL;
	if (*timed ? !instant_parse(text, &t) : !date_parse(text, &d))
		return false;
	*minutes = 0;
	if (*timed) {
		d = instant_day(t, &seconds);
		*minutes = seconds / 60;
	}
	*minutes += (int64_t)d * DAY;
	return true;
}

static bool
parse_range(struct slice text, size_t stroke, struct absence *a)
{
	struct slice first = { text.p, stroke };
	struct slice last = { text.p + stroke + 1, text.n - stroke - 1 };
	struct absence one;
	bool from_time, to_time;

	if (!parse_end(first, &one.from, &from_time) ||
	    !parse_end(last, &one.to, &to_time))
		return false;
	if (!to_time)
		one.to += DAY;
	one.whole = one.from % DAY == 0 && one.to % DAY == 0;
	if (one.to <= one.from)
		return false;
	*a = one;
	return true;
}

bool
absence_parse(struct slice text, struct absence *a)
{
	daynum d;

	if (date_parse(text, &d)) {
		*a = (struct absence){ (int64_t)d * DAY, ((int64_t)d + 1) * DAY, true };
		return true;
	}
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == '/' && parse_range(text, i, a))
			return true;
	return false;
}

/* Whether the day as a whole is one of those off. */
static bool
is_off(const struct absence *a, daynum d)
{
	return a->from <= (int64_t)d * DAY && ((int64_t)d + 1) * DAY <= a->to;
}

bool
absences_touch(const struct absence a[], size_t count, daynum d, int from, int to)
{
	int64_t midnight = (int64_t)d * DAY;

	for (size_t i = 0; i < count; i++)
		if (is_off(&a[i], d) ||
		    (!a[i].whole && a[i].from < midnight + to && midnight + from < a[i].to))
			return true;
	return false;
}

/* The first minute from that one on at which none of them is there. */
static int64_t
first_free(const struct absence a[], size_t count, int64_t minute)
{
	for (size_t i = 0; i < count; i++)
		if (a[i].from <= minute && minute < a[i].to)
			return first_free(a, count, a[i].to);
	return minute;
}

bool
absences_cover(const struct absence a[], size_t count, daynum d,
    const struct hours *windows)
{
	int64_t midnight = (int64_t)d * DAY;

	for (size_t i = 0; i < count; i++)
		if (is_off(&a[i], d))
			return true;
	for (int w = 0; count > 0 && w < windows->count; w++)
		if (first_free(a, count, midnight + windows->window[w].from) <
		    midnight + windows->window[w].to)
			return false;
	return count > 0;
}
