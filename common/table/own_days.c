/*
 * Of each year it is kept where it was first met; how many days off it has,
 * its calendar counts.
 */
#include "common/table/own_days.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/words.h"

enum { YEARS = 10000 };

struct first {
	const char *file;      /* NULL: the year was not met */
	uint64_t line;
};

struct own_days {
	struct calendar *calendar;
	struct first first[YEARS];
};

struct own_days *
own_days_new(struct calendar *c)
{
	struct own_days *o = mem_new(sizeof *o);

	o->calendar = c;
	return o;
}

bool
own_days_take(struct own_days *o, struct table *t, int kind, daynum d)
{
	struct first *first = &o->first[day_civil(d).year];
	uint8_t word;

	if (!table_word(t, kind, &day_words, &word))
		return false;
	if (word == DAY_OCCASION)
		return true;
	calendar_add(o->calendar, d, word == DAY_HOLIDAY ? HOLIDAY : WORKDAY);
	if (first->file == NULL)
		*first = (struct first){ table_name(t), table_line(t) };
	return true;
}

static bool
is_in_doubt(const struct own_days *o, int year)
{
	return o->first[year].file != NULL && !calendar_is_whole(o->calendar, year);
}

/* One line a table: of its first such year, and how many follow. */
static void
say(const struct own_days *o, int year)
{
	const struct first *first = &o->first[year];
	int off = calendar_days_off(o->calendar, year), more = 0;

	for (int later = year + 1; later < YEARS; later++)
		more += is_in_doubt(o, later) && o->first[later].file == first->file;
	if (more == 0)
		doubt_say(FEW_DAYS_OFF, first->file, first->line,
		    "%d has %d day%s off, first here, and a year at least %d:"
		    " give all of them", year, off, translate_number((uint64_t)off, "", "s"), CALENDAR_LEAST);
	else
		doubt_say(FEW_DAYS_OFF, first->file, first->line,
		    "%d and %d more year%s have fewer than %d days off, first here:"
		    " give all of them", year, more, translate_number((uint64_t)more, "", "s"), CALENDAR_LEAST);
}

/* Whether an earlier year of the same table was said to be in doubt. */
static bool
is_said(const struct own_days *o, int year)
{
	for (int earlier = 0; earlier < year; earlier++)
		if (is_in_doubt(o, earlier) && o->first[earlier].file == o->first[year].file)
			return true;
	return false;
}

void
own_days_settle(struct own_days *o)
{
	for (int year = 0; year < YEARS; year++)
		if (is_in_doubt(o, year) && !is_said(o, year))
			say(o, year);
	free(o);
}
