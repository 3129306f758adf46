/*
 * The record that begins the next customer is held until that one's turn;
 * nothing else is read ahead.
 */
#include "cmd/rt-tier/sorted.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

enum {
	REMEMBERED = 16384, /* customers known by name */
	AT_ONCE = 8,        /* bytes that are compared at once */
};

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
	const struct shape *shape;
	struct table *const *table;       /* the present one */
	struct spending_columns columns;
	bool begun, pending;              /* a record of the next customer is read */
	struct spending next;
	struct account *account;
	struct arena *id, *spare;         /* of the present customer, of the next */
	struct slice now;
	bool is_plain;                    /* an id of these bytes is that, without a look */
	bool is_same;                     /* the next record is of the present customer */
	struct arena *text;               /* kept cells */
	struct map *known;                /* first record of each remembered customer */
	uint64_t customers;
	unsigned orders;                  /* that all ids so far are in */
	struct sighting first;            /* of the present customer */
	struct month_range used, later;   /* of the records that count, and of others */
};

struct sorted *
sorted_new(const struct ledger *l, const struct ledger_plan *plan,
    struct table *const tables[])
{
	struct sorted *s = mem_new(sizeof *s);

	s->ledger = l;
	s->plan = plan;
	s->shape = ledger_shape(l);
	s->table = tables;
	s->account = mem_new(account_size(s->shape));
	s->id = arena_new();
	s->spare = arena_new();
	s->text = arena_new();
	s->known = map_new(sizeof(struct sighting));
	s->orders = BY_BYTES | BY_LENGTH;
	s->used = s->later = (struct month_range){ INT32_MAX, NO_MONTH };
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

static inline void
widen(struct month_range *r, monthnum m)
{
	if (m < r->first)
		r->first = m;
	if (m > r->latest)
		r->latest = m;
}

/* Whether 8 bytes are the same, but for so many of the first. */
static inline bool
are_same(const char *p, const char *q, size_t but)
{
	uint64_t a, b;

	memcpy(&a, p, sizeof a);
	memcpy(&b, q, sizeof b);
	return (a ^ b) >> 8 * but == 0;
}

/* Whether the cell is the present customer's: 8 bytes before both can be read. */
static inline bool
is_present(const struct sorted *s, struct slice cell)
{
	size_t n = s->now.n;

	if (!s->is_plain || cell.n != n ||
	    !are_same(cell.p + n - AT_ONCE, s->now.p + n - AT_ONCE, n < AT_ONCE ? AT_ONCE - n : 0))
		return false;
	return n <= AT_ONCE || (n <= 2 * AT_ONCE ? are_same(cell.p, s->now.p, 0) :
	    memcmp(cell.p, s->now.p, n) == 0);
}

/* Whose the current record is; false when it was refused. */
static inline __attribute__((always_inline)) bool
read_customer(struct sorted *s, struct table *t)
{
	const struct table_front *f = table_front(t);

	s->is_same = f->as_is && is_present(s, reader_field(f->reader, s->columns.customer));
	if (s->is_same) {
		s->next.customer = s->now;
		return true;
	}
	if (!table_id(t, s->columns.customer, &s->next.customer))
		return false;
	s->is_same = slice_equal(s->next.customer, s->now);
	return true;
}

/* The next record that counts, of the present table. */
static inline __attribute__((always_inline)) bool
read_here(struct sorted *s, struct table *t)
{
	while (table_next(t)) {
		if (!read_customer(s, t) || !spending_read_amount(t, &s->columns, &s->next))
			continue;
		if (s->next.month > s->plan->last) {
			widen(&s->later, s->next.month);
			continue;
		}
		widen(&s->used, s->next.month);
		if (s->plan->options->parts == 0 ||
		    ledger_is_ours(s->ledger, s->next.customer))
			return true;
	}
	return false;
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
		if (read_here(s, *s->table))
			return true;
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

/* The id, with as many bytes before it as are compared at once. */
static struct slice
keep_id(struct arena *a, struct slice id)
{
	char *p = (char *)arena_take(a, AT_ONCE + id.n) + AT_ONCE;

	memcpy(p, id.p, id.n);
	return (struct slice){ p, id.n };
}

/* The record that is read begins a customer. */
static void
begin_customer(struct sorted *s)
{
	struct arena *a = s->spare;
	struct slice id = s->next.customer;

	check_order(s, id);
	s->spare = s->id;
	s->id = a;
	arena_empty(a);
	s->now = keep_id(a, id);
	s->is_plain = table_id_is_plain(id);
	account_clear(s->account, s->shape);
	arena_empty(s->text);
}

static inline void
take_record(struct sorted *s, struct visit *v, int32_t *latest)
{
	const struct spending *r = &s->next;
	int32_t when = spending_when(r, &s->columns, s->plan->by_days);

	if (!account_observe(s->account, s->shape, when, r->amount)) {
		table_refuse(*s->table, s->columns.amount, "the sum of the month is too large");
		return;
	}
	if (s->plan->keep == NULL)
		return;
	when = account_date(when);
	if (when >= *latest) {
		arena_empty(s->text);
		v->kept = keep_cells(s->plan->keep, *s->table, s->text);
		*latest = when;
	}
}

/* The next record, which the present table has, or a later one. */
static inline bool
read_on(struct sorted *s)
{
	if (read_here(s, *s->table))
		return true;
	s->table++;
	s->begun = false;
	return read_next(s);
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
	while ((s->pending = read_on(s)) && s->is_same);
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
	struct month_range met = s->used;

	if (s->later.latest != NO_MONTH) {
		widen(&met, s->later.first);
		widen(&met, s->later.latest);
	}
	return met;
}
