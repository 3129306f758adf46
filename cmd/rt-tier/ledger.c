#include "cmd/rt-tier/ledger.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/table/part.h"

/*
 * A ring of months: month m has its place at m modulo the size, and is in
 * the ring when it lies less than the size before the latest.  Zeroed memory
 * is an empty account: amounts are kept with their sign bit turned, so that
 * 0 stands for the one amount that cannot be, and says "no record".
 */
struct account {
	monthnum latest;      /* 0: no record */
	int32_t occasion;     /* an earlier month, or a day, with a record ... */
	money occasion_sum;   /* ... and its sum; MANY: more than one was positive */
	uint64_t turned[];
};

#define TURN ((uint64_t)1 << 63)
#define MANY INT64_MAX

/* What the columns of --keep say in a customer's latest record. */
struct kept {
	monthnum month;
	const struct slice *cell;
};

enum { WAIT = 512 }; /* records that wait for their accounts */

/* Records of months that are over on as-of, and of later ones. */
enum book { OVER, OPEN, BOOKS };

struct ledger {
	struct ledger_plan plan;
	int size;              /* of the rings */
	uint64_t reciprocal;   /* 2^32 / size, rounded up: exact below 2^20 months */
	monthnum last;
	bool alone;            /* records are observed one by one */
	struct map *accounts[BOOKS];
	struct month_range range[BOOKS];
	struct arena *text;
	struct store kept[BOOKS];
	uint64_t room;         /* what all amounts so far leave of 63 bits; 0: too much */
	struct map_batch *batch;
	unsigned waiting;
	struct wait {
		unsigned customer;  /* which key of the batch */
		int32_t when;       /* the month, or by days the day */
		money amount;
	} wait[WAIT];
	enum book used;        /* set by ledger_month() */
};

static size_t
account_size(const struct ledger *l)
{
	return sizeof(struct account) + sizeof(uint64_t) * (size_t)l->size;
}

struct ledger *
ledger_new(const struct ledger_plan *plan)
{
	struct ledger *l = mem_new(sizeof *l);

	l->plan = *plan;
	l->size = plan->months;
	l->reciprocal = ((uint64_t)UINT32_MAX + (uint64_t)l->size) / (uint64_t)l->size;
	l->last = plan->last;
	l->alone = plan->keep != NULL || plan->rfm != NULL || plan->options->parts > 0;
	l->text = arena_new();
	l->room = INT64_MAX;
	for (enum book b = OVER; b < BOOKS; b++) {
		l->accounts[b] = map_new(account_size(l));
		l->range[b] = (struct month_range){ INT32_MAX, NO_MONTH };
		store_init(&l->kept[b], sizeof(struct kept));
	}
	l->batch = map_batch_new(l->accounts[OVER]);
	return l;
}

void
ledger_free(struct ledger *l)
{
	map_batch_free(l->batch);
	for (enum book b = OVER; b < BOOKS; b++) {
		map_free(l->accounts[b]);
		store_free(&l->kept[b]);
	}
	arena_free(l->text);
	free(l);
}

/* m modulo the size, with the division done beforehand. */
static inline unsigned
place(const struct ledger *l, monthnum m)
{
	unsigned turns = (unsigned)((uint64_t)(unsigned)m * l->reciprocal >> 32);

	return (unsigned)m - turns * (unsigned)l->size;
}

/*
 * Of occasions that are not in the ring it matters whether one, or more than
 * one, was positive; one is remembered with its sum.
 */
static void
note_occasion(struct account *a, int32_t when, money amount)
{
	if (a->occasion_sum == MANY)
		return;
	if (a->occasion == when) {
		if (!money_add(&a->occasion_sum, amount))
			a->occasion_sum = amount > 0 ? MANY - 1 : INT64_MIN;
	} else if (a->occasion_sum <= 0 && (amount > 0 || a->occasion_sum == 0)) {
		a->occasion = when;
		a->occasion_sum = amount;
	} else if (amount > 0) {
		a->occasion_sum = MANY;
	}
}

/* Moves the ring on to a later month: what it can no longer hold leaves. */
static void
turn_to(struct account *a, const struct ledger *l, monthnum m)
{
	monthnum last = m - l->size < a->latest ? m - l->size : a->latest;

	for (monthnum old = a->latest - l->size + 1; a->latest > 0 && old <= last; old++) {
		uint64_t *turned = &a->turned[place(l, old)];

		if (*turned != 0 && !l->plan.by_days)
			note_occasion(a, old, (money)(*turned ^ TURN));
		*turned = 0;
	}
	a->latest = m;
}

