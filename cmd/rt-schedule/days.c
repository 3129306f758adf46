/*
 * A year of which the calendar has no day at all is unknown, not a year
 * without holidays: no plan is made into it.
 */
#include "cmd/rt-schedule/days.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/policy.h"

enum { LAST_YEAR = 9999 };

/* The first year from one day to another of which the calendar has no days. */
static int
unknown_year(const struct calendar *c, daynum from, daynum to)
{
	int year = day_civil(from).year, last = day_civil(to).year;

	while (year < last && calendar_knowledge(c, year) != NOTHING)
		year++;
	return year;
}

struct horizon
horizon_of(const struct calendar *c, daynum from, int days)
{
	struct horizon h = { c, from, days, mem_array((size_t)days, sizeof *h.day) };
	daynum d = from;
	bool unknown = false;

	for (int i = 0; i < days; i++) {
		d = calendar_next(c, d, &unknown);
		if (unknown || day_civil(d).year > LAST_YEAR)
			die(BAD_USAGE,
			    "the plan reaches into %d, of which the calendar has no days:"
			    " name them with --calendar", unknown_year(c, from, d));
		h.day[i] = d++;
	}
	policy_calendar_tell(c, from, d - 1);
	return h;
}

struct horizon
horizon_behind(const struct horizon *h, int days)
{
	daynum d = h->from;
	struct horizon behind = { h->calendar, d, 0, mem_array((size_t)days, sizeof *h->day) };
	bool unknown = false;

	if (h->days > 0)
		d = h->day[h->days - 1] + 1;
	behind.from = d;
	while (behind.days < days) {
		d = calendar_next(h->calendar, d, &unknown);
		if (unknown || day_civil(d).year > LAST_YEAR)
			break;
		behind.day[behind.days++] = d++;
	}
	return behind;
}

void
horizon_free(struct horizon *h)
{
	free(h->day);
}

int
horizon_until(const struct horizon *h, daynum d)
{
	int i = h->days - 1;

	while (i >= 0 && h->day[i] > d)
		i--;
	return i;
}

daynum
horizon_next(const struct horizon *h, daynum d)
{
	static bool warned;
	bool unknown = false;
	daynum next = calendar_next(h->calendar, d + 1, &unknown);

	if (!unknown && day_civil(next).year <= LAST_YEAR) {
		policy_calendar_tell(h->calendar, d + 1, next);
		return next;
	}
	if (!warned)
		warn("next_possible is blank where it would fall in %d,"
		    " of which the calendar has no days",
		    unknown_year(h->calendar, d + 1, next));
	warned = true;
	return NO_DAY;
}
