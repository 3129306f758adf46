/*
 * sums -- what a customer's months come to, over all tables of a rule.
 */
#ifndef RT_TRIGGERS_SUMS_H
#define RT_TRIGGERS_SUMS_H

#include <stdbool.h>

#include "cmd/rt-triggers/intakes.h"
#include "cmd/rt-triggers/line.h"
#include "cmd/rt-triggers/orders.h"
#include "cmd/rt-triggers/roster.h"
#include "common/value/date.h"
#include "common/value/money.h"

/* The series that feed one rule, of each table that does. */
struct sums {
	const struct series *of[KINDS];
	int count;
};

struct sums sums_of(const struct intakes *in, const struct rule *r);

/*
 * Adds the sum of a month to the total; false when there is no record in it.
 * Dies (status 1) when the total is too large.
 */
bool sums_add(const struct sums *s, struct customer *c, monthnum month, money *total);

/* "amount 0.00 in 2026-02". */
void sums_evidence(struct line *l, const struct rule *r, monthnum month, money v);

/* An order of the rule in that month; month[] has to last. */
struct order sums_order(const struct rule *r, uint32_t customer,
    const struct moment *moment, char month[MONTH_TEXT]);

#endif
