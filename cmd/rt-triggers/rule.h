/*
 * rule -- a row of the triggers policy, understood.
 *
 * Says what opens a work order and what that order looks like; where the
 * columns it names are found is settled later, by plan.h, when the headers
 * of the tables are known.
 */
#ifndef RT_TRIGGERS_RULE_H
#define RT_TRIGGERS_RULE_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-triggers/where.h"
#include "common/base/slice.h"
#include "common/table/kind.h"
#include "common/table/policy.h"
#include "common/value/date.h"
#include "common/value/duration.h"
#include "common/value/money.h"

enum rule_kind {
	MATCH, SCORE, STREAK, ELAPSED, EVERY, CROWD,          /* events */
	VALUE, DROP, ABSENCE, BEFORE, AFTER, YEARLY, OCCASION, /* conditions */
	STATE, TIER, SERVICE,
	RULE_KINDS,
};

enum comparison { EQUAL, UNEQUAL, LESS, AT_MOST, MORE, AT_LEAST, COMPARISONS };

enum { BASELINE_MOST = 60 };

struct rule {
	struct slice name;
	enum rule_kind kind;
	kinds tables;
	struct slice column;       /* empty: none */
	struct where where;
	enum comparison op;
	money threshold;           /* also a count, in ten-thousandths */
	struct duration later;     /* the threshold of ELAPSED */
	struct slice against;      /* a column as threshold; empty: none */
	bool has_window;
	struct duration window;
	int baseline;              /* windows, or months */
	money floor;
	int *inhibitor;            /* numbers of rules */
	int inhibitors;
	struct slice category, level, channel, action;
	struct duration within;    /* no minutes when blank */
	struct duration cooldown;
	bool enabled;

	bool asked;                /* its orders are wanted */
	bool runs;                 /* asked, or it holds back one that is */
	kinds fed;                 /* by which given tables: see plan.h */
	size_t slot;               /* of its numbers in a customer's state */
	size_t row;                /* of the policy */
};

struct rules {
	struct policy *policy;
	struct rule *rule;
	int count;
};

/* Reads and checks the policy; path NULL is the built-in one. */
struct rules *rules_read(const char *path);
void rules_free(struct rules *r);

/* NONE when no rule has that name. */
int rules_find(const struct rules *r, struct slice name);

/*
 * Chooses what runs: the enabled ones, or those of the list "NAME,NAME";
 * dies on a name that is none (status 2).
 */
void rules_choose(struct rules *r, const char *names);

/* Puts crowds off, each with a word about it: a part of the customers is none. */
void rules_without_crowds(struct rules *r);

/*
 * Leaves our own hotline and names out of the rules about rivals; dies on
 * an operator that is none (status 2).
 */
void rules_set_operator(struct rules *r, const char *operator_name);

/* What the policy calls them. */
extern const char *const rule_kinds[RULE_KINDS];
extern const char *const comparison_signs[COMPARISONS];

bool comparison_holds(enum comparison c, int64_t a, int64_t b);

/* Whether the rule looks at events, on the days after --since. */
bool rule_is_event(const struct rule *r);

/* Whether the rule sums or compares months. */
bool rule_is_monthly(const struct rule *r);

/* Whether an order is named after the month of as-of, though the fact goes on. */
bool rule_goes_on(const struct rule *r);

/* Whether customers who left are still answered. */
bool rule_outlives_leaving(const struct rule *r);

#endif
