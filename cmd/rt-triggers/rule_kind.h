/*
 * rule_kind -- what a kind of rule is: a row.
 *
 * The file of each kind ends with its row; kinds.c lists them.  Everything
 * else asks the row: what a policy may say of such a rule, which cells are
 * read for it, and what is done when records pass and when all are in.
 */
#ifndef RT_TRIGGERS_RULE_KIND_H
#define RT_TRIGGERS_RULE_KIND_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/intakes.h"
#include "cmd/rt-triggers/record.h"
#include "cmd/rt-triggers/rule.h"
#include "cmd/rt-triggers/traits.h"
#include "common/table/kind.h"

struct watch;

/* Tables whose records happen on a day, and those that hold dates besides. */
#define EVENT_TABLES (KIND(CASES) | KIND(CALLS) | KIND(FORWARDS) | KIND(ACTIVITY) | \
	KIND(CONTACTS) | KIND(OBJECTIONS) | KIND(SURVEYS) | KIND(PURCHASES))
#define DATED_TABLES (EVENT_TABLES | KIND(BILLS) | KIND(CONTRACTS) | \
	KIND(CUSTOMERS) | KIND(TIERS))

/* How the cell of the rule's column is read. */
enum column_use {
	COLUMN_TEXT,           /* by the type it has, and as it stands */
	COLUMN_NUMBER,         /* it must hold numbers */
	COLUMN_DATE,           /* days, or times */
};

/* What the threshold is. */
enum threshold_use {
	THRESHOLD_NUMBER,
	THRESHOLD_COLUMN,      /* a number, or a column to compare with */
	THRESHOLD_COUNT,       /* a whole number, and the operator is >= */
	THRESHOLD_SHARE,       /* above 0 and at most 1 */
	THRESHOLD_TIME,        /* a duration */
};

/* What the floor is. */
enum floor_use {
	FLOOR_NUMBER,
	FLOOR_TIME,            /* a duration */
};

/* Cells of the policy that a row cannot do without. */
struct needs {
	bool column, op, threshold, window, baseline;
};

struct rule_kind {
	const char *name;      /* what the policy calls it */
	kinds tables;          /* that such a rule may be about */
	struct needs needs;
	enum column_use column;
	enum threshold_use threshold;
	enum floor_use floor;
	bool column_may_lack;  /* a table without the column feeds it: all blank */
	bool due_of_record;    /* "within" is "case": the record says by when */

	bool is_event;         /* looks at the days after --since; else a condition */
	bool in_days;          /* at nothing but records on them: others are counted */
	bool goes_on;          /* an order is named after the month of as-of */
	bool moves_on;         /* it holds on when what it is named after changes */
	bool outlives_leaving; /* who left is still answered */
	bool for_everybody;    /* an order for each customer of any table */
	bool takes_all;        /* a part of the customers says nothing: see --part */
	bool sums_months;      /* where it has a column: see rule_is_monthly() */
	traits traits;         /* those for rules of this kind alone */

	/* What else is wrong with a row that was read; NULL: nothing can be. */
	struct row_mistake (*mistake)(const struct rule *r);

	size_t keeps;          /* bytes of each customer, at first zero: watch_kept() */

	/* What it keeps besides, in r->state, which the watch frees; NULL: nothing. */
	void (*reserve)(struct watch *w, struct rule *r);
	void (*release)(struct rule *r);   /* what hangs on the state */

	/* One record of a table that feeds the rule; NULL: see monthly.h. */
	void (*observe)(struct watch *w, const struct feed *f, struct record *r);

	/* When all records are in; NULL: it fires as they pass. */
	void (*fire)(struct watch *w, const struct rule *r);

	/* For --list, in words, without its condition. */
	void (*describe)(struct line *l, const struct rule *r);
};

#endif
