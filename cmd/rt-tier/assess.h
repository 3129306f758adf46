/*
 * assess -- the figures of a customer or a group in the month of assessment.
 *
 * Both are a series of monthly sums that ends with that month.  Pure, but
 * for the death of a sum that does not fit (status 1).
 */
#ifndef RT_TIER_ASSESS_H
#define RT_TIER_ASSESS_H

#include "cmd/rt-tier/level.h"
#include "cmd/rt-tier/profiles.h"
#include "common/value/date.h"
#include "common/value/money.h"

enum { MONTHS_MOST = 1200, GRACE_MOST = 120, SERIES_MOST = MONTHS_MOST + GRACE_MOST };

/* The months that count. */
struct span {
	monthnum month;    /* of assessment */
	int months;        /* that a level takes, ending with it */
	int window;        /* that totals take, ending with it */
	int grace;         /* months in which a level may have been earned; 0: none */
	int series;        /* months kept: enough for all of these, and a year */
};

/* Months of a series that starts so long ago as the rules look back. */
int span_series(const struct span *s);

/* Amounts by month, the last one that of assessment; see ledger.h. */
struct figures {
	int months;        /* with a record in the window */
	int good_months;   /* of the last 12, with a positive sum */
	money last;        /* of the month of assessment; 0 without a record */
	money total;       /* over the window */
	money now, before; /* of the last three months, and the three before */
};

/* Of a series of span_series() sums. */
void assess_figures(struct figures *f, const money sum[], const struct span *s);

/*
 * What the level rules look at, so many months before the month of
 * assessment; profile may be NULL.
 */
void assess_evidence(struct evidence *e, const money sum[], const struct span *s,
    int months_ago, const struct profile *p);

/* The smallest of these months, one without a record being 0: of a group. */
money assess_least(const money sum[], const struct span *s, int months_ago);

#endif
