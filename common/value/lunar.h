/*
 * lunar -- China's lunar calendar, of the lunar years 1900 to 2100.
 *
 * Month starts are those of GB/T 33661-2017: the day of the new moon in
 * UTC+8, the winter solstice in month 11, and the first month without a major
 * solar term the leap one of a year that has thirteen.  See lunar.c for whom
 * we follow where others differ.  Pure.
 */
#ifndef RT_LUNAR_H
#define RT_LUNAR_H

#include <stdbool.h>

#include "common/base/slice.h"
#include "common/value/date.h"

enum { LUNAR_FIRST = 1900, LUNAR_LAST = 2100 };

struct lunar {
	int year;    /* 0: not said; else LUNAR_FIRST to LUNAR_LAST */
	int month;   /* 1 .. 12 */
	int day;     /* 1 .. 30 */
	bool leap;   /* of the leap month behind that month */
};

/*
 * "农历1985-08-15", "L1985-08-15", "L08-15", "L1987-06+15" (of the leap month
 * behind the sixth), "农历1987年闰6月15日", "农历八月十五"; '/' and '.' part as '-'
 * does.  "腊月初八" needs no name in front: no other calendar has such months and days.
 * False, leaving *l alone, on the rest; whether there is such a day is not
 * looked at.
 */
bool lunar_parse(struct slice text, struct lunar *l);

/* Whether the text is meant as such a date: by the calendar's name, or those of its days. */
bool lunar_is_named(struct slice text);

/* The day of a date with its year; NO_DAY when the calendar has none such. */
daynum lunar_day(struct lunar l);

/*
 * The day on which the date comes round in that lunar year: of a leap month
 * that the year has not in the ordinary one, of a 30th that the month has not
 * on its last day.  NO_DAY outside LUNAR_FIRST .. LUNAR_LAST.
 */
daynum lunar_in_year(struct lunar l, int year);

/*
 * The first day on or after from on which the date comes round, in a later
 * lunar year than its own; NO_DAY when that is past LUNAR_LAST.
 */
daynum lunar_next(struct lunar l, daynum from);

/*
 * Qingming, of the years LUNAR_FIRST to LUNAR_LAST: the day in UTC+8 on which
 * the apparent longitude of the sun reaches 15 degrees.
 */
daynum lunar_qingming(int year);

#endif
