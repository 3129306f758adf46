/*
 * docket -- work orders: gathered as rules fire, then settled.
 *
 * Settling takes the guards, who holds back whom, who left, what earlier
 * runs opened and the cooldown into account; what is left is opened.
 */
#ifndef RT_TRIGGERS_DOCKET_H
#define RT_TRIGGERS_DOCKET_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-triggers/line.h"
#include "cmd/rt-triggers/rule.h"
#include "cmd/rt-triggers/seen.h"
#include "common/base/slice.h"
#include "common/table/words.h"
#include "common/value/date.h"

enum { MORNING = 9 * 60 }; /* when an order without a time begins */

/* What a rule calls for, now or, where it says seen, in an earlier run. */
struct order {
	const struct rule *rule; /* NULL: of an earlier run, and there is none now */
	int guard;             /* what else must hold of the customer, or NONE */
	uint32_t customer;     /* NO_CUSTOMER: of a crowd */
	daynum fired_on;
	daynum holds_since;    /* of a condition, where it is known; else NO_DAY */
	instant start;         /* NO_INSTANT: 09:00 of fired_on */
	instant due;           /* NO_INSTANT: within the rule's time */
	struct slice key;      /* what makes it this one: a name, a value, */
	daynum day;            /* a day, or both; NO_DAY: no day */
	struct slice level;    /* empty: the rule's */
	struct slice evidence;
	struct slice id;       /* workorder_id; docket_settle() makes it */
	struct seen_order *seen; /* NULL: of this run */
	enum state_word state;
	bool is_stale;         /* too old to be opened; an earlier one still holds */
	bool is_held_out;      /* its customer is in the control group */
};

/* What became of those that a rule fired; each is counted once. */
struct outcome {
	int64_t opened, inhibited, cooled_down, held_out;
};

/* The order in which they are written: by day, due, id and, of the same, evidence. */
int order_compare(const struct order *x, const struct order *y);

struct docket;
struct watch;

struct docket *docket_new(void);
void docket_free(struct docket *d);

/*
 * An order of the rule, for a customer or NO_CUSTOMER, without key, times
 * and evidence: the caller fills in what there is.
 */
static inline struct order
order_begin(const struct rule *r, int guard, uint32_t customer, daynum fired_on)
{
	return (struct order){ .rule = r, .guard = guard, .customer = customer,
		.fired_on = fired_on, .start = NO_INSTANT, .due = NO_INSTANT,
		.day = NO_DAY, .holds_since = NO_DAY };
}

/* Adds an order with that evidence; copies the texts. */
void docket_add(struct docket *d, const struct order *order,
    const struct line *evidence);

/* The same of an order whose key is a month. */
void docket_add_of_month(struct docket *d, const struct order *order, monthnum month,
    const struct line *evidence);

/* Decides which are opened, and puts them in order. */
void docket_settle(struct docket *d, const struct watch *w);

/*
 * Those that were opened, in order of fired_on, due, id; with states those of
 * earlier runs among them.
 */
size_t docket_opened(const struct docket *d);
const struct order *docket_at(const struct docket *d, size_t i);

struct outcome docket_outcome(const struct docket *d, const struct rule *r);

#endif
