/*
 * Records wait until a batch of their customers can be looked up at once,
 * for a map of millions answers slowly one by one.
 */
#include "cmd/rt-triggers/monthly.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/table/split.h"

/* The last months of a column; a month stands at month & (places - 1). */
struct ring {
	int64_t latest;        /* 0: none yet */
	uint64_t present;      /* bit i: latest - i has a record */
	money sum[];
};

enum { WAITING = 256 };

/* A record that waits for its customer's state to arrive. */
struct waiting {
	unsigned key;          /* in the batch */
	monthnum month;
};

struct monthly {
	struct watch *watch;
	struct map *customers; /* those of the roster; of a part, its own */
	struct map_batch *batch;
	monthnum latest;       /* as in the watch, which hears of it in the end */
	bool has_open;
	struct amounts_met met;
	int *series;           /* those of this kind */
	int count;
	monthnum first, last;  /* months that can matter */
	struct waiting waiting[WAITING];
	size_t waits;
	int *column;           /* of each series, in the table that is read */
	money *value;          /* count of them for each that waits */
	bool *known;
};

static size_t
ring_size(int places)
{
	return sizeof(struct ring) + (size_t)places * sizeof(money);
}

void
monthly_reserve(struct watch *w)
{
	for (int i = 0; i < w->intakes->count_of_series; i++) {
		struct series *s = &w->intakes->series[i];

		for (s->places = 1; s->places < s->months; )
			s->places *= 2;
		s->slot = roster_reserve(w->roster, ring_size(s->places),
		    sizeof(int64_t));
	}
}

/*
 * Whether no sum of them can be too large: so many amounts, none of which has
 * another bit than these, nor a negative one when it is turned.
 */
static bool
sums_fit(struct amounts_met a)
{
	int bits = a.bits == 0 ? 0 : 64 - __builtin_clzll(a.bits);

	return a.count <= (uint64_t)INT64_MAX >> bits;
}

static struct amounts_met
met_together(struct amounts_met a, struct amounts_met b)
{
	return (struct amounts_met){ a.bits | b.bits, a.count + b.count };
}

static void
add_to_ring(struct ring *ring, int places, monthnum month, money m)
{
	int64_t ahead = month - ring->latest;
	money *sum = &ring->sum[month & (places - 1)];

	if (ahead > 0) {
		ring->present = ring->latest == 0 || ahead >= places ? 0 :
		    ring->present << ahead;
		ring->latest = month;
		ahead = 0;
	}
	if (-ahead >= places)
		return;
	if (!(ring->present >> -ahead & 1)) {
		ring->present |= (uint64_t)1 << -ahead;
		*sum = m;
	} else if (!money_add(sum, m)) {
		die(BAD_DATA, "the sum of a customer's month is too large");
	}
}

struct monthly *
monthly_open(struct watch *w, enum kind k)
{
	struct monthly *m = mem_new(sizeof *m);
	int most = 1;

	m->watch = w;
	m->series = mem_array((size_t)w->intakes->count_of_series + 1, sizeof *m->series);
	for (int i = 0; i < w->intakes->count_of_series; i++)
		if (w->intakes->series[i].kind == k) {
			m->series[m->count++] = i;
			if (most < w->intakes->series[i].months)
				most = w->intakes->series[i].months;
		}
	if (m->count == 0 && (k != BILLS || w->intakes->count_of_series == 0)) {
		free(m->series);
		free(m);
		return NULL;
	}
	m->customers = w->roster->customers;
	m->batch = map_batch_new(m->customers);
	m->latest = w->latest;
	m->has_open = w->has_open_months;
	m->met = w->met;
	m->value = mem_array((size_t)m->count * WAITING, sizeof *m->value);
	m->known = mem_array((size_t)m->count * WAITING, sizeof *m->known);
	m->column = mem_array((size_t)m->count, sizeof *m->column);
	m->last = w->moment.month != NO_MONTH ? w->moment.month : w->moment.over;
	m->first = w->moment.month != NO_MONTH ? w->moment.month - most + 1 : 0;
	return m;
}

