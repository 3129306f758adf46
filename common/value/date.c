/*
 * Years begin in March here, so that the leap day is the last of its year and
 * months follow a straight line.
 */
#include "common/value/date.h"

#include <endian.h>
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
	int era = (day >= 0 ? day : day - (ERA_DAYS - 1)) / ERA_DAYS;
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
	int era = (y >= 0 ? y : y - 399) / 400;
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

/* Takes least to most digits off the text as a number; -1 when they are not there. */
static int
take_number(struct slice *text, size_t least, size_t most)
{
	int value = 0;
	size_t n = 0;

	for (; n < most && n < text->n; n++) {
		unsigned digit = (unsigned char)text->p[n] - (unsigned)'0';

		if (digit > 9)
			break;
		value = value * 10 + (int)digit;
	}
	if (n < least)
		return -1;
	text->p += n;
	text->n -= n;
	return value;
}

/* Takes "2026-03-01", "2026/3/1" or "20260301" off the text. */
static bool
take_date(struct slice *text, daynum *d)
{
	int year = take_number(text, 4, 4), month, day;

	if (slice_take(text, '/')) {
		month = take_number(text, 1, 2);
		day = slice_take(text, '/') ? take_number(text, 1, 2) : -1;
	} else {
		bool dashes = slice_take(text, '-');

		month = take_number(text, 2, 2);
		day = slice_take(text, '-') == dashes ? take_number(text, 2, 2) : -1;
	}
	if (year < YEAR_FIRST || month < 1 || month > 12)
		return false;
	if (day < 1 || day > days_in(year, month))
		return false;
	*d = day_of(year, month, day);
	return true;
}

enum { NO_ZONE = INT32_MIN };

/* Takes "Z" or "+08:00" off the text, as seconds east; -1 hour is -3600. */
static bool
take_zone(struct slice *text, int *east)
{
	bool west = text->n > 0 && text->p[0] == '-';
	int hours, minutes;

	*east = NO_ZONE;
	if (text->n == 0)
		return true;
	*east = 0;
	if (slice_take(text, 'Z'))
		return true;
	if (!slice_take(text, '+') && !slice_take(text, '-'))
		return false;
	hours = take_number(text, 2, 2);
	minutes = slice_take(text, ':') ? take_number(text, 2, 2) : -1;
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
		return false;
	*east = (hours * 60 + minutes) * (west ? -60 : 60);
	return true;
}

/* Takes "HH:MM" or "HH:MM:SS" off the text, as seconds. */
static bool
take_time(struct slice *text, int *seconds)
{
	int h = take_number(text, 2, 2), m = -1, s = 0;

	if (slice_take(text, ':'))
		m = take_number(text, 2, 2);
	if (slice_take(text, ':'))
		s = take_number(text, 2, 2);
	if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59)
		return false;
	*seconds = (h * 60 + m) * 60 + s;
	return true;
}

/* The whole text: a date, or one with a time, or one with a time and a zone. */
static bool
read_time(struct slice text, daynum *d, int *seconds, int *east)
{
	text = slice_trim(text);
	if (!take_date(&text, d))
		return false;
	*seconds = 0;
	*east = NO_ZONE;
	if (text.n == 0)
		return true;
	if (!slice_take(&text, 'T') && !slice_take(&text, ' '))
		return false;
	return take_time(&text, seconds) && take_zone(&text, east) && text.n == 0;
}

/*
 * "2026-03-01", as most are written: eight bytes at a time become digits, or
 * something above 9 when they are none.
 */
static bool
date_plain(const char *p, daynum *d)
{
	const uint64_t dashes = UINT64_C(0x2d30302d30303030); /* "0000-00-" */
	const uint64_t high = UINT64_C(0xf0f0f0f0f0f0f0f0);
	uint64_t v;
	unsigned d1 = (unsigned char)p[8] - 48u, d2 = (unsigned char)p[9] - 48u;
	int year, month, day = (int)(d1 * 10 + d2);

	memcpy(&v, p, sizeof v);
	v = le64toh(v) ^ dashes;
	if (((v | (v + UINT64_C(0x0006060006060606))) & high) != 0 || d1 > 9 || d2 > 9 ||
	    (v & UINT64_C(0xff0000ff00000000)) != 0)
		return false;
	month = (int)(v >> 40 & 0xff) * 10 + (int)(v >> 48 & 0xff);
	v = (v * 10 + (v >> 8)) & UINT64_C(0x00ff00ff);
	year = (int)((v & 0xff) * 100 + (v >> 16));
	if (year < YEAR_FIRST || month < 1 || month > 12 || day < 1 ||
	    day > days_in(year, month))
		return false;
	*d = day_of(year, month, day);
	return true;
}

bool
date_parse(struct slice text, daynum *d)
{
	int seconds, east;
	daynum day;

	if (text.n == DATE_TEXT && date_plain(text.p, d))
		return true;
	if (!read_time(text, &day, &seconds, &east))
		return false;
	*d = day;
	return true;
}

bool
month_parse(struct slice text, monthnum *m)
{
	struct slice rest;
	bool slash;
	daynum d;
	int year, month;

	rest = slice_trim(text);
	year = take_number(&rest, 4, 4);
	slash = slice_take(&rest, '/');
	if (!slash)
		slice_take(&rest, '-');
	month = take_number(&rest, slash ? 1 : 2, 2);
	if (rest.n > 0) {
		if (!date_parse(text, &d))
			return false;
		*m = day_month(d);
		return true;
	}
	if (year < YEAR_FIRST || month < 1 || month > 12)
		return false;
	*m = year * 12 + month - 1;
	return true;
}

bool
instant_parse(struct slice text, instant *t)
{
	int seconds, east;
	bool bare = slice_trim(text).n <= DATE_TEXT;
	instant at;
	daynum d;

	if (!read_time(text, &d, &seconds, &east))
		return false;
	if (east != NO_ZONE) {
		at = (instant)d * DAY_SECONDS + seconds - east;
		d = instant_day(at, &seconds);
		if (d < DAY_FIRST || d > DAY_LAST)
			return false;
	} else if (!zone_instant(d, seconds, &at) && !bare) {
		return false;
	}
	*t = at;
	return true;
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

bool
clock_parse(struct slice text, int *minutes)
{
	int h, m;

	text = slice_trim(text);
	h = take_number(&text, 2, 2);
	m = slice_take(&text, ':') ? take_number(&text, 2, 2) : -1;
	if (text.n > 0 || h < 0 || m < 0 || m > 59 || h * 60 + m > 24 * 60)
		return false;
	*minutes = h * 60 + m;
	return true;
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