/* One record into the account; false, changing no amount, on overflow. */
static inline bool
observe(struct account *a, const struct ledger *l, monthnum m, money amount)
{
	uint64_t *turned = &a->turned[place(l, m)];
	monthnum ahead = m - a->latest;
	money sum = amount;

	if (ahead == 1 && *turned == 0) {
		a->latest = m;
	} else if (ahead > 0) {
		turn_to(a, l, m);
	} else if (ahead <= -l->size) {
		if (!l->plan.by_days)
			note_occasion(a, m, amount);
		return true;
	} else if (*turned != 0 && !money_add(&sum, (money)(*turned ^ TURN))) {
		return false;
	}
	if (sum == NO_RECORD)
		return false;
	*turned = (uint64_t)sum ^ TURN;
	return true;
}

/* The same where occasions are days; a bill's is the first of its month. */
static bool
observe_day(struct account *a, const struct ledger *l, daynum day, money amount)
{
	if (!observe(a, l, day_month(day), amount))
		return false;
	note_occasion(a, day, amount);
	return true;
}

/* The waiting records; none of them can overflow. */
static void
observe_waiting(struct ledger *l)
{
	void *const *state = map_batch_resolve(l->batch);

	for (const struct wait *w = l->wait; w < l->wait + l->waiting; w++)
		if (l->plan.by_days)
			observe_day(state[w->customer], l, w->when, w->amount);
		else
			observe(state[w->customer], l, w->when, w->amount);
	l->waiting = 0;
}

static void
keep_latest(struct ledger *l, enum book b, uint32_t customer, struct table *t, monthnum m)
{
	struct kept *kept;

	store_reach(&l->kept[b], (size_t)customer + 1);
	kept = store_at(&l->kept[b], customer);
	if (kept->cell == NULL || m >= kept->month)
		*kept = (struct kept){ m, keep_cells(l->plan.keep, t, l->text) };
}

bool
account_observe(struct account *a, const struct ledger *l, const struct spending *s)
{
	if (l->plan.by_days)
		return observe_day(a, l, s->day != NO_DAY ? s->day : month_first(s->month),
		    s->amount);
	return observe(a, l, s->month, s->amount);
}

/* A record at once, where it may overflow or more than its amount counts. */
static void
observe_alone(struct ledger *l, enum book b, struct table *t, const struct spending *s,
    int column)
{
	uint32_t customer = map_intern(l->accounts[b], s->customer);

	if (!account_observe(map_state(l->accounts[b], customer), l, s))
		table_refuse(t, column, "the sum of the month is too large");
	else if (l->plan.keep != NULL)
		keep_latest(l, b, customer, t, s->month);
}

static inline void
note_month(struct month_range *r, monthnum m)
{
	if (m < r->first)
		r->first = m;
	if (m > r->latest)
		r->latest = m;
}

/* A record of a month that is not over counts only when nothing else does. */
static void
observe_open(struct ledger *l, struct table *t, const struct spending *s, int column)
{
	note_month(&l->range[OPEN], s->month);
	if (l->plan.asked_for || l->range[OVER].latest != NO_MONTH)
		return;
	observe_alone(l, OPEN, t, s, column);
}

static inline __attribute__((always_inline)) void
ledger_observe(struct ledger *l, struct table *t, const struct spending *s, int column)
{
	uint64_t size = s->amount < 0 ? -(uint64_t)s->amount : (uint64_t)s->amount;
	unsigned customer;

	if (s->month > l->last) {
		observe_open(l, t, s, column);
		return;
	}
	note_month(&l->range[OVER], s->month);
	l->room = l->room > size ? l->room - size : 0;
	if (l->alone || l->room == 0) {
		observe_waiting(l);
		observe_alone(l, OVER, t, s, column);
		return;
	}
	customer = map_batch_add(l->batch, s->customer);
	l->wait[l->waiting++] = (struct wait){
		customer, !l->plan.by_days ? s->month :
		    s->day != NO_DAY ? s->day : month_first(s->month), s->amount,
	};
	if (customer == MAP_BATCH - 1 || l->waiting == WAIT)
		observe_waiting(l);
}

struct spending_columns
spending_bind(struct table *t)
{
	bool bills = table_kind(t) == BILLS;

	return (struct spending_columns){
		.customer = table_need(t, "customer_id"),
		.month = bills ? table_need(t, "month") : NO_COLUMN,
		.date = bills ? NO_COLUMN : table_need(t, "date"),
		.amount = table_need(t, "amount"),
	};
}

static inline __attribute__((always_inline)) bool
read_spending(struct table *t, const struct spending_columns *c, struct spending *s)
{
	bool known;

	if (!table_id(t, c->customer, &s->customer))
		return false;
	if (c->month != NO_COLUMN) {
		if (!table_month(t, c->month, &s->month))
			return false;
	} else {
		if (!table_date(t, c->date, &s->day))
			return false;
		s->month = day_month(s->day);
	}
	if (!table_money(t, c->amount, &s->amount, &known))
		return false;
	if (!known)
		s->amount = 0;
	return true;
}

