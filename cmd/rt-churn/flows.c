/*
 * The counters of a group are one stretch of periods that grows at either end;
 * an event outside of it costs a copy, and there are few of these.
 */
#include "cmd/rt-churn/flows.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

/* A tally as small as it can be: many are kept, and met in any order. */
struct count {
	uint32_t customers, known;
	money amount;
};

/* Of one group and period. */
struct flow {
	struct count joined, left, both;  /* both: joined and left inside it */
	int64_t old_left;
};

struct account {
	struct count always;    /* no joining date */
	int64_t heads;          /* still there, counted one by one */
	period first;           /* of flow[0] */
	int32_t periods;        /* in use */
	struct flow *flow;
	struct tally present;   /* at the start of the period it stands on */
};

struct flows {
	period since, earliest, at;
	uint64_t used;          /* all amounts without their signs; at most UINT64_MAX */
	struct account *account; /* by group */
	size_t accounts, room;
};

struct flows *
flows_new(period since)
{
	struct flows *l = mem_new(sizeof *l);

	l->since = since;
	l->earliest = NO_PERIOD;
	return l;
}

void
flows_free(struct flows *l)
{
	for (size_t i = 0; i < l->accounts; i++)
		free(l->account[i].flow);
	free(l->account);
	free(l);
}

static struct account *
account_of(struct flows *l, uint32_t group)
{
	while (l->accounts <= group) {
		l->account = mem_grow(l->account, l->accounts, &l->room,
		    sizeof *l->account);
		l->account[l->accounts++] = (struct account){ .first = NO_PERIOD };
	}
	return &l->account[group];
}

/* Makes the flows reach from the period lowest to the period highest. */
static void
reach(struct account *a, period lowest, period highest)
{
	int32_t periods = highest - lowest + 1, shift;
	struct flow *flow = mem_array((size_t)periods, sizeof *flow);

	shift = a->periods == 0 ? 0 : a->first - lowest;
	for (int32_t i = 0; i < a->periods; i++)
		flow[i + shift] = a->flow[i];
	free(a->flow);
	a->flow = flow;
	a->first = lowest;
	a->periods = periods;
}

/* Grows by half at least, so that dates in order do not copy each time. */
static struct flow *
flow_in(struct account *a, period p)
{
	if (a->periods == 0)
		reach(a, p, p);
	else if (p < a->first)
		reach(a, p - a->periods / 2, a->first + a->periods - 1);
	else if (p >= a->first + a->periods)
		reach(a, a->first, p + a->periods / 2);
	return &a->flow[p - a->first];
}

static void
count_stay(struct count *c, const struct stay *s)
{
	if (__builtin_add_overflow(c->customers, s->customers, &c->customers))
		die(BAD_DATA, "too many customers in one period");
	if (!s->known)
		return;
	c->known += s->customers;
	if (!money_add(&c->amount, s->amount))
		die(BAD_DATA, "amount: the sum is too large");
}

static void
tally_add(struct tally *t, const struct count *more)
{
	t->customers += more->customers;
	t->known += more->known;
	t->amount += more->amount;
}

static void
tally_subtract(struct tally *t, const struct count *less)
{
	t->customers -= less->customers;
	t->known -= less->known;
	t->amount -= less->amount;
}

static void
earliest_is(struct flows *l, period p)
{
	if (l->earliest == NO_PERIOD || p < l->earliest)
		l->earliest = p;
}

static void
observe_leaving(struct flows *l, struct account *a, const struct stay *s)
{
	struct flow *f = flow_in(a, s->left);

	count_stay(&f->left, s);
	if (s->joined == s->left)
		count_stay(&f->both, s);
	if (s->joined == NO_PERIOD || s->joined < l->since)
		f->old_left += s->customers;
	earliest_is(l, s->left);
}

