#include <stdlib.h>

#include "cmd/rt-schedule/history.h"
#include "common/base/mem.h"
#include "common/table/table.h"

struct made {
	uint32_t customer;
	daynum day;
};

struct history {
	struct made *made;
	size_t count, room;
	size_t *first;   /* by customer: of the days below; one more at the end */
	daynum *day;
};

static void
read_table(struct history *h, struct table *t, const struct map *customers, daynum first)
{
	int id_column = table_need(t, "customer_id"), time = table_need(t, "time");
	int channel = table_need(t, "channel");

	while (table_next(t)) {
		struct slice id, way;
		instant at;
		struct made made;
		int seconds;

		if (!table_id(t, id_column, &id) || !table_instant(t, time, &at) ||
		    !table_id(t, channel, &way))
			continue;
		if (at == NO_INSTANT) {
			table_refuse(t, time, "blank");
			continue;
		}
		made.customer = map_find(customers, id);
		made.day = instant_day(at, &seconds);
		if (made.customer == MAP_NONE || made.day < first)
			continue;
		h->made = mem_grow(h->made, h->count, &h->room, sizeof(*h->made));
		h->made[h->count++] = made;
	}
}

static int
by_customer_and_day(const void *a, const void *b)
{
	const struct made *x = a, *y = b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	return (x->day > y->day) - (x->day < y->day);
}

/* Sorts, and notes where each customer's days begin. */
static void
arrange(struct history *h, uint32_t customers)
{
	size_t i = 0;

	if (h->count > 0)
		qsort(h->made, h->count, sizeof(*h->made), by_customer_and_day);
	h->first = mem_array((size_t)customers + 1, sizeof(*h->first));
	h->day = mem_array(h->count, sizeof(*h->day));
	for (uint32_t c = 0; c < customers; c++) {
		h->first[c] = i;
		for (; i < h->count && h->made[i].customer == c; i++)
			h->day[i] = h->made[i].day;
	}
	h->first[customers] = i;
	free(h->made);
	h->made = NULL;
}

struct history *
history_read(const struct options *o, const char *const paths[],
    const struct map *customers, daynum first)
{
	struct history *h = mem_new(sizeof(*h));

	for (; *paths != NULL; paths++) {
		struct table *t = table_open(o, *paths, KIND(CONTACTS));

		read_table(h, t, customers, first);
		table_close(t);
	}
	arrange(h, map_count(customers));
	return h;
}

void
history_free(struct history *h)
{
	free(h->first);
	free(h->day);
	free(h);
}

const daynum *
history_days(const struct history *h, uint32_t customer, size_t *count)
{
	*count = h->first[customer + 1] - h->first[customer];
	return h->day + h->first[customer];
}
