/*
 * date -- days, months and instants.
 *
 * Proleptic Gregorian, 1900-01-01 .. 9999-12-31.  Only the functions that
 * take or give an instant's wall clock depend on the zone of TZ; the rest is
 * pure.
 */
#ifndef RT_DATE_H
#define RT_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"

typedef int32_t daynum;   /* days since 1970-01-01 */
typedef int32_t monthnum; /* year * 12 + month - 1 */
typedef int64_t instant;  /* seconds since 1970-01-01T00:00Z */

enum {
	NO_DAY = INT32_MIN,
	NO_MONTH = INT32_MIN,
	DAY_FIRST = -25567, /* 1900-01-01 */
	DAY_LAST = 2932896, /* 9999-12-31 */
	DAY_SECONDS = 86400,
	DATE_TEXT = 10,   /* YYYY-MM-DD */
	MONTH_TEXT = 7,   /* YYYY-MM */
	INSTANT_TEXT = 16 /* YYYY-MM-DDTHH:MM */
};

#define NO_INSTANT INT64_MIN

struct civil {
	int year, month, day; /* month 1..12, day 1..31 */
};

/* Whether programs write the day for none: 1900-01-01, 1970-01-01, 9999-12-31. */
static inline bool
day_is_odd(daynum d)
{
	return d == 0 || d <= DAY_FIRST || d >= DAY_LAST;
}

struct civil day_civil(daynum d);
daynum day_of(int year, int month, int day);      /* of a date that exists */
int day_weekday(daynum d);                        /* 1 Monday .. 7 Sunday */
monthnum day_month(daynum d);
daynum month_first(monthnum m);
daynum month_last(monthnum m);
int month_days(monthnum m);

/*
 * Calendar arithmetic, clamped to the month's last day: 31 January plus one
 * month is 28 or 29 February.  Past the ends of the calendar it stops there.
 */
daynum day_add_months(daynum d, int months);

/* The anniversary in that year; 29 February is 28 February in common years. */
daynum day_in_year(int month, int day, int year);

/*
 * "2026-03-01", "2026-3-1", "2026/3/1", "2026.3.1", "2026年3月1日",
 * "20260301"; a time behind it (see instant_parse) must be one and is taken
 * for its day as written.  A day of the year 0001, which programs write for
 * none, is 1900-01-01.  False, leaving *d alone, on the rest.
 */
bool date_parse(struct slice text, daynum *d);

/*
 * "YYYY-MM" without a loop; false says nothing about the text.  8 bytes from
 * the text's begin on can be read.
 */
static inline bool
month_parse_quick(struct slice text, monthnum *m)
{
	uint64_t word;
	unsigned year, month;

	if (text.n != MONTH_TEXT)
		return false;
	memcpy(&word, text.p, 8);
	word = (word ^ 0x0030302d30303030u) & 0x00ffffffffffffffu;
	/* Six digits, and nothing left of the hyphen. */
	if (((word + 0x0076767f76767676u) | word) & 0x0080808080808080u)
		return false;
	/* Pairs of digits: the century, the year in it, the month. */
	word = word * 10 + (word >> 8);
	year = (unsigned)(word & 0xff) * 100 + (unsigned)(word >> 16 & 0xff);
	month = (unsigned)(word >> 40 & 0xff);
	if (year < 1900 || month - 1 > 11)
		return false;
	*m = (monthnum)(year * 12 + month - 1);
	return true;
}

/* Months that were read lately, by their last digits: a table has few. */
struct month_memo {
	uint64_t text[32];
	monthnum month[32];
};

/* Forgets all: no text is like this, whose last byte is not 0. */
static inline void
month_memo_clear(struct month_memo *memo)
{
	memset(memo->text, 0xff, sizeof memo->text);
}

/* The same as month_parse_quick(), and quicker where the month was met before. */
static inline bool
month_parse_again(struct month_memo *memo, struct slice text, monthnum *m)
{
	uint64_t word;
	unsigned at;

	if (text.n != MONTH_TEXT)
		return false;
	memcpy(&word, text.p, 8);
	word &= 0x00ffffffffffffffu;
	at = (unsigned)(word >> 48 & 15) | (unsigned)(word >> 36 & 16);
	if (memo->text[at] != word) {
		if (!month_parse_quick(text, &memo->month[at]))
			return false;
		memo->text[at] = word;
	}
	*m = memo->month[at];
	return true;
}

/*
 * "2026-03", "2026-3", "2026/3", "2026.03", "2026年3月", "202603", or a date:
 * its month.
 */
bool month_parse(struct slice text, monthnum *m);

/*
 * A date, then T or a space, H:MM[:SS[.parts]], then nothing, Z, +hh:mm,
 * +hhmm or +hh; a bare date is 00:00.  上午 or 下午 may stand before the
 * hour, AM or PM behind the time; behind 2026年3月1日 a time may follow at
 * once, and behind 20260301 one of HHMM[SS] with or without T or a space.
 *
 * Without a zone the wall clock of TZ: a time that a clock change skips is
 * none, a doubled one is the first.  A bare date whose midnight is skipped
 * is the day's first instant.  Parts of a second do not count.
 */
bool instant_parse(struct slice text, instant *t);

/* "HH:MM" or "H:MM" as minutes since midnight, 00:00 .. 24:00. */
bool clock_parse(struct slice text, int *minutes);

/* The local day of an instant; *seconds since midnight is what its clock shows. */
daynum instant_day(instant t, int *seconds);

/*
 * The first instant at which the local clock shows so many minutes of that
 * day, 1440 and more being those of the next; when a clock change skips
 * them, the instant of the change.
 */
instant instant_at(daynum d, int minutes);

/*
 * Each writes exactly its *_TEXT bytes, no NUL; instants in local time.  What
 * lies outside the calendar is written as its first or last day.
 */
void date_print(daynum d, char out[DATE_TEXT]);
void month_print(monthnum m, char out[MONTH_TEXT]);
void instant_print(instant t, char out[INSTANT_TEXT]);

#endif
