/*
 * intakes -- what is read of each table, and for which rule.
 *
 * Made when the headers of all tables are known.  A rule is fed by each
 * given table that it is about and that has its column.  A name in a
 * condition is a column of the record; else of the customer's row, then of
 * the customer's tier: such terms are kept apart in a guard, and are settled
 * when those tables are read.
 */
#ifndef RT_TRIGGERS_INTAKES_H
#define RT_TRIGGERS_INTAKES_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-triggers/moment.h"
#include "cmd/rt-triggers/rules.h"
#include "common/table/fields.h"
#include "common/table/table.h"
#include "common/table/where.h"

/* A rule's view of one kind of table; fields by number, or NONE. */
struct feed {
	const struct rule *rule;
	enum kind kind;
	struct where where;    /* the terms about the record */
	int column, against;
	int guard;             /* or NONE */
	int series;            /* of monthly rules; see monthly.h */
};

/* One kind of table: what is read of it, and the rules that it feeds. */
struct intake {
	bool given;
	struct fields fields;
	struct feed *feed;
	int feeds;
};

/* Terms about the customer's row and about the tier. */
struct guard {
	struct where of_customer, of_tier;
};

/* Monthly sums of a column that one or more rules look at. */
struct series {
	enum kind kind;
	int field;
	struct where where;
	int months;            /* how many are looked at */
	int places;            /* for them: a power of two */
	size_t slot;
};

struct intakes {
	struct rules *rules;
	struct intake of[KINDS];
	struct guard *guard;
	int guards;
	struct series *series;
	int count_of_series;
};

/* Dies (status 2) where a rule names a column that there is not. */
struct intakes *intakes_new(struct rules *rules, struct table *const *tables,
    const struct moment *moment);
void intakes_free(struct intakes *p);

/* The field that reads this column of the kind, whatever the rules. */
int intakes_field(struct intakes *p, enum kind k, const char *name);

/* What must hold of the customer besides; NONE: nothing. */
int intakes_guard(const struct intakes *p, const struct rule *r);

#endif
