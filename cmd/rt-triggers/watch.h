/*
 * watch -- everything that a run knows while it reads.
 */
#ifndef RT_TRIGGERS_WATCH_H
#define RT_TRIGGERS_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-triggers/ledger.h"
#include "cmd/rt-triggers/moment.h"
#include "cmd/rt-triggers/orders.h"
#include "cmd/rt-triggers/plan.h"
#include "cmd/rt-triggers/rule.h"
#include "cmd/rt-triggers/seen.h"
#include "common/table/options.h"
#include "common/table/table.h"

struct day_log;
struct crowd;
struct reasons;
struct occasions;
struct limits;
struct profile;
struct once;
struct share;
struct arms;

struct watch {
	struct moment moment;
	struct seen *seen;         /* of earlier runs; NULL: none given */
	struct arms *arms;         /* NULL: there is no control group */
	bool with_states;          /* orders of earlier runs are printed too */
	struct rules *rules;
	struct plan *plan;
	struct ledger *ledger;
	struct orders *orders;
	struct day_log **log;      /* of the event rules, by rule number */
	struct crowd **crowd;      /* of the crowd rules, by rule number */
	struct occasions *occasions;
	struct limits *limits;     /* service levels */
	struct reasons *reasons;
	struct profile *profile;   /* what is known of customers beforehand */
	struct once *cases;        /* which were met */
	struct share *share;       /* whose work is ours; NULL: everybody's */
	size_t held;               /* slot: a bit for each rule that holds */
	monthnum latest;           /* month that monthly rules met; 0: none */
	bool has_open_months;      /* they met one that is not over */
	bool for_everybody;        /* an occasion is one for each customer */
};

/* The record that rules look at. */
struct record {
	struct slice id;
	uint32_t customer;         /* NO_CUSTOMER until record_customer() */
	instant time;              /* NO_INSTANT: only a day is known */
	daynum day;                /* NO_DAY: see record_day() */
	bool is_recent;            /* in (since, as-of]; of tables with events */
	const struct value *value;
	const struct sheet *sheet;
};

/* Who the record is about, and when it happened. */
uint32_t record_customer(struct watch *w, struct record *r);
daynum record_day(struct record *r);

/* Whether it is no future. */
bool record_is_past(const struct watch *w, const struct record *r);

/*
 * Reserves what every rule keeps; the tables are open, none is read.  What
 * was seen, the arms and the states are the caller's to set.
 */
struct watch *watch_new(struct rules *rules, const struct moment *moment,
    const struct options *o, struct table *const *tables);
void watch_free(struct watch *w);

/*
 * Reads one table to its end, every record into the rules that it feeds.
 * Says on standard error how many lay outside the days of event rules.
 */
void watch_table(struct watch *w, struct table *t);

/* After all tables: the rules that have to see everything first. */
void watch_fire(struct watch *w);

#endif
