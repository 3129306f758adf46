/*
 * The days of each customer lie together in one array, ascending, as
 * caps_allow() wants them.  Where calls are limited by the day, they become
 * bars: times between which no further one may start.
 */
#include "cmd/rt-schedule/history.h"

#include <stdlib.h>

#include "cmd/rt-schedule/channel.h"
#include "common/base/mem.h"
#include "common/base/search.h"
#include "common/table/join.h"
#include "common/table/repeats.h"
#include "common/table/table.h"

struct made {
	uint32_t customer;
	daynum day;
	bool planned;    /* a plan says so, and perhaps a record as well */
};

struct call {
	uint32_t customer;
	instant at;
};

/* No call may start after the one and before the other. */
struct bar {
	uint32_t customer;
	instant after, before;
};

struct history {
	struct made *made;
	size_t count, room;
	size_t *first;   /* by customer: of the days below; one more at the end */
	daynum *day;
	int calls_a_day;  /* or ANY_CALLS */
	struct call *call;
	size_t calls, call_room;
	struct bar *bar;  /* by customer, then by time */
	size_t bars, bar_room;
};

static void
add_call(struct history *h, uint32_t customer, instant at)
{
	h->call = mem_grow(h->call, h->calls, &h->call_room, sizeof *h->call);
	h->call[h->calls++] = (struct call){ customer, at };
}

static void
read_table(struct history *h, struct table *t, const struct map *customers, daynum first,
    struct repeats *repeats, struct sought *sought)
{
	int id_column = table_need(t, "customer_id"), time = table_need(t, "time");
	int channel = table_need(t, "channel");

	while (table_next(t)) {
		struct slice id;
		uint8_t way;
		instant at;
		struct made made;
		int seconds;

		if (!table_id(t, id_column, &id) || !table_instant(t, time, &at) ||
		    !table_word(t, channel, &channel_words, &way))
			continue;
		if (!repeats_first(repeats, t))
			continue;
		made.planned = false;
		made.customer = map_find(customers, id);
		made.day = instant_day(at, &seconds);
		sought_record(sought, t, id, made.customer);
		if (made.customer == MAP_NONE || made.day < first)
			continue;
		h->made = mem_grow(h->made, h->count, &h->room, sizeof *h->made);
		h->made[h->count++] = made;
		if (h->calls_a_day != ANY_CALLS && way == CALL)
			add_call(h, made.customer, at);
	}
}

static void
add_planned(struct history *h, const struct plan *before, const struct map *customers)
{
	for (size_t i = 0; before != NULL && i < before->count; i++) {
		const struct planned *p = &before->row[i];
		struct made made = { map_find(customers, p->customer), p->day, true };

		if (made.customer == MAP_NONE || !p->over || p->repeated)
			continue;
		h->made = mem_grow(h->made, h->count, &h->room, sizeof *h->made);
		h->made[h->count++] = made;
	}
}

/* By customer and day, records first. */
static int
by_customer_and_day(const void *a, const void *b)
{
	const struct made *x = a, *y = b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->planned - y->planned;
}

/* Of what is sorted: a planned contact counts once, with or without a record. */
static void
drop_recorded(struct history *h)
{
	size_t kept = 0;

	for (size_t i = 0; i < h->count; i++) {
		const struct made *m = &h->made[i];

		if (m->planned && kept > 0 && h->made[kept - 1].customer == m->customer &&
		    h->made[kept - 1].day == m->day)
			continue;
		h->made[kept++] = *m;
	}
	h->count = kept;
}

/* Sorts, and notes where each customer's days begin. */
static void
arrange(struct history *h, uint32_t customers)
{
	size_t i = 0;

	if (h->count > 0)
		qsort(h->made, h->count, sizeof *h->made, by_customer_and_day);
	drop_recorded(h);
	h->first = mem_array((size_t)customers + 1, sizeof *h->first);
	h->day = mem_array(h->count, sizeof *h->day);
	for (uint32_t c = 0; c < customers; c++) {
		h->first[c] = i;
		for (; i < h->count && h->made[i].customer == c; i++)
			h->day[i] = h->made[i].day;
	}
	h->first[customers] = i;
	free(h->made);
	h->made = NULL;
}

static int
by_customer_and_time(const void *a, const void *b)
{
	const struct call *x = a, *y = b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* As many calls as there may be within 24 hours leave no room for one more. */
static void
find_bars(struct history *h)
{
	size_t most = (size_t)h->calls_a_day;

	if (h->calls > 0)
		qsort(h->call, h->calls, sizeof *h->call, by_customer_and_time);
	for (size_t i = 0; i + most <= h->calls; i++) {
		const struct call *first = &h->call[i], *last = &h->call[i + most - 1];

		if (first->customer != last->customer ||
		    last->at - first->at >= DAY_SECONDS)
			continue;
		h->bar = mem_grow(h->bar, h->bars, &h->bar_room, sizeof *h->bar);
		h->bar[h->bars++] = (struct bar){
			first->customer, last->at - DAY_SECONDS, first->at + DAY_SECONDS,
		};
	}
	free(h->call);
	h->call = NULL;
}

struct history *
history_read(const struct options *o, const char *const paths[],
    const struct map *customers, const struct plan *before, daynum first,
    int calls_a_day)
{
	struct history *h = mem_new(sizeof *h);
	struct repeats *repeats = repeats_new();
	struct sought *sought = NULL;

	h->calls_a_day = calls_a_day;
	if (*paths != NULL)
		sought = sought_new(customers, "ids of workorders", *paths, "contacts",
		    SOME_MEET);
	for (; *paths != NULL; paths++) {
		struct table *t = table_open(o, *paths, KIND(CONTACTS));

		read_table(h, t, customers, first, repeats, sought);
		table_close(t);
	}
	repeats_free(repeats);
	sought_tell(sought);
	add_planned(h, before, customers);
	arrange(h, map_count(customers));
	if (calls_a_day != ANY_CALLS)
		find_bars(h);
	return h;
}

void
history_free(struct history *h)
{
	free(h->first);
	free(h->day);
	free(h->bar);
	free(h);
}

const daynum *
history_days(const struct history *h, uint32_t customer, size_t *count)
{
	*count = h->first[customer + 1] - h->first[customer];
	return h->day + h->first[customer];
}

static int
by_customer(const void *bar, const void *customer)
{
	uint32_t a = ((const struct bar *)bar)->customer, b = *(const uint32_t *)customer;

	return (a > b) - (a < b);
}

/* The first bar of that customer or a later one. */
static size_t
first_bar(const struct history *h, uint32_t customer)
{
	return search_first(h->bar, h->bars, sizeof *h->bar, &customer, by_customer);
}

bool
history_bars_calls(const struct history *h, uint32_t customer)
{
	size_t first = first_bar(h, customer);

	return first < h->bars && h->bar[first].customer == customer;
}

bool
history_bars_call(const struct history *h, uint32_t customer, instant t)
{
	for (size_t i = first_bar(h, customer);
	    i < h->bars && h->bar[i].customer == customer; i++)
		if (h->bar[i].after < t && t < h->bar[i].before)
			return true;
	return false;
}
