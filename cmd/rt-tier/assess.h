/*
 * assess -- the figures of one customer in the month of assessment.
 */
#ifndef RT_TIER_ASSESS_H
#define RT_TIER_ASSESS_H

#include "cmd/rt-tier/customers.h"
#include "cmd/rt-tier/ledger.h"
#include "cmd/rt-tier/level.h"

enum { MONTHS_MOST = 1200 };

/* The months that count. */
struct span {
	monthnum month;    /* of assessment */
	int months;        /* that a level takes, ending with it */
	int window;        /* that totals take, ending with it */
};

struct figures {
	int months;        /* with a record in the window */
	money last;        /* of the month of assessment; 0 without a record */
	money total;       /* over the window */
};

/* One customer in the month of assessment. */
struct assessment {
	struct figures figures;
	struct evidence evidence;
};

/*
 * Assesses the account; both account and profile may be NULL.  Dies with
 * status 1 when the total does not fit.
 */
struct assessment assess(const struct ledger *l, const struct account *a,
    const struct profile *p, const struct span *s);

#endif