static void
drain(struct monthly *m)
{
	void *const *state = map_batch_resolve(m->batch);
	const struct intakes *in = m->watch->intakes;

	for (size_t i = 0; i < m->waits; i++)
		for (int k = 0; k < m->count; k++) {
			const struct series *s = &in->series[m->series[k]];
			size_t at = i * (size_t)m->count + (size_t)k;

			if (!m->known[at])
				continue;
			m->met.bits |= (uint64_t)(m->value[at] ^ m->value[at] >> 63);
			add_to_ring(state_at(state[m->waiting[i].key], s->slot),
			    s->places, m->waiting[i].month, m->value[at]);
		}
	m->met.count += m->waits * (size_t)m->count;
	m->waits = 0;
}

/*
 * Notes that the table has the month; whether it can be, or be compared with,
 * the assessment month.
 */
static bool
note_month(struct monthly *m, monthnum month)
{
	if (month > m->last)
		m->has_open = true;
	else if (month > m->latest)
		m->latest = month;
	return month >= m->first && month <= m->last;
}

/* The month of the record, which is noted; NO_MONTH when it cannot matter. */
static monthnum
month_of(struct monthly *m, const struct record *r)
{
	const struct value *when = &r->value[r->fields->when];
	monthnum month;

	if (r->fields->field[r->fields->when].type == MONTH)
		month = (monthnum)when->n;
	else if (!record_is_past(r))
		return NO_MONTH;
	else
		month = day_month(record_day((struct record *)r));
	return note_month(m, month) ? month : NO_MONTH;
}

/* The values of a record stand behind those that wait: it waits with them. */
static void
wait_for(struct monthly *m, struct slice id, monthnum month)
{
	unsigned key = map_batch_add(m->batch, id);

	m->waiting[m->waits++] = (struct waiting){ key, month };
	if (key == MAP_BATCH - 1 || m->waits == WAITING)
		drain(m);
}

void
monthly_observe(struct monthly *m, const struct record *r)
{
	monthnum month = month_of(m, r);
	size_t at = m->waits * (size_t)m->count;
	bool any = false;

	if (month == NO_MONTH)
		return;
	for (int k = 0; k < m->count; k++) {
		const struct series *s = &m->watch->intakes->series[m->series[k]];
		const struct value *v = &r->value[s->field];

		m->known[at + (size_t)k] = v->known &&
		    (s->where.terms == 0 || where_holds(&s->where, r->value));
		m->value[at + (size_t)k] = v->n;
		any |= m->known[at + (size_t)k];
	}
	if (any)
		wait_for(m, r->id, month);
}

void
monthly_pass(struct monthly *m, const struct record *r)
{
	if (m != NULL)
		month_of(m, r);
}

/* Whether there is nothing but unconditional sums of amounts to take. */
bool
monthly_is_plain(const struct monthly *m, const struct fields *f)
{
	if (f->kind != BILLS || f->count != m->count + 1)
		return false;
	for (int i = 0; i < m->count; i++) {
		const struct series *s = &m->watch->intakes->series[m->series[i]];

		if (s->where.terms > 0 || f->field[s->field].type != MONEY)
			return false;
	}
	return true;
}

static int
series_column(const struct monthly *m, int k, struct table *t)
{
	const struct series *s = &m->watch->intakes->series[m->series[k]];
	struct slice name = m->watch->intakes->of[s->kind].fields.field[s->field].name;
	const struct column *known = kind_column(s->kind, name);

	return known != NULL ? table_column(t, known->name) : table_user_column(t, name);
}

/* The amounts of the current record, behind those that wait. */
static bool
read_amounts(struct monthly *m, struct table *t, const int column[], bool *any)
{
	size_t at = m->waits * (size_t)m->count;

	*any = false;
	for (int k = 0; k < m->count; k++, at++) {
		if (!table_money(t, column[k], &m->value[at], &m->known[at]))
			return false;
		*any |= m->known[at];
	}
	return true;
}

static void
read_table(void *monthly, struct table *t)
{
	struct monthly *m = monthly;
	int when = table_need(t, "month"), id = table_need(t, "customer_id");
	struct slice customer;
	monthnum month;
	bool any;

	for (int k = 0; k < m->count; k++)
		m->column[k] = series_column(m, k, t);
	while (table_next(t))
		if (table_month(t, when, &month) && read_amounts(m, t, m->column, &any) &&
		    table_id(t, id, &customer) && note_month(m, month) && any)
			wait_for(m, customer, month);
	drain(m);
}

