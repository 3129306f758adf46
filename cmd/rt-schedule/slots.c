/*
 * Cut greedily from the start of each window, and anew behind whatever is
 * taken: with slots of one length no other cut gives more.
 */
#include "cmd/rt-schedule/slots.h"

#include <stddef.h>

enum { DAY = 1440 };

/* The first taken span that has a minute in common with [from, to). */
static const struct span *
in_the_way(const struct span taken[], int count, int from, int to)
{
	for (int i = 0; i < count; i++)
		if (taken[i].from < to && from < taken[i].to)
			return &taken[i];
	return NULL;
}

int
slots_cut(const struct hours *windows, const struct span taken[], int count,
    int minutes, int start[SLOTS_MOST])
{
	int slots = 0;

	for (int w = 0; w < windows->count; w++) {
		int at = windows->window[w].from, end = windows->window[w].to;

		while (at + minutes <= end) {
			const struct span *busy =
			    in_the_way(taken, count, at, at + minutes);

			if (busy != NULL) {
				at = busy->to;
				continue;
			}
			start[slots++] = at;
			at += minutes;
		}
	}
	return slots;
}

struct hours
hours_between(const struct hours *windows, int from, int to)
{
	struct hours h = { 0 };

	for (int w = 0; w < windows->count; w++)
		for (int day = 0; day <= DAY; day += DAY) {
			int first = windows->window[w].from, last = windows->window[w].to;

			if (first < from + day)
				first = from + day;
			if (last > to + day)
				last = to + day;
			if (first >= last || h.count == HOURS_MOST)
				continue;
			h.window[h.count].from = first;
			h.window[h.count++].to = last;
		}
	return h;
}

bool
hours_hold(const struct hours *windows, int minute)
{
	for (int w = 0; w < windows->count; w++)
		if (minute >= windows->window[w].from && minute < windows->window[w].to)
			return true;
	return false;
}

bool
hours_touch(const struct hours *quiet, int from, int to)
{
	for (int i = 0; i < quiet->count; i++)
		for (int day = -DAY; day <= 2 * DAY; day += DAY)
			if (quiet->window[i].from + day < to &&
			    from < quiet->window[i].to + day)
				return true;
	return false;
}

int
hours_first_minute(const struct hours *windows, const struct hours *quiet, int first)
{
	for (int w = 0; w < windows->count; w++)
		for (int at = windows->window[w].from; at < windows->window[w].to; at++)
			if (at >= first && !hours_touch(quiet, at, at + 1))
				return at;
	return -1;
}
