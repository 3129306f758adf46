/*
 * plan -- what is read of each table, and for which rule.
 *
 * Made when the headers of all tables are known.  A rule is fed by each
 * given table that it is about and that has its column.  A name in a
 * condition is a column of the record; else of the customer's row, then of
 * the customer's tier: such terms are kept apart in a guard, and are settled
 * when those tables are read.
 */
#ifndef RT_TRIGGERS_PLAN_H
#define RT_TRIGGERS_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-triggers/moment.h"
#include "cmd/rt-triggers/rule.h"
#include "cmd/rt-triggers/sheet.h"
#include "cmd/rt-triggers/where.h"
#include "common/table/table.h"

/* A rule's view of one kind of table; cells by number, or NONE. */
struct feed {
	struct rule *rule;
	int number;            /* of the rule */
	enum kind kind;
	struct where where;    /* the terms about the record */
	int column, against;
	int amount;            /* what a bill comes to, for the evidence */
	int guard;             /* or NONE */
	int series;            /* of monthly rules; see monthly.h */
};

/* One kind of table: what is read of it, and the rules that it feeds. */
struct intake {
	bool given;
	struct sheet sheet;
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
	int cell;
	struct where where;
	int months;            /* how many are looked at */
	int places;            /* for them: a power of two */
	size_t slot;
};

struct plan {
	struct rules *rules;
	struct intake intake[KINDS];
	struct guard *guard;
	int guards;
	struct series *series;
	int count_of_series;
	bool reasons;          /* a silence is to be explained */
	int tier, previous_tier; /* cells of a tiers row */
};

/* Dies (status 2) where a rule names a column that there is not. */
struct plan *plan_new(struct rules *rules, struct table *const *tables,
    const struct moment *moment);
void plan_free(struct plan *p);

/* The cell that reads this column of the kind, whatever the rules. */
int plan_cell(struct plan *p, enum kind k, const char *name);

/* What must hold of the customer besides; NONE: nothing. */
int plan_guard(const struct plan *p, int rule);

/* The tables that a rule of any kind may be about. */
extern const kinds plan_tables;

#endif
