/*
 * monthly -- sums of a column by month, of each customer.
 *
 * The assessment month is not known while bills are read, so a customer
 * keeps a ring of the last months.  Memory: for each column in use 16 bytes
 * a customer, and 8 for each of baseline + 1 months.
 */
#ifndef RT_TRIGGERS_MONTHLY_H
#define RT_TRIGGERS_MONTHLY_H

#include "cmd/rt-triggers/record.h"
#include "cmd/rt-triggers/watch.h"

/* Reserves the rings; before roster_begin(). */
void monthly_reserve(struct watch *w);

/*
 * What waits to be added to rings, of one table; NULL when it has no series.
 * Bills have the assessment month besides.
 */
struct monthly;
struct monthly *monthly_open(struct watch *w, enum kind k);
void monthly_observe(struct monthly *m, const struct record *r);

/* A record of somebody else's customer: its month is one of the table's. */
void monthly_pass(struct monthly *m, const struct record *r);
void monthly_close(struct monthly *m);

/*
 * Bills of which nothing but sums of amounts is wanted are read to their end
 * at once, without looking at each record for what else it might be.
 */
bool monthly_is_plain(const struct monthly *m, const struct fields *f);
void monthly_read(struct monthly *m, struct table *t);

/* Settles the assessment month when the bills are read. */
void monthly_settle(struct watch *w);

/* Says so on standard error when no month was over. */
void monthly_check(const struct watch *w);

/* The series that feed one rule, of each table that does. */
struct sums {
	const struct series *of[KINDS];
	int count;
};

struct sums monthly_sums(const struct intakes *in, const struct rule *r);

/* Whether the customer has a record in any month of the series. */
bool monthly_has(const struct series *s, const struct customer *c);

/*
 * Adds the sum of a customer's month to the total; false when there is no
 * record in it.  Dies (status 1) when the total is too large.
 */
bool monthly_add(const struct sums *s, struct customer *c, monthnum month, money *total);

#endif
