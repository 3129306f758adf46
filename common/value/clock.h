/*
 * clock -- working days and working time.
 *
 * A working day is a Monday to Friday that is no holiday, or a make-up
 * workday.  Pure: the special days are given, or follow from the law.
 */
#ifndef RT_CLOCK_H
#define RT_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/value/date.h"
#include "common/value/duration.h"

struct calendar;

/* A calendar of which nothing is known but the rule of statutory.h. */
struct calendar *calendar_new(void);
void calendar_free(struct calendar *c);

/* The day's own word, in place of what was said of it before. */
enum special { HOLIDAY, WORKDAY };
void calendar_add(struct calendar *c, daynum d, enum special kind);

/* Every year is known, and has no special days but those added later. */
void calendar_weekends_only(struct calendar *c);

/*
 * What is known of a year.  With eight days off added, or one of a year that
 * the rule does not know, those added are all; fewer add to the statutory
 * days, and which other days are worked or free is not known yet.
 */
enum knowledge { NOTHING, STATUTORY_DAYS, ALL_DAYS };
enum knowledge calendar_knowledge(const struct calendar *c, int year);

/* Fewer days off are no list of a year's, but some more. */
enum { CALENDAR_LEAST = 8 };

/* How many days off of a year were added; whether they were so many ever. */
int calendar_days_off(const struct calendar *c, int year);
bool calendar_is_whole(const struct calendar *c, int year);

bool calendar_works(const struct calendar *c, daynum d);

/*
 * The first working day on or after d; *unknown is set when a year without
 * data was looked at (its Mondays to Fridays are taken).
 */
daynum calendar_next(const struct calendar *c, daynum d, bool *unknown);

/* The day so many working days later; from a day off, one is the first worked. */
daynum calendar_later(const struct calendar *c, daynum d, int days);

/*
 * Hours of a day: windows in minutes since midnight, ascending, apart from
 * each other; to may pass 1440, up to 2880, when a window passes midnight.
 */
enum { HOURS_MOST = 16 };

struct hours {
	int count;
	struct { int from, to; } window[HOURS_MOST];
};

/*
 * A list such as "09:00-12:00,14:00-18:00"; "22:00-06:00" passes midnight.
 * Windows may come in any order.  False, leaving *h alone, when it
 * is not so, when a window is empty, or when two overlap.
 */
bool hours_parse(struct slice text, struct hours *h);

/* Those of work where nobody says: 09:00-12:00,14:00-18:00. */
extern const struct hours hours_usual;

/*
 * Working time: the instant by which so many minutes within the hours of
 * working days have passed since t.  What lies outside does not count; a
 * window that passes midnight belongs to the day on which it starts.  0
 * minutes end at t itself.
 */
instant clock_after(const struct calendar *c, const struct hours *h, instant t,
    int64_t minutes);

/* The same time of day, so many working days later. */
instant clock_after_days(const struct calendar *c, instant t, int days);

/*
 * When a limit ends that counts working time from t on: whole days, and hours
 * that make them, are working days later, and what is left is worked off
 * within the hours.  d must be neither in months nor in working time.
 */
instant clock_limit(const struct calendar *c, const struct hours *h, instant t,
    struct duration d);

/*
 * The instant within a duration of any unit from t on: working days keep the
 * time of day, and from a day off the first is the next one worked; working
 * hours pass within the hours of work.
 */
instant clock_within(const struct calendar *c, const struct hours *h, instant t,
    struct duration d);

#endif
