#include "cmd/rt-tier/ledger.h"

#include <stdlib.h>

#include "common/base/diag.h"

/*
 * A ring of months: month m has its place at m modulo the size, and is in
 * the ring when it lies less than the size before the latest.  Zeroed memory
 * is an empty account: amounts are kept with their sign bit turned, so that
 * 0 stands for the one amount that cannot be, and says "no record".
 */
struct account {
	monthnum latest;   /* 0: no record */
	uint64_t turned[];
};

#define TURN ((uint64_t)1 << 63)

/* What the columns of --keep say in a customer's latest record. */
struct kept {
	monthnum month;
	const struct slice *cell;
};

enum { WAIT = 512 }; /* records that wait for their accounts */

/* Records of months that are over on as-of, and of later ones. */
enum book { OVER, OPEN, BOOKS };

struct ledger {
	int size;              /* of the rings */
	uint64_t reciprocal;   /* 2^32 / size, rounded up: exact below 2^20 months */
	monthnum last;
	bool asked_for;
	struct map *accounts[BOOKS];
	monthnum first[BOOKS], latest[BOOKS];
	struct keep *keep;
	struct arena *text;
	struct store kept[BOOKS];
	uint64_t room;         /* what all amounts so far leave of 63 bits; 0: too much */
	struct map_batch *batch;
	unsigned waiting;
	struct wait {
		unsigned customer;  /* which key of the batch */
		monthnum month;
		money amount;
	} wait[WAIT];
	enum book used;        /* set by ledger_month() */
};

/* A record of bills or purchases, as far as it counts here. */
struct spending {
	struct slice customer;
	monthnum month;
	money amount;
};

struct columns {
	int customer, month, date, amount;
};

