/*
 * watch -- everything that a run knows while it reads.
 */
#ifndef RT_TRIGGERS_WATCH_H
#define RT_TRIGGERS_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-triggers/intakes.h"
#include "cmd/rt-triggers/line.h"
#include "cmd/rt-triggers/moment.h"
#include "cmd/rt-triggers/roster.h"
#include "cmd/rt-triggers/rules.h"
#include "common/table/options.h"
#include "common/table/table.h"

struct arms;
struct limits;
struct once;
struct docket;
struct profile;
struct reasons;
struct seen;
struct share;
struct unmet;
struct workdays;

/* Amounts that were added up: the bits of their sizes, and how many. */
struct amounts_met {
	uint64_t bits, count;
};

struct watch {
	struct moment moment;
	struct seen *seen;         /* of earlier runs; NULL: none given */
	struct arms *arms;         /* NULL: there is no control group */
	bool with_states;          /* orders of earlier runs are printed too */
	struct rules *rules;       /* each with what its kind keeps */
	struct intakes *intakes;
	struct roster *roster;
	struct docket *docket;
	struct limits *limits;     /* service levels */
	struct workdays *workdays; /* days and hours of work */
	struct reasons *reasons;   /* what may explain a silence */
	struct profile *profile;   /* what is known of customers beforehand */
	struct once *cases;        /* which were met */
	struct share *share;       /* whose work is ours; NULL: everybody's */
	struct table *const *input; /* tables that no option named; NULL at the end */
	struct unmet *unmet;       /* conditions that are watched; NULL: none */
	struct line line;          /* for the evidence at hand */
	size_t held;               /* slot: a bit for each rule that holds */
	monthnum latest;           /* month that monthly rules met; 0: none */
	bool has_open_months;      /* they met one that is not over */
	struct amounts_met met;    /* by monthly rules */
	int threads;               /* that may read a table */
	bool for_everybody;        /* a rule has an order for each customer */
	bool explains;             /* a rule wants reasons */
};

/*
 * Reserves what every rule keeps; the tables are open, none is read.  What
 * was seen, the arms, the states, the days of work, whose work it is and which
 * tables are the input are the caller's to set.
 */
struct watch *watch_new(struct rules *rules, const struct moment *moment,
    const struct options *o, struct table *const *tables);
void watch_free(struct watch *w);

/* What the rule keeps of the customer; see rule_kind.h. */
static inline void *
watch_kept(const struct watch *w, const struct rule *r, uint32_t customer)
{
	return state_at(roster_state(w->roster, customer), r->slot);
}

/* After all tables: the rules that have to see everything first. */
void watch_fire(struct watch *w);

#endif
