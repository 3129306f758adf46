/*
 * Special days are one ascending array, which is searched by halves; all other
 * days follow from the weekday.
 */
#include "common/value/clock.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/base/search.h"
#include "common/value/statutory.h"
#include "common/value/text.h"

enum {
	YEARS = 10000,
	DAY_MINUTES = 24 * 60,
};

struct special_day {
	daynum day;
	enum special kind;
};

struct year {
	bool is_named;         /* one of its days was added */
	bool is_complete;      /* its days off were all added */
	int off;               /* how many were */
};

/* The special days ascend. */
struct calendar {
	struct special_day *special;
	size_t count, room;
	struct year year[YEARS];
};

struct calendar *
calendar_new(void)
{
	return mem_new(sizeof(struct calendar));
}

void
calendar_free(struct calendar *c)
{
	if (c == NULL)
		return;
	free(c->special);
	free(c);
}

static int
by_day(const void *special, const void *day)
{
	daynum a = ((const struct special_day *)special)->day, b = *(const daynum *)day;

	return (a > b) - (a < b);
}

/* Where the day stands among the special ones, or would. */
static size_t
place(const struct calendar *c, daynum d)
{
	return search_first(c->special, c->count, sizeof *c->special, &d, by_day);
}

static void
make_room(struct calendar *c, size_t i)
{
	size_t size = sizeof *c->special;

	c->special = mem_grow(c->special, c->count, &c->room, size);
	memmove(c->special + i + 1, c->special + i, (c->count - i) * size);
	c->count++;
}

void
calendar_add(struct calendar *c, daynum d, enum special kind)
{
	size_t i = place(c, d);
	struct year *year = &c->year[day_civil(d).year];

	if (i == c->count || c->special[i].day != d)
		make_room(c, i);
	else
		year->off -= c->special[i].kind == HOLIDAY;
	c->special[i] = (struct special_day){ d, kind };
	year->off += kind == HOLIDAY;
	year->is_named = true;
	if (year->off >= CALENDAR_LEAST)
		year->is_complete = true;
}

void
calendar_weekends_only(struct calendar *c)
{
	c->count = 0;
	for (int year = 0; year < YEARS; year++)
		c->year[year].is_complete = true;
}

int
calendar_days_off(const struct calendar *c, int year)
{
	return c->year[year].off;
}

bool
calendar_is_whole(const struct calendar *c, int year)
{
	return c->year[year].is_complete;
}

enum knowledge
calendar_knowledge(const struct calendar *c, int year)
{
	if (year < 0 || year >= YEARS)
		return NOTHING;
	if (c->year[year].is_complete)
		return ALL_DAYS;
	if (statutory_knows(year))
		return STATUTORY_DAYS;
	return c->year[year].is_named ? ALL_DAYS : NOTHING;
}

bool
calendar_works(const struct calendar *c, daynum d)
{
	size_t i = place(c, d);

	if (i < c->count && c->special[i].day == d)
		return c->special[i].kind == WORKDAY;
	if (day_weekday(d) > 5)
		return false;
	return calendar_knowledge(c, day_civil(d).year) != STATUTORY_DAYS ||
	    !statutory_is_off(d);
}

daynum
calendar_next(const struct calendar *c, daynum d, bool *unknown)
{
	for (;; d++) {
		if (calendar_knowledge(c, day_civil(d).year) == NOTHING)
			*unknown = true;
		if (calendar_works(c, d))
			return d;
	}
}

/* "22:00-06:00"; a window that ends before it begins passes midnight. */
static bool
parse_window(struct slice text, int *from, int *to)
{
	struct slice start;

	slice_cut(&text, '-', &start);
	if (text.p == NULL)
		return false;
	if (!clock_parse(start, from) || !clock_parse(text, to))
		return false;
	if (*to < *from)
		*to += DAY_MINUTES;
	return *from < *to && *from < DAY_MINUTES;
}

/* Puts the window in its place; there must be room. */
static void
insert_window(struct hours *h, int from, int to)
{
	int i = h->count++;

	for (; i > 0 && h->window[i - 1].from > from; i--)
		h->window[i] = h->window[i - 1];
	h->window[i].from = from;
	h->window[i].to = to;
}

/* Also the last window's part past midnight and the next day's first. */
static bool
windows_overlap(const struct hours *h)
{
	for (int i = 1; i < h->count; i++)
		if (h->window[i].from < h->window[i - 1].to)
			return true;
	return h->window[0].from + DAY_MINUTES < h->window[h->count - 1].to;
}

bool
hours_parse(struct slice text, struct hours *h)
{
	struct hours found = { .count = 0 };
	struct slice item;
	int from, to;

	while (text_cut(&text, &item)) {
		if (found.count == HOURS_MOST || !parse_window(item, &from, &to))
			return false;
		insert_window(&found, from, to);
	}
	if (found.count == 0 || windows_overlap(&found))
		return false;
	*h = found;
	return true;
}

const struct hours hours_usual =
    { 2, { { 9 * 60, 12 * 60 }, { 14 * 60, 18 * 60 } } };

/*
 * Takes what the day's windows hold after t off *left, in seconds; true when
 * that was enough, and *t is the end.
 */
static bool
spend_day(const struct hours *h, daynum d, instant *t, int64_t *left)
{
	for (int i = 0; i < h->count; i++) {
		instant from = instant_at(d, h->window[i].from);
		instant to = instant_at(d, h->window[i].to);

		if (from < *t)
			from = *t;
		if (to <= from)
			continue;
		if (*left <= to - from) {
			*t = from + *left;
			return true;
		}
		*left -= to - from;
	}
	return false;
}

instant
clock_after(const struct calendar *c, const struct hours *h, instant t, int64_t minutes)
{
	int64_t left = minutes * 60;
	int seconds;
	daynum d = instant_day(t, &seconds) - 1; /* its windows may pass midnight */

	if (left <= 0)
		return t;
	for (; d <= DAY_LAST; d++)
		if (calendar_works(c, d) && spend_day(h, d, &t, &left))
			return t;
	return instant_at(DAY_LAST, DAY_MINUTES);
}

daynum
calendar_later(const struct calendar *c, daynum d, int days)
{
	bool unknown;

	for (int i = 0; i < days; i++)
		d = calendar_next(c, d + 1, &unknown);
	return d;
}

instant
clock_after_days(const struct calendar *c, instant t, int days)
{
	int seconds;
	daynum d = instant_day(t, &seconds);

	if (days <= 0)
		return t;
	return instant_at(calendar_later(c, d, days), seconds / 60) + seconds % 60;
}

instant
clock_limit(const struct calendar *c, const struct hours *h, instant t, struct duration d)
{
	int64_t minutes = d.count;

	minutes *= d.unit == DAYS ? DAY_MINUTES : d.unit == HOURS ? 60 : 1;
	t = clock_after_days(c, t, (int)(minutes / DAY_MINUTES));
	return clock_after(c, h, t, minutes % DAY_MINUTES);
}

instant
clock_within(const struct calendar *c, const struct hours *h, instant t,
    struct duration d)
{
	if (d.unit == WORKING_DAYS)
		return clock_after_days(c, t, d.count);
	if (d.unit == WORKING_HOURS)
		return clock_after(c, h, t, (int64_t)d.count * 60);
	return duration_after(t, d);
}