struct ledger *
ledger_new(int months, monthnum last, bool asked_for, struct keep *keep)
{
	struct ledger *l = mem_new(sizeof *l);

	l->size = months;
	l->reciprocal = (UINT32_MAX + (uint64_t)1 + (uint64_t)months - 1) / (uint64_t)months;
	l->last = last;
	l->asked_for = asked_for;
	l->keep = keep;
	l->text = arena_new();
	l->room = INT64_MAX;
	for (enum book b = OVER; b < BOOKS; b++) {
		l->accounts[b] = map_new(sizeof(struct account) + sizeof(uint64_t) * (size_t)months);
		l->first[b] = INT32_MAX;
		l->latest[b] = NO_MONTH;
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

/* Moves the ring on to a later month; the months between have no record. */
static void
turn_to(struct account *a, const struct ledger *l, monthnum m)
{
	monthnum from = m - a->latest < l->size ? a->latest + 1 : m - l->size + 1;

	for (; from < m; from++)
		a->turned[place(l, from)] = 0;
}

/* One record into the account; false, changing no amount, on overflow. */
static inline bool
observe(struct account *a, const struct ledger *l, monthnum m, money amount)
{
	uint64_t *turned = &a->turned[place(l, m)];
	monthnum ahead = m - a->latest;
	money sum = 0;

	if (ahead > 0) {
		if (ahead > 1)
			turn_to(a, l, m);
		a->latest = m;
	} else if (ahead <= -l->size) {
		return true;
	} else if (*turned != 0) {
		sum = (money)(*turned ^ TURN);
	}
	if (!money_add(&sum, amount) || sum == INT64_MIN)
		return false;
	*turned = (uint64_t)sum ^ TURN;
	return true;
}

/* The waiting records; none of them can overflow. */
static void
observe_waiting(struct ledger *l)
{
	void *const *state = map_batch_resolve(l->batch);

	for (const struct wait *w = l->wait; w < l->wait + l->waiting; w++)
		observe(state[w->customer], l, w->month, w->amount);
	l->waiting = 0;
}

static void
keep_latest(struct ledger *l, enum book b, uint32_t customer, struct table *t, monthnum m)
{
	struct kept *kept;

	store_reach(&l->kept[b], (size_t)customer + 1);
	kept = store_at(&l->kept[b], customer);
	if (kept->cell == NULL || m >= kept->month)
		*kept = (struct kept){ m, keep_cells(l->keep, t, l->text) };
}

/* A record at once, where it may overflow or more than its amount counts. */
static void
observe_alone(struct ledger *l, enum book b, struct table *t, const struct spending *s,
    int column)
{
	uint32_t customer = map_intern(l->accounts[b], s->customer);

	if (!observe(map_state(l->accounts[b], customer), l, s->month, s->amount))
		table_refuse(t, column, "the sum of the month is too large");
	else if (l->keep != NULL)
		keep_latest(l, b, customer, t, s->month);
}

static inline void
note_month(struct ledger *l, enum book b, monthnum m)
{
	if (m < l->first[b])
		l->first[b] = m;
	if (m > l->latest[b])
		l->latest[b] = m;
}

/* A record of a month that is not over counts only when nothing else does. */
static void
observe_open(struct ledger *l, struct table *t, const struct spending *s, int column)
{
	if (l->asked_for || l->latest[OVER] != NO_MONTH)
		return;
	note_month(l, OPEN, s->month);
	observe_alone(l, OPEN, t, s, column);
}

static inline void
ledger_observe(struct ledger *l, struct table *t, const struct spending *s, int column)
{
	uint64_t size = s->amount < 0 ? -(uint64_t)s->amount : (uint64_t)s->amount;
	unsigned customer;

	if (s->month > l->last) {
		observe_open(l, t, s, column);
		return;
	}
	note_month(l, OVER, s->month);
	l->room = l->room > size ? l->room - size : 0;
	if (l->keep != NULL || l->room == 0) {
		observe_waiting(l);
		observe_alone(l, OVER, t, s, column);
		return;
	}
	customer = map_batch_add(l->batch, s->customer);
	l->wait[l->waiting++] = (struct wait){ customer, s->month, s->amount };
	if (customer == MAP_BATCH - 1 || l->waiting == WAIT)
		observe_waiting(l);
}

/* False when the record was refused. */
static bool
read_spending(struct table *t, const struct columns *c, struct spending *s)
{
	daynum day;
	bool known;

	if (!table_id(t, c->customer, &s->customer))
		return false;
	if (c->month != NO_COLUMN) {
		if (!table_month(t, c->month, &s->month))
			return false;
	} else {
		if (!table_date(t, c->date, &day))
			return false;
		s->month = day_month(day);
	}
	if (!table_money(t, c->amount, &s->amount, &known))
		return false;
	if (!known)
		s->amount = 0;
	return true;
}

void
ledger_read(struct ledger *l, struct table *t)
{
	struct columns c = {
		.customer = table_need(t, "customer_id"),
		.month = NO_COLUMN,
		.date = NO_COLUMN,
		.amount = table_need(t, "amount"),
	};
	struct spending s;

	if (table_kind(t) == BILLS)
		c.month = table_need(t, "month");
	else
		c.date = table_need(t, "date");
	if (l->keep != NULL)
		keep_look(l->keep, t);
	while (table_next(t))
		if (read_spending(t, &c, &s))
			ledger_observe(l, t, &s, c.amount);
	observe_waiting(l);
}

monthnum
ledger_month(struct ledger *l, bool *open)
{
	*open = l->latest[OVER] == NO_MONTH && l->latest[OPEN] != NO_MONTH;
	l->used = *open ? OPEN : OVER;
	return l->latest[l->used];
}

monthnum
ledger_first(const struct ledger *l)
{
	return l->first[l->used];
}

monthnum
ledger_latest(const struct ledger *l)
{
	return l->latest[l->used];
}

const struct map *
ledger_customers(const struct ledger *l)
{
	return l->accounts[l->used];
}

const struct slice *
ledger_kept(const struct ledger *l, uint32_t customer)
{
	if (l->keep == NULL)
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
