/* lunar -- asks common/value/lunar and statutory. */
#include <stdlib.h>

#include "common/value/lunar.h"
#include "common/value/statutory.h"
#include "tests/unit/unit.h"

static void
add_date(daynum d, const char *end)
{
	char text[DATE_TEXT];

	if (d == NO_DAY) {
		printf("none%s", end);
		return;
	}
	date_print(d, text);
	printf("%.*s%s", DATE_TEXT, text, end);
}

static daynum
day_given(const char *text)
{
	daynum d;

	if (!date_parse(slice_of(text), &d))
		die_usage("not a date: %s", text);
	return d;
}

static struct lunar
lunar_given(const char *text)
{
	struct lunar l;

	if (!lunar_parse(slice_of(text), &l))
		die_usage("not a date: %s", text);
	return l;
}

/* "1987 6+ 15": year, month (of the leap one with a plus), day. */
static void
parse(char *argument[])
{
	struct lunar l;

	if (lunar_parse(slice_of(argument[0]), &l))
		printf("%d %d%s %d\n", l.year, l.month, l.leap ? "+" : "", l.day);
	else
		puts("bad");
}

static void
day(char *argument[])
{
	add_date(lunar_day(lunar_given(argument[0])), "\n");
}

static void
in_year(char *argument[])
{
	add_date(lunar_in_year(lunar_given(argument[0]), atoi(argument[1])), "\n");
}

static void
next(char *argument[])
{
	add_date(lunar_next(lunar_given(argument[0]), day_given(argument[1])), "\n");
}

/* A line for each month of the lunar year: its name and its first day. */
static void
months(char *argument[])
{
	struct lunar l = { .year = atoi(argument[0]), .day = 1 };

	for (l.month = 1; l.month <= 12; l.month++) {
		l.leap = false;
		printf("%d-%02d ", l.year, l.month);
		add_date(lunar_day(l), "\n");
		l.leap = true;
		if (lunar_day(l) != NO_DAY) {
			printf("%d-%02d+ ", l.year, l.month);
			add_date(lunar_day(l), "\n");
		}
	}
}

static void
qingming(char *argument[])
{
	add_date(lunar_qingming(atoi(argument[0])), "\n");
}

/* The statutory days off of the year. */
static void
off(char *argument[])
{
	int year = atoi(argument[0]);

	if (!statutory_knows(year)) {
		puts("unknown");
		return;
	}
	printf("%d:", year);
	for (daynum d = day_of(year, 1, 1); d <= day_of(year, 12, 31); d++)
		if (statutory_is_off(d)) {
			putchar(' ');
			add_date(d, "");
		}
	putchar('\n');
}

int
main(int argc, char *argv[])
{
	static const struct verb verbs[] = {
		{ "day", 1, day },
		{ "in-year", 2, in_year },
		{ "months", 1, months },
		{ "next", 2, next },
		{ "off", 1, off },
		{ "parse", 1, parse },
		{ "qingming", 1, qingming },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
