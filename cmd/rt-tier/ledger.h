/*
 * ledger -- what each customer spent, month by month.
 *
 * Amounts of the same customer and month add up.  Only the last months
 * before a customer's latest record are kept, as many as the rules need,
 * since the month of assessment may not be known before all is read.
 *
 * Memory: 4 bytes for each month kept (at least 12) and 16, of purchases 64
 * more, besides what map.h takes, for each customer; see account.h.
 */
#ifndef RT_TIER_LEDGER_H
#define RT_TIER_LEDGER_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-tier/account.h"
#include "cmd/rt-tier/profiles.h"
#include "cmd/rt-tier/rfm.h"
#include "cmd/rt-tier/spending.h"
#include "common/base/map.h"
#include "common/table/keep.h"
#include "common/table/table.h"
#include "common/value/date.h"
#include "common/value/money.h"

struct ledger;

/* What a ledger keeps; pointers may be NULL. */
struct ledger_plan {
	int months;            /* kept before a customer's latest record */
	monthnum last;         /* later records are not used, unless ... */
	bool asked_for;        /* ... all are, and last was not asked for */
	bool by_days;          /* occasions are days, not months: from purchases */
	struct keep *keep;     /* columns of the input to carry along */
	struct rfm *rfm;       /* hears of every purchase */
	const struct options *options;     /* which part */
	const struct profiles *customers; /* whose groups decide that */
};

/* The plan is kept, not copied. */
struct ledger *ledger_new(const struct ledger_plan *plan);
void ledger_free(struct ledger *l);

/* Observes every record of a table of bills or purchases. */
void ledger_read(struct ledger *l, struct table *t);

/*
 * The month of assessment when none was asked for: the latest month met
 * that is not after the last one; if there is none, the latest met (and
 * *open is set); NO_MONTH without records.
 */
monthnum ledger_month(struct ledger *l, bool *open);

/*
 * Customers in the order in which they were first met; the states are
 * accounts.
 */
const struct map *ledger_customers(const struct ledger *l);

/* The months of records; of none at all, INT32_MAX and NO_MONTH. */
struct month_range {
	monthnum first, latest;
};

/* Of the records that are used, and of all that were read. */
struct month_range ledger_used(const struct ledger *l);
struct month_range ledger_met(const struct ledger *l);

/* The cells of --keep in the customer's latest record, or NULL. */
const struct slice *ledger_kept(const struct ledger *l, uint32_t customer);

/* With --part, whether the customer is one of ours; else everybody is. */
bool ledger_is_ours(const struct ledger *l, struct slice customer);

/* The shape of its accounts. */
const struct shape *ledger_shape(const struct ledger *l);

#endif
