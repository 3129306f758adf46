/*
 * rates -- how many left, by period and group (C01, C02).
 */
#include <stdlib.h>

#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/customers.h"
#include "cmd/rt-churn/flows.h"
#include "cmd/rt-churn/heading.h"
#include "cmd/rt-churn/span.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/groups.h"
#include "common/table/split.h"

enum { RATE_DECIMALS = 6 };

const char *const definition_name[DEFINITIONS + 1] = {
	"opening", "opening-new", "average", "closing-normalised", "snapshot", "all",
};

/* A rate as two whole numbers; of 0 there is no rate. */
struct rate {
	int64_t part, whole;
};

/* What a row of the report is about. */
struct row {
	enum every every;
	period period;           /* NO_PERIOD: the whole table, with --flag */
	struct movement moved;
	int64_t first_opening;   /* opening of the first period printed */
};

/*
 * C01 by a definition.  L are all who left, those who came and went inside
 * the period too.
 */
static struct rate
churn_rate(enum definition by, const struct row *r)
{
	const struct movement *m = &r->moved;
	int64_t opening = m->opening.customers, lost = m->lost.customers;
	int64_t all_lost = lost + m->joined_lost;

	switch (by) {
	case OPENING:
		return (struct rate){ lost, opening };
	case OPENING_NEW:
		return (struct rate){ all_lost, opening + m->joined };
	case AVERAGE:
		return (struct rate){ 2 * all_lost, opening + m->closing };
	case SNAPSHOT:
		return (struct rate){ m->old_lost, r->first_opening };
	default:
		break;
	}
	/* A flag has no days to normalise by. */
	if (r->period == NO_PERIOD)
		return (struct rate){ 0, 0 };
	all_lost *= year_days(period_year(r->every, r->period));
	return (struct rate){ all_lost, YEARLY / (int64_t)r->every *
		period_days(r->every, r->period) * m->closing };
}

static wide
wide_gcd(wide a, wide b)
{
	while (b != 0) {
		wide rest = a % b;

		a = b;
		b = rest;
	}
	return a < 0 ? -a : a;
}

/* In lowest terms; halved until both fit, which no sixth decimal notices. */
static struct rate
rate_of(wide part, wide whole)
{
	wide common;

	if (whole == 0)
		return (struct rate){ 0, 0 };
	common = wide_gcd(part, whole);
	part /= common;
	whole /= common;
	while (part > INT64_MAX || part < -INT64_MAX || whole > INT64_MAX ||
	    whole < -INT64_MAX) {
		part /= 2;
		whole /= 2;
	}
	return (struct rate){ (int64_t)part, (int64_t)whole };
}

/*
 * C02: the churn rate times the mean known amount of the lost over that of
 * all at the opening.  Nobody lost is nothing lost, whatever is known.
 */
static struct rate
relative_churn_rate(const struct movement *m)
{
	const struct tally *all = &m->opening, *lost = &m->lost;

	if (lost->customers == 0)
		return (struct rate){ 0, all->amount != 0 };
	if (lost->known == 0)
		return (struct rate){ 0, 0 };
	if (lost->known == lost->customers && all->known == all->customers)
		return rate_of(lost->amount, all->amount);
	return rate_of(lost->amount * lost->customers * all->known,
	    all->amount * lost->known * all->customers);
}

static void
write_rate(struct writer *w, struct rate r)
{
	writer_ratio(w, r.part, r.whole, RATE_DECIMALS);
}

/* A sum; blank when there are customers and nothing is known of them. */
static void
write_amount(struct writer *w, const struct tally *t)
{
	if (t->amount > INT64_MAX || t->amount < INT64_MIN)
		die(BAD_DATA, "amount: the sum is too large");
	if (t->customers > 0 && t->known == 0)
		writer_blank(w);
	else
		writer_money(w, (money)t->amount);
}

static void
write_amounts(struct writer *w, const struct row *r, enum definition by, bool has_amount)
{
	if (!has_amount) {
		for (int i = 0; i < 3; i++)
			writer_blank(w);
		return;
	}
	write_amount(w, &r->moved.opening);
	write_amount(w, &r->moved.lost);
	if (by == OPENING)
		write_rate(w, relative_churn_rate(&r->moved));
	else
		writer_blank(w);
}

static void
write_row(struct writer *w, const struct row *r, enum definition by, bool has_amount)
{
	struct rate churn = churn_rate(by, r);

	writer_count(w, r->moved.opening.customers);
	writer_count(w, r->moved.joined);
	writer_count(w, r->moved.joined_lost);
	writer_count(w, r->moved.lost.customers);
	writer_count(w, r->moved.closing);
	write_rate(w, churn);
	write_rate(w, (struct rate){ churn.whole - churn.part, churn.whole });
	write_amounts(w, r, by, has_amount);
	writer_string(w, definition_name[by]);
	writer_end(w);
}

/* What is known once all customers are counted. */
struct report {
	const struct request *q;
	const struct groups *groups;
	struct flows *flows;
	bool has_amount;
	struct span span;       /* the periods to be printed */
	int64_t *first_opening; /* by group, of the period from */
	struct writer *out;
};

static void
write_period(const struct report *r, period p)
{
	char name[PERIOD_TEXT];
	size_t length;

	if (p == NO_PERIOD) {
		writer_string(r->out, "all");
		return;
	}
	length = period_print(r->q->every, p, p == r->span.open, name);
	writer_text(r->out, (struct slice){ name, length });
}

