/*
 * Purchases are gathered as they come, then sorted by customer and day, so
 * that a return finds its purchase wherever it stands in the tables.
 */
#include "cmd/rt-churn/buyers.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/table/table.h"

#define NOT_KNOWN INT64_MIN

struct purchase {
	uint32_t customer;
	daynum day;
	money amount;      /* or NOT_KNOWN */
};

/* What a customer's records of one day come to. */
struct day {
	uint32_t customer;
	daynum day;
	money amount;      /* of those whose amount is known */
	bool unpriced;     /* another one's is not */
};

struct buyers {
	daynum end, as_of;
	enum amounts amounts;
	struct map *customers;
	struct purchase *purchase;
	size_t purchases, room;
	struct buyer *buyer;
	size_t count;
	uint64_t to_come, no_amount, returned, strangers;
};

/* The amount of the record; false: refused. */
static bool
read_amount(struct buyers *b, struct table *t, int column, money *m)
{
	bool known;

	if (!table_money(t, column, m, &known))
		return false;
	b->no_amount += !known && b->amounts == WITH_AMOUNTS;
	if (!known)
		*m = NOT_KNOWN;
	return true;
}

static void
read_table(struct buyers *b, struct table *t)
{
	int id = table_need(t, "customer_id"), date = table_need(t, "date");
	int amount = b->amounts == WITH_AMOUNTS ? table_need(t, "amount") :
	    table_column(t, "amount");
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

/* The records of one customer and day as one, their number at it. */
static size_t
merge_day(const struct buyers *b, size_t at, struct day *day)
{
	const struct purchase *first = &b->purchase[at];
	size_t n = 0;

	*day = (struct day){ .customer = first->customer, .day = first->day };
	for (; at + n < b->purchases; n++) {
		const struct purchase *one = &first[n];

		if (one->customer != day->customer || one->day != day->day)
			break;
		if (one->amount == NOT_KNOWN)
			day->unpriced = true;
		else if (!money_add(&day->amount, one->amount))
			die(BAD_DATA, "the amounts of a customer's day are too large");
	}
	return n;
}

/* A day on which as much came back as was bought, or more, is none. */
static bool
is_purchase(const struct day *day)
{
	return day->amount > 0 || day->unpriced;
}

static void
observe(struct buyers *b, const struct day *day)
{
	struct slice id = map_key(b->customers, day->customer);
	struct buyer *last;

	if (b->count == 0 || b->buyer[b->count - 1].id.p != id.p) {
		if (day->day <= b->end)
			b->buyer[b->count++] = (struct buyer){
				.id = id, .first = day->day, .last = day->day,
			};
		return;
	}
	last = &b->buyer[b->count - 1];
	if (day->day > b->end) {
		last->later++;
		return;
	}
	last->frequency++;
	last->last = day->day;
	if (day->amount <= 0)
		return;
	last->priced++;
	if (!money_add(&last->spent, day->amount))
		die(BAD_DATA, "the amounts of a customer are too large");
}

/* Day after day, customer after customer. */
static void
observe_all(struct buyers *b)
{
	struct day day;
	uint32_t met = UINT32_MAX, bought = UINT32_MAX;

	for (size_t i = 0; i < b->purchases;) {
		i += merge_day(b, i, &day);
		b->strangers += day.customer != met;
		met = day.customer;
		if (!is_purchase(&day)) {
			b->returned++;
			continue;
		}
		b->strangers -= day.customer != bought;
		bought = day.customer;
		observe(b, &day);
	}
}

static void
say_left_out(const struct buyers *b)
{
	if (b->to_come > 0)
		warn("records after as-of, which are not counted: %" PRIu64, b->to_come);
	if (b->no_amount > 0)
		warn("records with a blank amount, left out of means: %" PRIu64,
		    b->no_amount);
	if (b->returned > 0)
		warn("days whose amounts are not above 0 together, which are no purchases: %"
		    PRIu64, b->returned);
	if (b->strangers > 0)
		warn("customers without any purchase, who are left out: %" PRIu64,
		    b->strangers);
}

struct buyers *
buyers_read(const struct request *q, daynum end, enum amounts amounts)
{
	struct table **tables = table_open_all(&q->common, KIND(PURCHASES), true);
	struct buyers *b = mem_new(sizeof *b);

	b->end = end;
	b->as_of = q->common.as_of;
	b->amounts = amounts;
	b->customers = map_new(0);
	for (size_t i = 0; tables[i] != NULL; i++)
		read_table(b, tables[i]);
	free(tables);
	if (b->purchases > 0)
		qsort(b->purchase, b->purchases, sizeof *b->purchase,
		    by_customer_and_day);
	b->buyer = mem_array(map_count(b->customers), sizeof *b->buyer);
	observe_all(b);
	say_left_out(b);
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
