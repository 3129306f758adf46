/*
 * dates -- days, months, times, lunar dates: text there and back.
 *
 * Two numbers of four bytes, then text.
 */
#include <stdlib.h>

#include "common/value/date.h"
#include "common/value/look.h"
#include "common/value/lunar.h"
#include "tests/fuzz/fuzz.h"

static daynum
day_in_calendar(uint32_t number)
{
	return DAY_FIRST + (daynum)(number % (uint32_t)(DAY_LAST - DAY_FIRST + 1));
}

static void
print_day(daynum d)
{
	char text[DATE_TEXT];
	daynum again = NO_DAY;
	struct civil c = day_civil(d);

	must(d >= DAY_FIRST && d <= DAY_LAST, "a day is in the calendar");
	date_print(d, text);
	must(date_parse((struct slice){ text, DATE_TEXT }, &again) && again == d,
	    "a day printed is the same day");
	must(day_of(c.year, c.month, c.day) == d, "a day is that of its date");
	must(day_weekday(d) >= 1 && day_weekday(d) <= 7, "a week has seven days");
	must(month_first(day_month(d)) <= d && d <= month_last(day_month(d)),
	    "a day is in its month");
}

static void
print_month(monthnum m)
{
	char text[MONTH_TEXT + 1] = "";
	monthnum again = NO_MONTH, quick = NO_MONTH;

	month_print(m, text);
	must(month_parse((struct slice){ text, MONTH_TEXT }, &again) && again == m,
	    "a month printed is the same month");
	must(month_parse_quick((struct slice){ text, MONTH_TEXT }, &quick) && quick == m,
	    "the quick way reads the same");
}

/* The clock shows minutes, and an hour twice where it is set back. */
static void
print_instant(instant t)
{
	char text[INSTANT_TEXT], more[INSTANT_TEXT];
	instant again = NO_INSTANT;

	instant_print(t, text);
	must(instant_parse((struct slice){ text, INSTANT_TEXT }, &again),
	    "a time printed can be read");
	must(again <= t, "a time printed is not later");
	instant_print(again, more);
	must(memcmp(text, more, INSTANT_TEXT) == 0, "a time printed is shown the same");
}

static void
add_months(daynum d, int months)
{
	daynum then = day_add_months(d, months), back;

	must(then >= DAY_FIRST && then <= DAY_LAST, "months stop at the calendar's ends");
	if (then == DAY_FIRST || then == DAY_LAST)
		return;
	must(day_month(then) == day_month(d) + months, "so many months later");
	back = day_add_months(then, -months);
	must(back <= d && day_month(back) == day_month(d), "and back in the same month");
}

static void
read_lunar(struct slice text, daynum from)
{
	struct lunar l = { 0, 0, 0, false };
	daynum day, next;

	lunar_is_named(text);
	if (!lunar_parse(text, &l))
		return;
	must(l.month >= 1 && l.month <= 12 && l.day >= 1 && l.day <= 30,
	    "a lunar month and day");
	next = lunar_next(l, from);
	must(next == NO_DAY || next >= from, "the next one is not before");
	if (l.year == 0)
		return;
	day = lunar_day(l);
	if (day != NO_DAY)
		must(lunar_in_year(l, l.year) == day, "it comes round in its own year");
}

static void
read_text(struct slice text)
{
	struct slice field = fuzz_field(text);
	daynum d = NO_DAY;
	monthnum m = NO_MONTH, quick = NO_MONTH, again = NO_MONTH;
	struct month_memo lately;
	instant t = NO_INSTANT;
	char room[LOOK_TEXT];
	int minutes = -1;
	bool is_day = date_parse(text, &d), is_month = month_parse(text, &m);

	if (instant_parse(text, &t)) {
		must(is_day, "a time has a day");
		print_instant(t);
	}
	if (is_day) {
		must(is_month && m == day_month(d), "a day has a month");
		print_day(d);
	}
	if (is_month)
		print_month(m);
	if (month_parse_quick(field, &quick))
		must(is_month && quick == m, "the quick way says the same");
	month_memo_clear(&lately);
	for (int i = 0; i < 2; i++)
		must(month_parse_again(&lately, field, &again) == (quick != NO_MONTH) &&
		    again == quick, "as does the memory of months");
	fuzz_field_free(field);
	if (clock_parse(text, &minutes))
		must(minutes >= 0 && minutes <= 1440, "a time of a day");
	for (enum wanted w = SOME_SECONDS; w <= A_TIME; w++)
		must(strlen(look_refusal(w, text, DECIMAL_POINT, room)) < LOOK_TEXT,
		    "a refusal has room");
}

void
fuzz_one(struct slice input)
{
	daynum d = day_in_calendar((uint32_t)fuzz_take(&input, 4));
	uint32_t more = (uint32_t)fuzz_take(&input, 4);
	int seconds = (int)(more % DAY_SECONDS);

	/* With summer time, so that hours are skipped and doubled. */
	setenv("TZ", "CST-8CDT-9,M4.2.0/2,M9.2.0/2", 0);
	print_day(d);
	print_month(day_month(d));
	if (d > DAY_FIRST && d < DAY_LAST)
		print_instant((instant)d * DAY_SECONDS + seconds);
	add_months(d, (int)(more % 200000) - 100000);
	read_text(input);
	read_lunar(input, d);
}
