/*
 * A stretch is found by halves between two times that localtime_r() tells
 * apart; after that the clock is an addition and a look at one of a few
 * stretches.
 */
#include "common/value/zone.h"

#include <time.h>

enum {
	SPAN_DAYS = 512,      /* days whose stretches are found at once */
	SPAN_STRETCHES = 16,  /* twice what any zone ever had in them */
	SPANS = 64,           /* kept a thread, by their number's last bits */
	STEP = 12 * 3600,     /* no two changes come closer */
	SLACK = 16 * 3600,    /* no wall clock is further from UTC */
};

/* The wall clock runs evenly from where the one before ends until its end. */
struct stretch {
	instant end;
	int east;
};

struct span {
	int number; /* of the day / SPAN_DAYS */
	int count;  /* 0 when the span is not filled */
	struct stretch stretch[SPAN_STRETCHES];
};

static int
ask_east(instant t)
{
	time_t seconds = (time_t)t;
	struct tm tm;

	/* unreached: it fails only billions of years from now */
	return localtime_r(&seconds, &tm) == NULL ? 0 : (int)tm.tm_gmtoff;
}

daynum
zone_today(void)
{
	instant now = (instant)time(NULL);
	instant shown = now + ask_east(now);

	return (daynum)(shown / DAY_SECONDS);
}

/* The instant of the change after low, when the clock was east, up to high. */
static instant
find_change(instant low, instant high, int east)
{
	while (high - low > 1) {
		instant middle = low + (high - low) / 2;

		if (ask_east(middle) == east)
			low = middle;
		else
			high = middle;
	}
	return high;
}

static void
fill_span(struct span *s, int number)
{
	instant t = (instant)number * SPAN_DAYS * DAY_SECONDS - SLACK;
	instant end = t + (instant)SPAN_DAYS * DAY_SECONDS + 2 * SLACK;
	int east = ask_east(t);

	*s = (struct span){ .number = number };
	for (; t < end; t += STEP) {
		int next = ask_east(t + STEP);

		/* unreached: no zone ever had more than half of SPAN_STRETCHES */
		if (next == east || s->count == SPAN_STRETCHES - 1)
			continue;
		s->stretch[s->count++] =
		    (struct stretch){ find_change(t, t + STEP, east), east };
		east = next;
	}
	s->stretch[s->count++] = (struct stretch){ INT64_MAX, east };
}

static const struct span *
span_of(int64_t day)
{
	static _Thread_local struct span kept[SPANS];
	int number = (int)(day >= 0 ? day / SPAN_DAYS : -1 - (-1 - day) / SPAN_DAYS);
	struct span *s = &kept[(unsigned)number % SPANS];

	if (s->count == 0 || s->number != number)
		fill_span(s, number);
	return s;
}

int
zone_east(instant t)
{
	const struct span *s = span_of(t / DAY_SECONDS - (t % DAY_SECONDS < 0));
	int i = 0;

	while (t >= s->stretch[i].end)
		i++;
	return s->stretch[i].east;
}

bool
zone_instant(daynum d, int seconds, instant *t)
{
	const struct span *s = span_of(d);
	instant shown = (instant)d * DAY_SECONDS + seconds, start = INT64_MIN;

	for (int i = 0;; i++) {
		*t = shown - s->stretch[i].east;
		if (*t >= s->stretch[i].end) {
			start = s->stretch[i].end;
			continue;
		}
		if (*t >= start)
			return true;
		*t = start;
		return false;
	}
}
