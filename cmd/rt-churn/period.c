/*
 * period -- months, quarters and years, numbered.
 *
 * A month's number counts from year 0, so that dividing it by the length
 * gives quarters and years that begin in January.
 */
#include "cmd/rt-churn/period.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

bool
every_parse(const char *text, enum every *e)
{
	if (strcmp(text, "month") == 0)
		*e = MONTHLY;
	else if (strcmp(text, "quarter") == 0)
		*e = QUARTERLY;
	else if (strcmp(text, "year") == 0)
		*e = YEARLY;
	else
		return false;
	return true;
}

period
period_of_month(enum every e, monthnum m)
{
	return m / (period)e;
}

period
period_of_day(enum every e, daynum d)
{
	return period_of_month(e, day_month(d));
}

struct timeline
timeline_new(enum every e, daynum last)
{
	struct timeline t = { .first = day_of(1900, 1, 1), .last = last };
	daynum d = t.first;

	t.at = mem_array((size_t)(last - t.first + 1), sizeof *t.at);
	for (period p = period_of_day(e, d); d <= last; p++)
		for (daynum end = period_last(e, p); d <= last && d <= end; d++)
			t.at[d - t.first] = p;
	return t;
}

void
timeline_free(struct timeline *t)
{
	free(t->at);
}

daynum
period_first(enum every e, period p)
{
	return month_first(p * (monthnum)e);
}

daynum
period_last(enum every e, period p)
{
	return month_last((p + 1) * (monthnum)e - 1);
}

int
period_days(enum every e, period p)
{
	return period_last(e, p) - period_first(e, p) + 1;
}

int
year_days(int year)
{
	return period_days(YEARLY, year);
}

int
period_year(enum every e, period p)
{
	return p * (int)e / YEARLY;
}

size_t
period_print(enum every e, period p, bool open, char out[PERIOD_TEXT])
{
	unsigned year = (unsigned)period_year(e, p) % 10000;
	unsigned within = (unsigned)(p % (YEARLY / (period)e)) + 1;
	const char *star = open ? "*" : "";
	int length;

	if (e == YEARLY)
		length = snprintf(out, PERIOD_TEXT, "%04u%s", year, star);
	else if (e == QUARTERLY)
		length = snprintf(out, PERIOD_TEXT, "%04u-Q%u%s", year, within % 10,
		    star);
	else
		length = snprintf(out, PERIOD_TEXT, "%04u-%02u%s", year, within % 100,
		    star);
	return (size_t)length;
}