bool
spending_read(struct table *t, const struct spending_columns *c, struct spending *s)
{
	s->day = NO_DAY;
	return read_spending(t, c, s);
}

bool
ledger_is_ours(const struct ledger *l, struct slice customer)
{
	struct slice group = SLICE("");

	if (l->plan.options->parts > 0 && l->plan.customers != NULL)
		group = customers_group_of(l->plan.customers, customer);
	return part_holds(l->plan.options, group, customer);
}

static bool
is_group(const struct ledger *l, struct slice id)
{
	return l->plan.customers != NULL && customers_is_group(l->plan.customers, id);
}

/* Where more is wanted of a record than its amount. */
static void
read_closely(struct ledger *l, struct table *t, const struct spending_columns *c)
{
	struct spending s;

	while (table_next(t)) {
		if (!spending_read(t, c, &s) || !ledger_is_ours(l, s.customer))
			continue;
		if (l->plan.rfm != NULL && c->month == NO_COLUMN &&
		    !is_group(l, s.customer) && !rfm_observe(l->plan.rfm, s.customer, s.day, s.amount))
			table_refuse(t, c->amount, "the sum of the customer is too large");
		else
			ledger_observe(l, t, &s, c->amount);
	}
}

void
ledger_read(struct ledger *l, struct table *t)
{
	struct spending_columns c = spending_bind(t);
	struct spending s = { .day = NO_DAY };

	if (l->plan.keep != NULL)
		keep_look(l->plan.keep, t);
	if (l->alone)
		read_closely(l, t, &c);
	else
		while (table_next(t))
			if (read_spending(t, &c, &s))
				ledger_observe(l, t, &s, c.amount);
	observe_waiting(l);
}

monthnum
ledger_month(struct ledger *l, bool *open)
{
	*open = !l->plan.asked_for && l->range[OVER].latest == NO_MONTH &&
	    l->range[OPEN].latest != NO_MONTH;
	l->used = *open ? OPEN : OVER;
	return l->range[l->used].latest;
}

struct month_range
ledger_used(const struct ledger *l)
{
	return l->range[l->used];
}

struct month_range
ledger_met(const struct ledger *l)
{
	struct month_range met = l->range[OVER];

	if (l->range[OPEN].latest != NO_MONTH) {
		note_month(&met, l->range[OPEN].first);
		note_month(&met, l->range[OPEN].latest);
	}
	return met;
}

const struct map *
ledger_customers(const struct ledger *l)
{
	return l->accounts[l->used];
}

const struct slice *
ledger_kept(const struct ledger *l, uint32_t customer)
{
	if (l->plan.keep == NULL)
		return NULL;
	return ((struct kept *)store_at(&l->kept[l->used], customer))->cell;
}

void
account_months(const struct account *a, const struct ledger *l, monthnum last, int count,
    money sum[])
{
	monthnum first = last - count + 1, from, to;
	unsigned at;

	if (a == NULL || a->latest != last || count > l->size)
		for (int i = 0; i < count; i++)
			sum[i] = NO_RECORD;
	if (a == NULL)
		return;
	from = a->latest - l->size + 1 > first ? a->latest - l->size + 1 : first;
	to = a->latest < last ? a->latest : last;
	at = place(l, from);
	for (monthnum m = from; m <= to; m++) {
		/* 0 is turned into NO_RECORD. */
		sum[m - first] = (money)(a->turned[at] ^ TURN);
		at = at + 1 == (unsigned)l->size ? 0 : at + 1;
	}
}

struct account_total
account_sum(const struct account *a, const struct ledger *l, monthnum last, int count)
{
	struct account_total total = { 0, 0, false };
	monthnum first = last - count + 1, oldest = a->latest - l->size + 1, m;
	unsigned at;

	m = oldest > first ? oldest : first;
	at = place(l, m);
	for (; m <= a->latest && m <= last; m++) {
		uint64_t turned = a->turned[at];

		at = at + 1 == (unsigned)l->size ? 0 : at + 1;
		if (turned == 0)
			continue;
		total.months++;
		total.overflow |= !money_add(&total.sum, (money)(turned ^ TURN));
	}
	return total;
}

int
account_occasions(const struct account *a, const struct ledger *l)
{
	int occasions;

	if (a == NULL)
		return 0;
	occasions = a->occasion_sum == MANY ? 2 : a->occasion_sum > 0;
	if (l->plan.by_days)
		return occasions;
	for (int i = 0; i < l->size && occasions < 2; i++)
		occasions += a->turned[i] > TURN;
	return occasions;
}

struct account *
account_new(const struct ledger *l)
{
	return mem_new(account_size(l));
}

void
account_empty(struct account *a, const struct ledger *l)
{
	memset(a, 0, account_size(l));
}