/* That of two sizes of sums; one that is too large stays so. */
static uint64_t
sizes_together(uint64_t a, uint64_t b)
{
	return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

bool
flows_fit(const struct flows *l, const struct flows *other)
{
	return sizes_together(l->used, other->used) <= INT64_MAX;
}

static void
add_count(struct count *c, const struct count *more)
{
	if (__builtin_add_overflow(c->customers, more->customers, &c->customers))
		die(BAD_DATA, "too many customers in one period");
	c->known += more->known;
	if (!money_add(&c->amount, more->amount))
		die(BAD_DATA, "amount: the sum is too large");
}

static void
add_account(struct account *a, const struct account *more)
{
	add_count(&a->always, &more->always);
	a->heads += more->heads;
	if (more->periods == 0)
		return;
	flow_in(a, more->first);
	flow_in(a, more->first + more->periods - 1);
	for (int32_t i = 0; i < more->periods; i++) {
		struct flow *f = &a->flow[more->first + i - a->first];

		add_count(&f->joined, &more->flow[i].joined);
		add_count(&f->left, &more->flow[i].left);
		add_count(&f->both, &more->flow[i].both);
		f->old_left += more->flow[i].old_left;
	}
}

void
flows_merge(struct flows *l, const struct flows *other, const uint32_t number[])
{
	for (size_t i = 0; i < other->accounts; i++)
		add_account(account_of(l, number[i]), &other->account[i]);
	if (other->earliest != NO_PERIOD)
		earliest_is(l, other->earliest);
	l->used = sizes_together(l->used, other->used);
}

void
flows_observe(struct flows *l, uint32_t group, const struct stay *s)
{
	struct account *a = account_of(l, group);

	l->used = sizes_together(l->used, s->amount < 0 ? -(uint64_t)s->amount :
	    (uint64_t)s->amount);

	if (s->joined == NO_PERIOD) {
		count_stay(&a->always, s);
	} else {
		count_stay(&flow_in(a, s->joined)->joined, s);
		earliest_is(l, s->joined);
	}
	if (s->left == NO_PERIOD)
		a->heads += s->customers;
	else
		observe_leaving(l, a, s);
}

period
flows_earliest(const struct flows *l)
{
	return l->earliest;
}

void
flows_rewind(struct flows *l, period p)
{
	l->at = p;
	for (size_t i = 0; i < l->accounts; i++) {
		l->account[i].present = (struct tally){ .amount = 0 };
		tally_add(&l->account[i].present, &l->account[i].always);
	}
}

static const struct flow *
flow_at(const struct account *a, period p)
{
	static const struct flow none;

	if (a->periods == 0 || p < a->first || p >= a->first + a->periods)
		return &none;
	return &a->flow[p - a->first];
}

/* Those there when the period p is over, of those there when it began. */
static struct tally
after(const struct account *a, period p)
{
	const struct flow *f = flow_at(a, p);
	struct tally t = a->present;

	tally_add(&t, &f->joined);
	tally_subtract(&t, &f->left);
	return t;
}

struct movement
flows_movement(const struct flows *l, uint32_t group)
{
	static const struct account nobody = { .first = NO_PERIOD };
	const struct account *a = group < l->accounts ? &l->account[group] : &nobody;
	const struct flow *f = flow_at(a, l->at);
	struct movement m = {
		.opening = a->present,
		.joined = f->joined.customers,
		.joined_lost = f->both.customers,
		.closing = after(a, l->at).customers,
		.old_lost = f->old_left,
	};

	tally_add(&m.lost, &f->left);
	tally_subtract(&m.lost, &f->both);
	if (m.opening.customers + m.joined - m.lost.customers - m.joined_lost !=
	    m.closing || m.opening.customers < 0 || m.lost.customers < 0 || m.closing < 0)
		die(BAD_SYSTEM, "opening and closing do not add up: please report this");
	return m;
}

void
flows_advance(struct flows *l)
{
	for (size_t i = 0; i < l->accounts; i++)
		l->account[i].present = after(&l->account[i], l->at);
	l->at++;
}

void
flows_check(const struct flows *l)
{
	for (size_t i = 0; i < l->accounts; i++) {
		const struct account *a = &l->account[i];

		if (a->present.customers != a->heads)
			die(BAD_SYSTEM, "closing is not what is left: please report "
			    "this");
	}
}
