/*
 * What could be on time at best comes from a matching of its own (agenda.c);
 * gathered here are its weight, and the days on which one more slot would
 * help.
 */
#include "cmd/rt-schedule/bound.h"

#include <stdlib.h>

#include "cmd/rt-schedule/weight.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

struct scarce {
	uint32_t manager;
	enum channel channel;
	daynum day;
	int64_t weight;
};

struct bound {
	int64_t possible;         /* of what takes a manager's time */
	struct scarce *scarce;
	size_t count, room;
};

struct bound *
bound_new(void)
{
	return mem_new(sizeof(struct bound));
}

void
bound_free(struct bound *b)
{
	if (b != NULL)
		free(b->scarce);
	free(b);
}

void
bound_possible(struct bound *b, int64_t weight)
{
	b->possible += weight;
}

void
bound_scarce(struct bound *b, uint32_t manager, enum channel c, daynum day,
    int64_t weight)
{
	b->scarce = mem_grow(b->scarce, b->count, &b->room, sizeof *b->scarce);
	b->scarce[b->count++] = (struct scarce){ manager, c, day, weight };
}

static int
by_day(const void *a, const void *b, void *managers)
{
	const struct manager *one = managers;
	const struct scarce *x = a, *y = b;
	int order;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	order = slice_compare(one[x->manager].name, one[y->manager].name);
	if (order != 0)
		return order;
	return (x->channel > y->channel) - (x->channel < y->channel);
}

/* Of these the plan itself is the bound: nobody else is in their way. */
static bool
takes_no_turn(const struct contact *c)
{
	return c->customer == NOBODY || c->channel >= MANAGED || c->pin != NULL;
}

static void
say_totals(const struct bound *b, const struct contacts *all)
{
	int64_t on_time = 0, possible = b->possible, wanted = 0;
	char text[3][WEIGHT_TEXT];

	for (size_t i = 0; i < all->count; i++) {
		const struct contact *c = &all->one[i];
		bool early = c->day != NO_DAY && c->day <= c->due_day;

		if (c->day != NO_DAY || !reason_is_of_orders(c->why))
			wanted += c->weight;
		if (early)
			on_time += c->weight;
		if (early && takes_no_turn(c))
			possible += c->weight;
	}
	weight_print(on_time, all->scale, text[0]);
	weight_print(possible, all->scale, text[1]);
	weight_print(wanted, all->scale, text[2]);
	warn("weight on time %s, the largest possible %s, of all that is wanted %s",
	    text[0], text[1], text[2]);
}

void
bound_say(struct bound *b, const struct contacts *all, const struct managers *managers)
{
	say_totals(b, all);
	if (b->count > 0)
		qsort_r(b->scarce, b->count, sizeof *b->scarce, by_day, managers->one);
	for (size_t i = 0; i < b->count; i++) {
		const struct scarce *s = &b->scarce[i];
		struct slice name = managers->one[s->manager].name;
		char day[DATE_TEXT], weight[WEIGHT_TEXT];

		date_print(s->day, day);
		weight_print(s->weight, all->scale, weight);
		warn("%.*s, %.*s: one more %s slot would put %s more on time",
		    DATE_TEXT, day, (int)name.n, name.p, channel_name(s->channel), weight);
	}
}
