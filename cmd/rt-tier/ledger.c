/*
 * Records wait in batches so that the memory of hundreds of customers is
 * fetched at once: with millions of them, waiting for one after the other is
 * all the time there is.
 */
#include "cmd/rt-tier/ledger.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/table/part.h"
#include "common/table/split.h"

/* What the columns of --keep say in a customer's latest record. */
struct kept {
	int32_t when;          /* the month, or by days the day */
	const struct slice *cell;
};

enum { WAIT = 512 }; /* records that wait for their accounts */

/* Records of months that are over on as-of, and of later ones. */
enum book { OVER, OPEN, BOOKS };

struct ledger {
	struct ledger_plan plan;
	struct shape shape;
	monthnum last;
	bool alone;            /* records are observed one by one */
	struct map *accounts[BOOKS];
	struct month_range range[BOOKS];
	struct arena *text;
	struct store kept[BOOKS];
	uint64_t room;         /* what all amounts so far leave of 63 bits; 0: too much */
	struct map_batch *batch;
	bool is_plain;         /* an id like the batch's last is that, without a look */
	bool repeats;          /* the present record is of the batch's last */
	unsigned waiting;
	struct wait {
		unsigned customer;  /* which key of the batch */
		int32_t when;       /* the month, or by days the day */
		money amount;
	} wait[WAIT];
	enum book used;        /* set by ledger_month() */
};

/* Its accounts are of the kind of those, so that they can be merged; or NULL. */
static struct ledger *
ledger_like(const struct ledger_plan *plan, struct map *const accounts[BOOKS])
{
	struct ledger *l = mem_new(sizeof *l);

	l->plan = *plan;
	l->shape = account_shape(plan->months, plan->by_days);
	l->last = plan->last;
	l->alone = plan->keep != NULL || plan->rfm != NULL || plan->options->parts > 0;
	l->text = arena_new();
	l->room = INT64_MAX;
	for (enum book b = OVER; b < BOOKS; b++) {
		l->accounts[b] = accounts != NULL ? map_new_like(accounts[b]) :
		    map_new(account_size(&l->shape));
		l->range[b] = (struct month_range){ INT32_MAX, NO_MONTH };
		store_init(&l->kept[b], sizeof(struct kept));
	}
	l->batch = map_batch_new(l->accounts[OVER]);
	return l;
}

struct ledger *
ledger_new(const struct ledger_plan *plan)
{
	return ledger_like(plan, NULL);
}

void
ledger_free(struct ledger *l)
{
	map_batch_free(l->batch);
	for (enum book b = OVER; b < BOOKS; b++) {
		map_free(l->accounts[b]);
		store_free(&l->kept[b]);
	}
	account_shape_free(&l->shape);
	arena_free(l->text);
	free(l);
}

/* The waiting records; none of them can overflow. */
static void
observe_waiting(struct ledger *l)
{
	void *const *state = map_batch_resolve(l->batch);

	for (const struct wait *w = l->wait; w < l->wait + l->waiting; w++)
		account_observe(state[w->customer], &l->shape, w->when, w->amount);
	l->waiting = 0;
}

static void
keep_latest(struct ledger *l, enum book b, uint32_t customer, struct table *t, int32_t when)
{
	struct kept *kept;

	store_reach(&l->kept[b], (size_t)customer + 1);
	kept = store_at(&l->kept[b], customer);
	if (kept->cell == NULL || when >= kept->when)
		*kept = (struct kept){ when, keep_cells(l->plan.keep, t, l->text) };
}

