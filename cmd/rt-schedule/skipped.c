/*
 * A day that has all its seconds skips nothing, which is most of them; the
 * minutes of the others are asked one by one.
 */
#include "cmd/rt-schedule/skipped.h"

#include "common/value/zone.h"

enum { DAY = 1440 };

static bool
is_whole(daynum d)
{
	return instant_at(d + 1, 0) - instant_at(d, 0) >= DAY_SECONDS;
}

static bool
is_skipped(daynum d, int minute)
{
	instant t;

	return !zone_instant(d, minute * 60, &t);
}

/* The minutes of the one day that are skipped; false when none is. */
static bool
find(daynum d, struct span *s)
{
	int minute = 0;

	if (is_whole(d))
		return false;
	while (minute < DAY && !is_skipped(d, minute))
		minute++;
	s->from = minute;
	while (minute < DAY && is_skipped(d, minute))
		minute++;
	s->to = minute;
	return s->from < s->to;
}

int
skipped_spans(daynum d, struct span skipped[SKIPPED_MOST])
{
	int count = 0;

	if (find(d, &skipped[count]))
		count++;
	if (find(d + 1, &skipped[count])) {
		skipped[count].from += DAY;
		skipped[count++].to += DAY;
	}
	return count;
}

int
skipped_first_minute(daynum d, const struct hours *windows, const struct hours *quiet,
    int first)
{
	struct span skipped[SKIPPED_MOST];
	int count = skipped_spans(d, skipped);
	int minute = hours_first_minute(windows, quiet, first);

	for (int i = 0; i < count; i++)
		if (skipped[i].from <= minute && minute < skipped[i].to)
			minute = hours_first_minute(windows, quiet, skipped[i].to);
	return minute;
}

bool
skipped_touch(daynum d, int from, int to)
{
	struct span skipped[SKIPPED_MOST];
	int count = skipped_spans(d, skipped);

	for (int i = 0; i < count; i++)
		if (skipped[i].from < to && from < skipped[i].to)
			return true;
	return false;
}
