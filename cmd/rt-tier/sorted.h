/*
 * sorted -- customers one after the other, from input grouped by customer.
 *
 * Constant memory: one account.  A customer that comes back is an error with
 * both lines.  To find it, the first customers are remembered (1 MiB of
 * them); with more, the ids must ascend, by bytes or by length and bytes.
 */
#ifndef RT_TIER_SORTED_H
#define RT_TIER_SORTED_H

#include "cmd/rt-tier/ledger.h"

struct sorted;

/* Over the tables in turn; the plan is that of the ledger. */
struct sorted *sorted_new(const struct ledger *l, const struct ledger_plan *plan,
    struct table *const tables[]);
void sorted_free(struct sorted *s);

/* One customer; all of it is borrowed until the next call. */
struct visit {
	struct slice id;
	const struct account *account;
	const struct slice *kept;   /* cells of --keep in the latest record, or NULL */
};

/* The next customer; false at the end. */
bool sorted_next(struct sorted *s, struct visit *v);

/* See ledger_used() and ledger_met(). */
struct month_range sorted_used(const struct sorted *s);
struct month_range sorted_met(const struct sorted *s);

#endif
