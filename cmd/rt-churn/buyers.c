/*
 * buyers -- each customer's purchase days, from purchases.
 */
#include "cmd/rt-churn/buyers.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/table/table.h"

struct purchase {
	uint32_t customer;
	daynum day;
	money amount;      /* 0: not known */
};

struct buyers {
	daynum end, as_of;
	enum amounts amounts;
	struct map *customers;
	struct purchase *purchase;
	size_t purchases, room;
	struct buyer *buyer;
	size_t count;
	uint64_t to_come, no_amount, not_above;
};

/* The amount of the record, 0 where it is none; false: refused. */
static bool
read_amount(struct buyers *b, struct table *t, int column, money *m)
{
	bool known;

	*m = 0;
	if (b->amounts == NO_AMOUNTS)
		return true;
	if (!table_money(t, column, m, &known))
		return false;
	b->no_amount += !known;
	b->not_above += known && *m <= 0;
	if (!known || *m < 0)
		*m = 0;
	return true;
}

static void
read_table(struct buyers *b, struct table *t)
{
	int id = table_need(t, "customer_id"), date = table_need(t, "date");
	int amount = b->amounts == WITH_AMOUNTS ? table_need(t, "amount") : NO_COLUMN;
	struct slice customer;
	struct purchase one;

	while (table_next(t)) {
		if (!table_id(t, id, &customer) || !table_date(t, date, &one.day) ||
		    !read_amount(b, t, amount, &one.amount))
			continue;
		if (one.day > b->as_of) {
			b->to_come++;
			continue;
		}
		one.customer = map_intern(b->customers, customer);
		b->purchase = mem_grow(b->purchase, b->purchases, &b->room,
		    sizeof *b->purchase);
		b->purchase[b->purchases++] = one;
	}
	table_close(t);
}

static int
by_customer_and_day(const void *a, const void *b)
{
	const struct purchase *one = a, *other = b;

	if (one->customer != other->customer)
		return one->customer < other->customer ? -1 : 1;
	return (one->day > other->day) - (one->day < other->day);
}

/* The purchases of one day as one, their number at it. */
static size_t
merge_day(const struct buyers *b, size_t at, struct purchase *day)
{
	size_t n = 1;

	*day = b->purchase[at];
	for (; at + n < b->purchases; n++) {
		const struct purchase *one = &b->purchase[at + n];

		if (one->customer != day->customer || one->day != day->day)
			break;
		if (!money_add(&day->amount, one->amount))
			die(BAD_DATA, "the amounts of a customer's day are too large");
	}
	return n;
}

static void
observe(struct buyers *b, const struct purchase *day)
{
	struct buyer *last = b->count > 0 ? &b->buyer[b->count - 1] : NULL;
	struct slice id = map_key(b->customers, day->customer);

	if (last == NULL || last->id.p != id.p) {
		if (day->day <= b->end)
			b->buyer[b->count++] = (struct buyer){
				.id = id, .first = day->day, .last = day->day,
			};
		return;
	}
	if (day->day > b->end) {
		last->later++;
		return;
	}
	last->frequency++;
	last->last = day->day;
	last->priced += day->amount > 0;
	if (!money_add(&last->spent, day->amount))
		die(BAD_DATA, "the amounts of a customer are too large");
}

static void
say_left_out(const struct buyers *b)
{
	if (b->to_come > 0)
		warn("records after as-of, which are not counted: %" PRIu64, b->to_come);
	if (b->no_amount > 0)
		warn("records with a blank amount, left out of means: %" PRIu64,
		    b->no_amount);
	if (b->not_above > 0)
		warn("amounts that are not above 0, left out of means: %" PRIu64,
		    b->not_above);
}

struct buyers *
buyers_read(const struct request *q, daynum end, enum amounts amounts)
{
	struct table **tables = table_open_all(&q->common, KIND(PURCHASES), true);
	struct buyers *b = mem_new(sizeof *b);
	struct purchase day;

	b->end = end;
	b->as_of = q->common.as_of;
	b->amounts = amounts;
	b->customers = map_new(0);
	for (size_t i = 0; tables[i] != NULL; i++)
		read_table(b, tables[i]);
	free(tables);
	say_left_out(b);
	if (b->purchases > 0)
		qsort(b->purchase, b->purchases, sizeof *b->purchase,
		    by_customer_and_day);
	b->buyer = mem_array(map_count(b->customers), sizeof *b->buyer);
	for (size_t i = 0; i < b->purchases;) {
		i += merge_day(b, i, &day);
		observe(b, &day);
	}
	free(b->purchase);
	b->purchase = NULL;
	return b;
}

void
buyers_free(struct buyers *b)
{
	map_free(b->customers);
	free(b->buyer);
	free(b);
}

const struct buyer *
buyers_list(const struct buyers *b, size_t *count)
{
	*count = b->count;
	return b->buyer;
}