/* A record at once, where it may overflow or more than its amount counts. */
static void
observe_alone(struct ledger *l, enum book b, struct table *t, const struct spending *s,
    const struct spending_columns *c)
{
	uint32_t customer = map_intern(l->accounts[b], s->customer);
	int32_t when = spending_when(s, c, l->shape.by_days);

	if (!account_observe(map_state(l->accounts[b], customer), &l->shape, when, s->amount))
		table_refuse(t, c->amount, "the sum of the month is too large");
	else if (l->plan.keep != NULL)
		keep_latest(l, b, customer, t, account_date(when));
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
observe_open(struct ledger *l, struct table *t, const struct spending *s,
    const struct spending_columns *c)
{
	note_month(&l->range[OPEN], s->month);
	if (l->plan.asked_for || l->range[OVER].latest != NO_MONTH)
		return;
	observe_alone(l, OPEN, t, s, c);
}

/* The current record; false when it was refused. */
static inline __attribute__((always_inline)) bool
read_record(struct ledger *l, struct table *t, const struct spending_columns *c,
    struct spending *s)
{
	const struct table_front *f = table_front(t);

	s->customer = reader_field(f->reader, c->customer);
	l->repeats = l->is_plain && f->as_is && map_batch_repeats(l->batch, s->customer);
	return (l->repeats || table_id(t, c->customer, &s->customer)) &&
	    spending_read_amount(t, c, s);
}

static inline __attribute__((always_inline)) void
ledger_observe(struct ledger *l, struct table *t, const struct spending *s,
    const struct spending_columns *c)
{
	uint64_t size = s->amount < 0 ? -(uint64_t)s->amount : (uint64_t)s->amount;
	unsigned customer;

	if (s->month > l->last) {
		observe_open(l, t, s, c);
		return;
	}
	note_month(&l->range[OVER], s->month);
	l->room = l->room > size ? l->room - size : 0;
	if (l->alone || l->room == 0) {
		observe_waiting(l);
		observe_alone(l, OVER, t, s, c);
		return;
	}
	if (l->repeats) {
		customer = map_batch_last(l->batch);
	} else {
		customer = map_batch_append(l->batch, s->customer);
		l->is_plain = table_id_is_plain(s->customer);
	}
	l->wait[l->waiting++] = (struct wait){
		customer, spending_when(s, c, l->shape.by_days), s->amount,
	};
	if (customer == MAP_BATCH - 1 || l->waiting == WAIT)
		observe_waiting(l);
}

bool
ledger_is_ours(const struct ledger *l, struct slice customer)
{
	struct slice group = SLICE("");

	if (l->plan.options->parts > 0 && l->plan.customers != NULL)
		group = profiles_group_of(l->plan.customers, customer);
	return part_holds(l->plan.options, group, customer);
}

static bool
is_group(const struct ledger *l, struct slice id)
{
	return l->plan.customers != NULL && profiles_is_group(l->plan.customers, id);
}

/*
 * Where more is wanted of a record than its amount.  The month of assessment
 * is that of all the input, not of a part.
 */
static void
read_closely(struct ledger *l, struct table *t, const struct spending_columns *c)
{
	struct spending s;

	while (table_next(t)) {
		if (!spending_read(t, c, &s))
			continue;
		if (!ledger_is_ours(l, s.customer)) {
			note_month(&l->range[s.month > l->last ? OPEN : OVER], s.month);
			continue;
		}
		if (l->plan.rfm != NULL && c->month == NO_COLUMN &&
		    !is_group(l, s.customer) &&
		    !rfm_observe(l->plan.rfm, s.customer, s.day, s.amount))
			table_refuse(t, c->amount, "the sum of the customer is too large");
		else
			ledger_observe(l, t, &s, c);
	}
}

static void
read_table(void *ledger, struct table *t)
{
	struct ledger *l = ledger;
	struct spending_columns c = spending_bind(t);
	struct spending s = { .day = NO_DAY };

	if (l->plan.keep != NULL)
		keep_look(l->plan.keep, t);
	if (l->alone)
		read_closely(l, t, &c);
	else
		while (table_next(t))
			if (read_record(l, t, &c, &s))
				ledger_observe(l, t, &s, &c);
	observe_waiting(l);
}

/* A ledger of a part, with maps that can be merged. */
static void *
begin_part(void *ledger)
{
	const struct ledger *l = ledger;

	return ledger_like(&l->plan, l->accounts);
}

static bool
can_unite(const void *a, const void *b, const void *shape)
{
	return account_unites(a, b, shape);
}

static void
unite(void *a, const void *b, const void *shape)
{
	account_unite(a, b, shape);
}

static void
note_range(struct month_range *r, struct month_range more)
{
	if (more.latest == NO_MONTH)
		return;
	note_month(r, more.first);
	note_month(r, more.latest);
}

static void
drop_part(void *part)
{
	ledger_free(part);
}

/*
 * Open months count only as long as no other was met: where they may, and
 * where sums may not fit, one record is observed after the other.
 */
static bool
merge_part(void *ledger, void *part)
{
	struct ledger *l = ledger, *p = part;
	const struct map_union u = { can_unite, unite, &l->shape };
	uint64_t used = INT64_MAX - p->room;
	bool good = p->room > 0 && l->room > used &&
	    (l->range[OVER].latest != NO_MONTH || map_count(p->accounts[OPEN]) == 0) &&
	    map_merge(l->accounts[OVER], p->accounts[OVER], &u, NULL);

	if (good) {
		account_shape_absorb(&l->shape, &p->shape);
		l->room -= used;
		note_range(&l->range[OVER], p->range[OVER]);
		note_range(&l->range[OPEN], p->range[OPEN]);
	}
	ledger_free(p);
	return good;
}

void
ledger_read(struct ledger *l, struct table *t)
{
	static const struct split parts = {
		begin_part, read_table, merge_part, drop_part, "customer_id",
	};

	table_split(t, l->alone || l->shape.by_days ? 1 : l->plan.options->threads,
	    &parts, l);
}

const struct shape *
ledger_shape(const struct ledger *l)
{
	return &l->shape;
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
