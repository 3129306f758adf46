/*
 * clock -- asks common/value/clock.
 *
 * The calendar is that of the file which CALENDAR names, lines of
 * "date,kind,name" below a heading; "weekends" is Mondays to Fridays.
 */
#include <stdlib.h>

#include "common/value/clock.h"
#include "tests/unit/unit.h"

static struct calendar *calendar;

static void
add_line(const char *line)
{
	daynum d;

	if (!date_parse((struct slice){ line, DATE_TEXT }, &d))
		die(BAD_DATA, "not a date: %s", line);
	calendar_add(calendar, d,
	    strncmp(line + DATE_TEXT, ",workday", 8) == 0 ? WORKDAY : HOLIDAY);
}

static void
read_calendar(const char *name)
{
	char line[256];
	FILE *file;

	calendar = calendar_new();
	if (name == NULL)
		return;
	if (strcmp(name, "weekends") == 0) {
		calendar_weekends_only(calendar);
		return;
	}
	file = fopen(name, "r");
	if (file == NULL || fgets(line, sizeof(line), file) == NULL)
		die(BAD_SYSTEM, "cannot read %s", name);
	while (fgets(line, sizeof(line), file) != NULL)
		add_line(line);
	fclose(file);
}

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

static struct hours
hours_given(const char *text)
{
	struct hours h;

	if (!hours_parse(slice_of(text), &h))
		die_usage("not hours: %s", text);
	return h;
}

static void
say_day(daynum d, bool unknown)
{
	char text[DATE_TEXT];

	date_print(d, text);
	printf("%.*s%s\n", DATE_TEXT, text, unknown ? " unknown" : "");
}

static void
say_instant(instant t)
{
	char text[INSTANT_TEXT];

	instant_print(t, text);
	say_bytes(text, sizeof(text));
}

/* The instant so many minutes of HOURS after a time. */
static void
after(char *argument[])
{
	struct hours h = hours_given(argument[0]);

	say_instant(clock_after(calendar, &h, instant_given(argument[1]),
	    atoi(argument[2])));
}

static void
after_days(char *argument[])
{
	say_instant(clock_after_days(calendar, instant_given(argument[0]),
	    atoi(argument[1])));
}

/* When a duration within the usual hours is over, from a time on. */
static void
within(char *argument[])
{
	struct duration d;

	if (!duration_parse_working(slice_of(argument[1]), &d))
		die_usage("not a duration: %s", argument[1]);
	say_instant(clock_within(calendar, &hours_usual, instant_given(argument[0]), d));
}

/* The windows of a text, and how many minutes they are. */
static void
hours(char *argument[])
{
	struct hours h;

	if (!hours_parse(slice_of(argument[0]), &h)) {
		puts("bad");
		return;
	}
	for (int i = 0; i < h.count; i++)
		printf("%d-%d%s", h.window[i].from, h.window[i].to,
		    i + 1 < h.count ? " " : "\n");
}

static void
knows(char *argument[])
{
	static const char *const words[] = { "nothing", "statutory days", "all days" };

	puts(words[calendar_knowledge(calendar, atoi(argument[0]))]);
}

static void
next(char *argument[])
{
	bool unknown = false;
	daynum d = calendar_next(calendar, day_given(argument[0]), &unknown);

	say_day(d, unknown);
}

static void
works(char *argument[])
{
	puts(calendar_works(calendar, day_given(argument[0])) ? "works" : "free");
}

int
main(int argc, char *argv[])
{
	static const struct verb verbs[] = {
		{ "after", 3, after },
		{ "after-days", 2, after_days },
		{ "hours", 1, hours },
		{ "knows", 1, knows },
		{ "next", 1, next },
		{ "within", 2, within },
		{ "works", 1, works },
		{ NULL, 0, NULL },
	};
	int status;

	read_calendar(getenv("CALENDAR"));
	status = unit_main(argc, argv, verbs);
	calendar_free(calendar);
	return status;
}
