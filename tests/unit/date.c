/* date -- asks common/value/date and duration. */
#include <inttypes.h>
#include <stdlib.h>

#include "common/value/date.h"
#include "common/value/duration.h"
#include "tests/unit/unit.h"

static void
say_date(daynum d)
{
	char text[DATE_TEXT];

	date_print(d, text);
	say_bytes(text, sizeof(text));
}

static void
say_month(monthnum m)
{
	char text[MONTH_TEXT];

	month_print(m, text);
	say_bytes(text, sizeof(text));
}

static void
say_instant(instant t)
{
	char text[INSTANT_TEXT];

	instant_print(t, text);
	say_bytes(text, sizeof(text));
}

/* The arguments of other verbs are given in good order. */
static daynum
day_given(const char *text)
{
	daynum d;

	if (!date_parse(slice_of(text), &d))
		die_usage("not a date: %s", text);
	return d;
}

static instant
instant_given(const char *text)
{
	instant t;

	if (!instant_parse(slice_of(text), &t))
		die_usage("not a time: %s", text);
	return t;
}

static struct duration
duration_given(const char *text)
{
	struct duration d;

	if (!duration_parse(slice_of(text), &d))
		die_usage("not a duration: %s", text);
	return d;
}

static void
add_months(char *argument[])
{
	say_date(day_add_months(day_given(argument[0]), atoi(argument[1])));
}

static void
after(char *argument[])
{
	say_instant(duration_after(instant_given(argument[0]),
	    duration_given(argument[1])));
}

static void
after_day(char *argument[])
{
	say_date(duration_after_day(day_given(argument[0]), duration_given(argument[1])));
}

/* The seconds since 1970 of a wall clock's day and minutes. */
static void
at(char *argument[])
{
	printf("%" PRId64 "\n", instant_at(day_given(argument[0]), atoi(argument[1])));
}

static void
clock_time(char *argument[])
{
	int minutes;

	if (clock_parse(slice_of(argument[0]), &minutes))
		printf("%d\n", minutes);
	else
		puts("bad");
}

static void
date(char *argument[])
{
	daynum d;

	if (date_parse(slice_of(argument[0]), &d))
		say_date(d);
	else
		puts("bad");
}

static void
day(char *argument[])
{
	printf("%" PRId32 "\n", day_given(argument[0]));
}

static void
duration(char *argument[])
{
	static const char *const units[] = { "minutes", "hours", "days", "months",
		"working days", "working hours" };
	struct duration d;

	if (duration_parse(slice_of(argument[0]), &d))
		printf("%d %s\n", d.count, units[d.unit]);
	else if (duration_parse_working(slice_of(argument[0]), &d))
		printf("%d %s, where they count\n", d.count, units[d.unit]);
	else
		puts("bad");
}

/* The anniversary of a date in a year. */
static void
in_year(char *argument[])
{
	struct civil c = day_civil(day_given(argument[0]));

	say_date(day_in_year(c.month, c.day, atoi(argument[1])));
}

/* Its day, the number of that and of its weekday, its month, its seconds since 1970. */
static void
answer_line(struct slice line)
{
	char text[MONTH_TEXT];
	daynum d;
	monthnum m;
	instant t;

	if (!date_parse(line, &d))
		printf("bad");
	else
		printf("%" PRId32 " %d", d, day_weekday(d));
	if (month_parse(line, &m)) {
		month_print(m, text);
		printf(" %.*s", MONTH_TEXT, text);
	}
	if (instant_parse(line, &t))
		printf(" %" PRId64, t);
	putchar('\n');
}

static void
lines(char *argument[])
{
	unit_lines(argument[0], answer_line);
}

static void
month(char *argument[])
{
	monthnum m;

	if (month_parse(slice_of(argument[0]), &m))
		say_month(m);
	else
		puts("bad");
}

static void
month_span(char *argument[])
{
	monthnum m = day_month(day_given(argument[0]));

	say_date(month_first(m));
	say_date(month_last(m));
}

/* Seconds since 1970 as the wall clock shows them. */
static void
show(char *argument[])
{
	say_instant(strtoll(argument[0], NULL, 10));
}

static void
instant_seconds(char *argument[])
{
	instant t;

	if (instant_parse(slice_of(argument[0]), &t))
		printf("%" PRId64 "\n", t);
	else
		puts("bad");
}

static void
seconds(char *argument[])
{
	double x;

	if (seconds_parse(slice_of(argument[0]), &x))
		printf("%.0f\n", x);
	else
		puts("bad");
}

static void
weekday(char *argument[])
{
	printf("%d\n", day_weekday(day_given(argument[0])));
}

int
main(int argc, char *argv[])
{
	static const struct verb verbs[] = {
		{ "add-months", 2, add_months },
		{ "after", 2, after },
		{ "after-day", 2, after_day },
		{ "at", 2, at },
		{ "clock", 1, clock_time },
		{ "date", 1, date },
		{ "day", 1, day },
		{ "duration", 1, duration },
		{ "in-year", 2, in_year },
		{ "instant", 1, instant_seconds },
		{ "lines", 1, lines },
		{ "month", 1, month },
		{ "month-span", 1, month_span },
		{ "seconds", 1, seconds },
		{ "show", 1, show },
		{ "weekday", 1, weekday },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