/* The rows of one group in the period p, on which the flows stand. */
static void
write_group(const struct report *r, period p, uint32_t group)
{
	struct row row = {
		.every = r->q->every,
		.period = p,
		.moved = flows_movement(r->flows, group),
		.first_opening = r->first_opening[group],
	};

	for (enum definition d = 0; d < DEFINITIONS; d++) {
		if (r->q->definition != d && r->q->definition != ALL_DEFINITIONS)
			continue;
		write_period(r, p);
		heading_group(r->out, &r->q->by, r->groups, group);
		write_row(r->out, &row, d, r->has_amount);
	}
}

static void
write_groups(const struct report *r, period p)
{
	for (uint32_t g = 0; g < groups_count(r->groups); g++)
		write_group(r, p, g);
}

static void
note_opening(const struct report *r)
{
	for (uint32_t g = 0; g < groups_count(r->groups); g++)
		r->first_opening[g] = flows_movement(r->flows, g).opening.customers;
}

/* Walks the periods from the first event to as-of, and prints those asked for. */
static void
write_periods(struct report *r)
{
	period p = flows_earliest(r->flows);
	struct span s = r->span = span_of(r->q, p);

	if (s.from == NO_PERIOD)
		return;
	if (p == NO_PERIOD || p > s.from)
		p = s.from;
	for (flows_rewind(r->flows, p); p <= s.now; p++) {
		if (p == s.from)
			note_opening(r);
		if (p >= s.from && p <= s.to)
			write_groups(r, p);
		flows_advance(r->flows);
	}
	flows_check(r->flows);
}

/* A flag says who is lost, not when: one period, numbered 0. */
enum { FLAG_PERIOD = 0 };

static void
write_flagged(struct report *r)
{
	flows_rewind(r->flows, FLAG_PERIOD);
	note_opening(r);
	write_groups(r, NO_PERIOD);
	flows_advance(r->flows);
	flows_check(r->flows);
}

static void
observe(struct flows *l, const struct request *q, const struct timeline *t,
    const struct customer *c)
{
	struct stay s = {
		.amount = c->amount, .known = c->amount_known, .customers = c->weight,
	};

	if (q->flag.count > 0) {
		s.joined = NO_PERIOD;
		s.left = c->flagged ? FLAG_PERIOD : NO_PERIOD;
	} else {
		s.joined = timeline_period(t, c->joined);
		s.left = timeline_period(t, c->left);
	}
	flows_observe(l, c->group, &s);
}

/* Customers while they are counted: all of them, or those of a part. */
struct counting {
	const struct request *q;
	const struct timeline *timeline;
	struct customers *in;
	struct flows *flows;
	period since;
	int table;             /* which is read */
};

static void
count_table(void *counting, struct table *t)
{
	struct counting *c = counting;
	struct customer one;

	while (customers_next_of(c->in, c->table, t, &one))
		observe(c->flows, c->q, c->timeline, &one);
}

static void *
begin_part(void *counting)
{
	const struct counting *c = counting;
	struct counting *part = mem_new(sizeof *part);

	*part = *c;
	part->in = customers_part(c->in);
	part->flows = flows_new(c->since);
	return part;
}

static void
drop_part(void *counting)
{
	struct counting *part = counting;

	customers_part_free(part->in);
	flows_free(part->flows);
	free(part);
}

static bool
merge_part(void *counting, void *counted)
{
	struct counting *c = counting, *part = counted;
	uint32_t *number = mem_array((size_t)groups_count(customers_groups(part->in)) + 1,
	    sizeof *number);
	bool good = flows_fit(c->flows, part->flows) &&
	    customers_merge(c->in, part->in, number);

	if (good)
		flows_merge(c->flows, part->flows, number);
	free(number);
	drop_part(part);
	return good;
}

/* A flag has values to be counted besides: by one thread. */
static struct flows *
count_customers(const struct request *q, struct customers *in)
{
	static const struct split parts = {
		begin_part, count_table, merge_part, drop_part, NULL,
	};
	period since = q->from == NO_MONTH ? NO_PERIOD :
	    period_of_month(q->every, q->from);
	struct timeline t = timeline_new(q->every, q->common.as_of);
	struct counting c = { q, &t, in, flows_new(since), since, 0 };
	struct customer one;

	for (; c.table < customers_tables(in); c.table++)
		table_split(customers_table_of(in, c.table),
		    q->flag.count > 0 ? 1 : q->common.threads, &parts, &c);
	while (customers_next(in, &one))
		; /* the end of all tables */
	timeline_free(&t);
	return c.flows;
}

int
rates(const struct request *q)
{
	static const char *const behind[] = {
		"opening", "joined", "joined_lost", "lost", "closing", "churn_rate",
		"retention_rate", "opening_amount", "lost_amount", "relative_churn_rate",
		"definition", NULL,
	};
	struct customers *in = customers_open(q, NULL);
	struct report r = { .q = q, .groups = customers_groups(in) };
	int status;

	r.flows = count_customers(q, in);
	r.has_amount = customers_have_amount(in);
	r.first_opening = mem_array(groups_count(r.groups), sizeof *r.first_opening);
	r.out = options_writer(&q->common);
	heading_write(r.out, "period", &q->by, behind);
	if (q->flag.count > 0)
		write_flagged(&r);
	else
		write_periods(&r);
	status = writer_close(r.out);
	customers_warn_amounts(in);
	customers_close(in);
	flows_free(r.flows);
	free(r.first_opening);
	return status;
}
