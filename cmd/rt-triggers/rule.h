/*
 * rule -- a row of the triggers policy, understood.
 *
 * Says what opens a work order and what that order looks like; where the
 * columns it names are found is settled later, by intakes.h, when the
 * headers of the tables are known.
 */
#ifndef RT_TRIGGERS_RULE_H
#define RT_TRIGGERS_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-triggers/traits.h"
#include "common/base/slice.h"
#include "common/table/kind.h"
#include "common/table/where.h"
#include "common/value/date.h"
#include "common/value/duration.h"
#include "common/value/money.h"

struct rule_kind;

enum comparison { EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST, COMPARISONS };

enum { BASELINE_MOST = 60 };

struct rule {
	struct slice name;
	const struct rule_kind *kind;
	kinds tables;
	struct slice column;       /* empty: none */
	struct where where;
	bool has_op, has_threshold, has_window;
	enum comparison op;
	money threshold;           /* also a count, in ten-thousandths */
	struct duration later;     /* the threshold where it is a time */
	struct slice against;      /* a column as threshold; empty: none */
	struct duration window;
	int baseline;              /* windows, or months */
	money floor;
	struct duration earliest;  /* the floor where it is a time; none: 0 days */
	struct rule **inhibitor;
	int inhibitors;
	struct slice category, level, channel, action;
	struct duration within;    /* no minutes when blank */
	struct duration cooldown;
	bool enabled;
	traits traits;

	bool asked;                /* its orders are wanted */
	bool runs;                 /* asked, or it holds back one that is */
	kinds fed;                 /* by which given tables: see intakes.h */
	size_t slot;               /* of what it keeps of a customer: watch_kept() */
	void *state;               /* what its kind keeps besides, or NULL */
	int number;                /* 0, 1, 2 ... in order of the policy */
	size_t row;                /* of the policy */
};

/* What is wrong with a row, and with which of its cells; NULL: nothing. */
struct row_mistake {
	const char *column, *what;
};

/* A window that is neither in days nor in months. */
struct row_mistake rule_window_mistake(const struct rule *r);

/* What the policy calls them. */
extern const char *const comparison_signs[COMPARISONS];

bool comparison_holds(enum comparison c, int64_t a, int64_t b);

bool rule_has(const struct rule *r, enum trait t);

/* Whether the rule sums or compares months. */
bool rule_is_monthly(const struct rule *r);

/* Whether an order is named after the month of as-of, though the fact goes on. */
bool rule_goes_on(const struct rule *r);

/* Whether customers who left are still answered. */
bool rule_outlives_leaving(const struct rule *r);

#endif
