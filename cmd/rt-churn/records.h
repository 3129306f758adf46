/*
 * records -- bills, purchases or activity, one at a time.
 *
 * What lies after as-of is passed over; how much that was, and how many
 * amounts are blank, is said at the end on standard error.
 */
#ifndef RT_CHURN_RECORDS_H
#define RT_CHURN_RECORDS_H

#include "cmd/rt-churn/churn.h"
#include "common/table/groups.h"
#include "common/table/table.h"

struct record {
	struct slice id;      /* borrowed until the next one */
	uint32_t group;       /* by the columns of --by */
	period period;
	money amount;         /* 0 when it is blank */
	bool active;          /* not a purchase whose amount is known and not above 0 */
};

struct records;

/*
 * Reads these tables, which end with NULL and belong to it from now on.
 */
struct records *records_over(const struct request *q, struct table **tables);

/* Says what was left out, and frees. */
void records_close(struct records *r);

/* The groups met so far; lasts as long as r. */
const struct groups *records_groups(const struct records *r);

/* Whether any of the tables has amounts. */
bool records_have_amount(const struct records *r);

/* The next record; false at the end. */
bool records_next(struct records *r, struct record *one);

#endif