static void *
begin_part(void *monthly)
{
	const struct monthly *m = monthly;
	struct monthly *part = mem_new(sizeof *part);
	size_t cells = (size_t)m->count * WAITING;

	*part = *m;
	part->customers = map_new_like(m->customers);
	part->batch = map_batch_new(part->customers);
	part->value = mem_array(cells, sizeof *part->value);
	part->known = mem_array(cells, sizeof *part->known);
	part->column = mem_array((size_t)m->count, sizeof *part->column);
	part->latest = 0;
	part->has_open = false;
	part->met = (struct amounts_met){ 0, 0 };
	return part;
}

static void
drop_part(void *monthly)
{
	struct monthly *part = monthly;

	map_batch_free(part->batch);
	map_free(part->customers);
	free(part->value);
	free(part->known);
	free(part->column);
	free(part);
}

/* Each month that the ring of b has is added to that of a. */
static void
unite(void *a, const void *b, const void *monthly)
{
	const struct monthly *m = monthly;

	for (int k = 0; k < m->count; k++) {
		const struct series *s = &m->watch->intakes->series[m->series[k]];
		const struct ring *from = (const void *)((const char *)b + s->slot);

		for (int back = s->places - 1; back >= 0; back--) {
			monthnum month = (monthnum)from->latest - back;

			if (from->present >> back & 1)
				add_to_ring(state_at(a, s->slot), s->places, month,
				    from->sum[month & (s->places - 1)]);
		}
	}
}

/*
 * A sum that may be too large on the way is met record by record, for another
 * order might not meet it.
 */
static bool
merge_part(void *monthly, void *read)
{
	struct monthly *m = monthly, *part = read;
	const struct map_union u = { NULL, unite, m };
	bool good = sums_fit(met_together(m->met, part->met)) &&
	    map_merge(m->customers, part->customers, &u, NULL);

	if (good) {
		m->met = met_together(m->met, part->met);
		m->has_open |= part->has_open;
		m->latest = part->latest > m->latest ? part->latest : m->latest;
	}
	drop_part(part);
	return good;
}

void
monthly_read(struct monthly *m, struct table *t)
{
	static const struct split parts = {
		begin_part, read_table, merge_part, drop_part, "customer_id",
	};

	table_split(t, m->watch->threads, &parts, m);
}

void
monthly_close(struct monthly *m)
{
	if (m == NULL)
		return;
	drain(m);
	m->watch->latest = m->latest;
	m->watch->has_open_months = m->has_open;
	m->watch->met = m->met;
	map_batch_free(m->batch);
	free(m->series);
	free(m->value);
	free(m->known);
	free(m->column);
	free(m);
}

void
monthly_settle(struct watch *w)
{
	if (w->moment.month == NO_MONTH && w->latest > 0)
		w->moment.month = w->latest;
}

void
monthly_check(const struct watch *w)
{
	char as_of[DATE_TEXT];

	if (w->moment.month != NO_MONTH || !w->has_open_months)
		return;
	date_print(w->moment.as_of, as_of);
	warn("no month of the bills is over on %.*s: monthly rules see none", DATE_TEXT,
	    as_of);
}

struct sums
monthly_sums(const struct intakes *in, const struct rule *r)
{
	struct sums sums = { .count = 0 };

	for (enum kind k = 0; k < KINDS; k++)
		for (int i = 0; i < in->of[k].feeds; i++) {
			const struct feed *f = &in->of[k].feed[i];

			if (f->rule == r && f->series != NONE)
				sums.of[sums.count++] = &in->series[f->series];
		}
	return sums;
}

/* The sum of a month; false when the customer has no record in it. */
static inline bool
sum_of(const struct series *s, struct customer *c, monthnum month, money *m)
{
	const struct ring *ring = state_at(c, s->slot);
	int64_t back = ring->latest - month;

	if (back < 0 || back >= s->places || !(ring->present >> back & 1))
		return false;
	*m = ring->sum[month & (s->places - 1)];
	return true;
}

bool
monthly_has(const struct series *s, const struct customer *c)
{
	const struct ring *ring = (const void *)((const char *)c + s->slot);

	return ring->present != 0;
}

bool
monthly_add(const struct sums *s, struct customer *c, monthnum month, money *total)
{
	bool known = false;

	for (int i = 0; i < s->count; i++) {
		money m;

		if (!sum_of(s->of[i], c, month, &m))
			continue;
		if (!money_add(total, m))
			die(BAD_DATA, "the sum of a customer's months is too large");
		known = true;
	}
	return known;
}
