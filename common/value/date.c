/*
 * Years begin in March here, so that the leap day is the last of its year and
 * months follow a straight line.
 */
#include "common/value/date.h"

#include <string.h>

#include "common/value/zone.h"

enum {
	YEAR_FIRST = 1900,
	YEAR_LAST = 9999,
	MONTH_FIRST = YEAR_FIRST * 12,
	MONTH_LAST = YEAR_LAST * 12 + 11,
};

/*
 * Days to dates and back, by counting from 1 March of year 0: the leap day
 * is then the last of its year, and months follow a straight line of 30.6.
 */
enum {
	ERA_DAYS = 146097,  /* 400 years */
	EPOCH_DAYS = 719468 /* 0000-03-01 to 1970-01-01 */
};

struct civil
day_civil(daynum d)
{
	int day = d + EPOCH_DAYS;
	int era = day / ERA_DAYS - (day % ERA_DAYS < 0);
	int of_era = day - era * ERA_DAYS;
	int leaps = of_era / 1460 - of_era / 36524 + of_era / (ERA_DAYS - 1);
	int year = (of_era - leaps) / 365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int month = (5 * of_year + 2) / 153; /* 0 is March */
	struct civil c = { .day = of_year - (153 * month + 2) / 5 + 1 };

	c.month = month < 10 ? month + 3 : month - 9;
	c.year = year + era * 400 + (c.month <= 2);
	return c;
}

daynum
day_of(int year, int month, int day)
{
	int y = year - (month <= 2);
	int era = y / 400 - (y % 400 < 0);
	int of_era = y - era * 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year -
	    EPOCH_DAYS;
}

int
day_weekday(daynum d)
{
	/* 1970-01-01 was a Thursday. */
	int r = (d + 3) % 7;

	return (r < 0 ? r + 7 : r) + 1;
}

monthnum
day_month(daynum d)
{
	struct civil c = day_civil(d);

	return c.year * 12 + c.month - 1;
}

static int
days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

int
month_days(monthnum m)
{
	return days_in(m / 12, m % 12 + 1);
}

daynum
month_first(monthnum m)
{
	return day_of(m / 12, m % 12 + 1, 1);
}

daynum
month_last(monthnum m)
{
	return month_first(m) + month_days(m) - 1;
}

daynum
day_add_months(daynum d, int months)
{
	struct civil c = day_civil(d);
	int64_t m = (int64_t)c.year * 12 + c.month - 1 + months;

	if (m < MONTH_FIRST)
		return DAY_FIRST;
	if (m > MONTH_LAST)
		return DAY_LAST;
	return day_in_year((int)(m % 12) + 1, c.day, (int)(m / 12));
}

daynum
day_in_year(int month, int day, int year)
{
	int most = days_in(year, month);

	return day_of(year, month, day < most ? day : most);
}

daynum
instant_day(instant t, int *seconds)
{
	instant shown = t + zone_east(t);
	int64_t day = shown / DAY_SECONDS - (shown % DAY_SECONDS < 0);

	*seconds = (int)(shown - day * DAY_SECONDS);
	return (daynum)day;
}

instant
instant_at(daynum d, int minutes)
{
	int days = minutes / (24 * 60);
	instant t;

	zone_instant(d + days, (minutes - days * 24 * 60) * 60, &t);
	return t;
}

/* Two digits at a time: these are printed by the million. */
static void
print_two(int n, char out[2])
{
	static const char pairs[] =
	    "00010203040506070809101112131415161718192021222324"
	    "25262728293031323334353637383940414243444546474849"
	    "50515253545556575859606162636465666768697071727374"
	    "75767778798081828384858687888990919293949596979899";

	memcpy(out, pairs + 2 * n, 2);
}

static int
between(int n, int least, int most)
{
	return n < least ? least : n > most ? most : n;
}

void
date_print(daynum d, char out[DATE_TEXT])
{
	struct civil c = day_civil(between(d, DAY_FIRST, DAY_LAST));

	month_print(c.year * 12 + c.month - 1, out);
	out[7] = '-';
	print_two(c.day, out + 8);
}

void
month_print(monthnum m, char out[MONTH_TEXT])
{
	m = between(m, MONTH_FIRST, MONTH_LAST);
	print_two(m / 1200, out);
	print_two(m / 12 % 100, out + 2);
	out[4] = '-';
	print_two(m % 12 + 1, out + 5);
}

void
instant_print(instant t, char out[INSTANT_TEXT])
{
	int seconds;

	date_print(instant_day(t, &seconds), out);
	out[10] = 'T';
	print_two(seconds / 3600, out + 11);
	out[13] = ':';
	print_two(seconds / 60 % 60, out + 14);
}
