/*
 * The record that begins the next customer is held until that one's turn;
 * nothing else is read ahead.
 */
#include "cmd/rt-tier/sorted.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

enum { REMEMBERED = 16384 }; /* customers known by name */

/* Orders that ids may come in, when there are too many to remember. */
enum order { BY_BYTES = 1, BY_LENGTH = 2 };

/* Where a customer's first record stands. */
struct sighting {
	const char *file;
	uint64_t line;
};

struct sorted {
	const struct ledger *ledger;
	const struct ledger_plan *plan;
	struct table *const *table;       /* the present one */
	struct spending_columns columns;
	bool begun, pending;              /* a record of the next customer is read */
	struct spending next;
	struct account *account;
	struct arena *id, *spare;         /* of the present customer, of the next */
	struct slice now;
	struct arena *text;               /* kept cells */
	struct map *known;                /* first record of each remembered customer */
	uint64_t customers;
	unsigned orders;                  /* that all ids so far are in */
	struct sighting first;            /* of the present customer */
	struct month_range used, met;
};

struct sorted *
sorted_new(const struct ledger *l, const struct ledger_plan *plan,
    struct table *const tables[])
{
	struct sorted *s = mem_new(sizeof *s);

	s->ledger = l;
	s->plan = plan;
	s->table = tables;
	s->account = mem_new(account_size(ledger_shape(l)));
	s->id = arena_new();
	s->spare = arena_new();
	s->text = arena_new();
	s->known = map_new(sizeof(struct sighting));
	s->orders = BY_BYTES | BY_LENGTH;
	s->used = s->met = (struct month_range){ INT32_MAX, NO_MONTH };
	return s;
}

void
sorted_free(struct sorted *s)
{
	free(s->account);
	arena_free(s->id);
	arena_free(s->spare);
	arena_free(s->text);
	map_free(s->known);
	free(s);
}

static void
widen(struct month_range *r, monthnum m)
{
	r->first = m < r->first ? m : r->first;
	r->latest = m > r->latest ? m : r->latest;
}

/* The next record that counts, of this table or a later one. */
static bool
read_next(struct sorted *s)
{
	for (; *s->table != NULL; s->table++, s->begun = false) {
		if (!s->begun) {
			s->columns = spending_bind(*s->table);
			if (s->plan->keep != NULL)
				keep_look(s->plan->keep, *s->table);
			s->begun = true;
		}
		while (table_next(*s->table)) {
			if (!spending_read(*s->table, &s->columns, &s->next))
				continue;
			widen(&s->met, s->next.month);
			if (s->next.month > s->plan->last)
				continue;
			widen(&s->used, s->next.month);
			if (s->plan->options->parts == 0 ||
			    ledger_is_ours(s->ledger, s->next.customer))
				return true;
		}
	}
	return false;
}

static bool
ascends(struct slice a, struct slice b, enum order order)
{
	if (order == BY_LENGTH && a.n != b.n)
		return a.n < b.n;
	return slice_compare(a, b) < 0;
}

_Noreturn static void
die_back(struct sorted *s, const char *why, struct sighting before)
{
	bool same = before.file == table_name(*s->table);

	reader_die(table_reader(*s->table), "customer_id", "%s line %llu%s%s; sort the "
	    "input by customer, or leave --sorted out", _(why),
	    (unsigned long long)before.line, same ? "" : _(" of "), same ? "" : before.file);
}

/* Which of the orders the next customer is still in. */
static unsigned
orders_kept(const struct sorted *s, struct slice id)
{
	if (s->customers == 0)
		return s->orders;
	return s->orders & ((ascends(s->now, id, BY_BYTES) ? BY_BYTES : 0u) |
	    (ascends(s->now, id, BY_LENGTH) ? BY_LENGTH : 0u));
}

/*
 * A customer that was there before must not come again; as long as the ids
 * ascend, none does.
 */
static void
check_order(struct sorted *s, struct slice id)
{
	s->orders = orders_kept(s, id);
	if (s->orders == 0) {
		uint32_t known = map_find(s->known, id);

		if (known != MAP_NONE)
			die_back(s, N_("the customer was there before, on"),
			    *(const struct sighting *)map_state(s->known, known));
		if (s->customers >= REMEMBERED)
			die_back(s, N_("out of order after the customer of"), s->first);
	}
	s->first = (struct sighting){ table_name(*s->table), table_line(*s->table) };
	if (s->customers++ < REMEMBERED)
		*(struct sighting *)map_state(s->known, map_intern(s->known, id)) = s->first;
}

/* The record that is read begins a customer. */
static void
begin_customer(struct sorted *s)
{
	struct arena *a = s->spare;

	check_order(s, s->next.customer);
	s->spare = s->id;
	s->id = a;
	arena_empty(a);
	s->now = arena_keep(a, s->next.customer);
	memset(s->account, 0, account_size(ledger_shape(s->ledger)));
	arena_empty(s->text);
}

static void
take_record(struct sorted *s, struct visit *v, int32_t *latest)
{
	const struct spending *r = &s->next;
	int32_t when = spending_when(r, &s->columns, s->plan->by_days);

	if (!account_observe(s->account, ledger_shape(s->ledger), when, r->amount)) {
		table_refuse(*s->table, s->columns.amount, "the sum of the month is too large");
		return;
	}
	when = account_date(when);
	if (s->plan->keep != NULL && when >= *latest) {
		arena_empty(s->text);
		v->kept = keep_cells(s->plan->keep, *s->table, s->text);
	}
	*latest = when > *latest ? when : *latest;
}

bool
sorted_next(struct sorted *s, struct visit *v)
{
	int32_t latest = INT32_MIN;

	if (!s->pending && !read_next(s))
		return false;
	begin_customer(s);
	v->id = s->now;
	v->account = s->account;
	v->kept = NULL;
	do
		take_record(s, v, &latest);
	while ((s->pending = read_next(s)) && slice_equal(s->next.customer, s->now));
	return true;
}

struct month_range
sorted_used(const struct sorted *s)
{
	return s->used;
}

struct month_range
sorted_met(const struct sorted *s)
{
	return s->met;
}
