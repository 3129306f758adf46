/*
 * period -- months, quarters and years, numbered.
 *
 * Numbers of one length follow each other without gaps.  Pure.
 */
#ifndef RT_CHURN_PERIOD_H
#define RT_CHURN_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "common/value/date.h"

/* How long a period is, in months. */
enum every { MONTHLY = 1, QUARTERLY = 3, YEARLY = 12 };

typedef int32_t period;

enum {
	PERIOD_TEXT = 9,      /* the longest: "2026-Q4*" and a NUL */
	NO_PERIOD = INT32_MIN,
};

/* "month", "quarter", "year"; false on the rest. */
bool every_parse(const char *text, enum every *e);

period period_of_month(enum every e, monthnum m);
period period_of_day(enum every e, daynum d);

/*
 * The same for many days: the period of every day up to a last one, in a
 * table, because a division for each record is what takes longest.
 */
struct timeline {
	daynum first, last;
	period *at;       /* by day, from first */
};

struct timeline timeline_new(enum every e, daynum last);
void timeline_free(struct timeline *t);

/* NO_DAY is NO_PERIOD; no other day may lie behind the last. */
static inline period
timeline_period(const struct timeline *t, daynum d)
{
	return d == NO_DAY ? NO_PERIOD : t->at[d - t->first];
}

daynum period_first(enum every e, period p);
daynum period_last(enum every e, period p);
int period_days(enum every e, period p);

/* The year that holds the period, and its days. */
int period_year(enum every e, period p);
int year_days(int year);

/*
 * Writes the name, "2026-10", "2026-Q4", "2026", with a star behind it when
 * the period is not over; returns the length.
 */
size_t period_print(enum every e, period p, bool open, char out[PERIOD_TEXT]);

#endif
