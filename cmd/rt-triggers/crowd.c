/*
 * crowd -- one value that many customers share within a short time (T23).
 */
#include "cmd/rt-triggers/crowd.h"

#include <stdlib.h>

#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/profile.h"
#include "common/base/map.h"
#include "common/base/mem.h"

struct member {
	uint32_t value;        /* a word of the ledger */
	uint32_t customer;
	instant at;            /* a day without a time: its first instant */
};

struct crowd {
	struct member *member;
	size_t count, room;
	bool has_times;
};

struct crowd *
crowd_new(void)
{
	return mem_new(sizeof(struct crowd));
}

void
crowd_free(struct crowd *c)
{
	if (c != NULL)
		free(c->member);
	free(c);
}

/* The first instant at which a record no longer counts. */
static instant
expiry(const struct rule *r, instant at)
{
	int seconds;

	if (r->window.unit == DAYS)
		return instant_at(instant_day(at, &seconds) + r->window.count, 0);
	return duration_after(at, r->window);
}

void
crowd_observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct crowd *c = w->crowd[f->number];
	instant at = r->time != NO_INSTANT ? r->time : instant_at(record_day(r), 0);

	if (!record_is_past(w, r) || !r->value[f->column].known ||
	    expiry(f->rule, at) <= w->moment.from || !where_holds(&f->where, r->value))
		return;
	if (!profile_allows(w, f->guard, record_customer(w, r)))
		return;
	c->has_times |= r->time != NO_INSTANT;
	c->member = mem_grow(c->member, c->count, &c->room, sizeof *c->member);
	c->member[c->count++] = (struct member){
		ledger_word(w->ledger, r->value[f->column].text), r->customer, at };
}

static int
compare_members(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (x->customer > y->customer) - (x->customer < y->customer);
}

/* How many distinct customers stand in a window that slides over members. */
struct window {
	struct map *seen;      /* of each customer: how often */
	size_t first;
	int64_t distinct;
};

static uint32_t *
times_seen(struct window *window, uint32_t customer)
{
	char key[5];

	for (int i = 0; i < 5; i++, customer >>= 7)
		key[i] = (char)(0x80 | (customer & 0x7f));
	return map_state(window->seen,
	    map_intern(window->seen, (struct slice){ key, sizeof key }));
}

static void
fire(struct watch *w, int rule, const struct member *last, int64_t customers)
{
	const struct rule *r = &w->rules->rule[rule];
	const struct crowd *c = w->crowd[rule];
	struct line evidence = { .n = 0 };
	struct order order = { .rule = rule, .guard = NONE, .customer = NO_CUSTOMER,
		.start = c->has_times ? last->at : NO_INSTANT, .due = NO_INSTANT,
		.key = ledger_text(w->ledger, last->value) };
	int seconds;

	order.fired_on = order.day = instant_day(last->at, &seconds);
	line_add_column(&evidence, r->column);
	line_add(&evidence, " ");
	line_add_slice(&evidence, order.key);
	line_say(&evidence, ": ", "：");
	line_add_count(&evidence, customers);
	line_say(&evidence, customers == 1 ? " customer within " : " customers within ",
	    " 位客户，时间跨度 ");
	line_add_duration(&evidence, r->window);
	line_say(&evidence, " by ", "，截至 ");
	if (c->has_times)
		line_add_time(&evidence, last->at);
	else
		line_add_date(&evidence, order.day);
	line_add_threshold(&evidence, r);
	order.evidence = line_slice(&evidence);
	orders_add(w->orders, &order);
}

/* The members from..to share a value, in order of time. */
static void
fire_value(struct watch *w, int rule, size_t from, size_t to)
{
	const struct rule *r = &w->rules->rule[rule];
	const struct member *member = w->crowd[rule]->member;
	struct window window = { map_new(sizeof(uint32_t)), from, 0 };
	int64_t wanted = r->threshold / MONEY_UNIT;
	bool reached = false;

	for (size_t i = from; i < to; i++) {
		for (; expiry(r, member[window.first].at) <= member[i].at; window.first++)
			if (--*times_seen(&window, member[window.first].customer) == 0)
				window.distinct--;
		reached = reached && window.distinct >= wanted;
		if (++*times_seen(&window, member[i].customer) == 1)
			window.distinct++;
		if (reached || window.distinct < wanted)
			continue;
		reached = true;
		if (member[i].at >= w->moment.from)
			fire(w, rule, &member[i], window.distinct);
	}
	map_free(window.seen);
}

void
crowd_fire(struct watch *w, int rule)
{
	struct crowd *c = w->crowd[rule];
	size_t from = 0;

	if (c->count == 0)
		return;
	qsort(c->member, c->count, sizeof *c->member, compare_members);
	for (size_t i = 1; i <= c->count; i++)
		if (i == c->count || c->member[i].value != c->member[from].value) {
			fire_value(w, rule, from, i);
			from = i;
		}
}
