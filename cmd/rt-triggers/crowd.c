/*
 * crowd -- rules about one value that many customers share within a short
 * time (T23).
 *
 * Memory: 16 bytes for each matching record that can still count.
 */
#include <stdlib.h>

#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/profile.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

struct member {
	uint32_t value;        /* a word of the roster */
	uint32_t customer;
	instant at;            /* a day without a time: its first instant */
};

struct crowd {
	struct member *member;
	size_t count, room;
	bool has_times;
};

static struct row_mistake
mistake(const struct rule *r)
{
	return (struct row_mistake){ "window",
		r->window.unit != MONTHS && r->window.count > 0 ? NULL :
		N_("not minutes, hours or days above 0") };
}

static void
reserve(struct watch *w, struct rule *r)
{
	(void)w;
	r->state = mem_new(sizeof(struct crowd));
}

static void
release(struct rule *r)
{
	struct crowd *c = r->state;

	free(c->member);
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

static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct crowd *c = f->rule->state;
	instant at = r->time != NO_INSTANT ? r->time : instant_at(record_day(r), 0);

	if (!record_is_past(r) || !r->value[f->column].known ||
	    expiry(f->rule, at) <= w->moment.from || !where_holds(&f->where, r->value))
		return;
	if (!profile_allows(w, f->guard, record_customer(r)))
		return;
	c->has_times |= r->time != NO_INSTANT;
	c->member = mem_grow(c->member, c->count, &c->room, sizeof *c->member);
	c->member[c->count++] = (struct member){
		roster_word(w->roster, r->value[f->column].text), r->customer, at };
}

static int
by_value_time_and_customer(const void *a, const void *b)
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

/* "topic outage: 100 customers within 1 day by 2026-03-05 14:20". */
static void
add_evidence(struct line *l, const struct rule *r, struct slice value,
    const struct member *last, int64_t customers)
{
	const struct crowd *c = r->state;
	int seconds;

	line_add_column(l, r->column);
	line_add(l, " ");
	line_add_value(l, r->column, value);
	line_say(l, ": ", "：");
	line_add_count(l, customers);
	line_say(l, customers == 1 ? " customer within " : " customers within ",
	    " 位客户，时间跨度 ");
	line_add_duration(l, r->window);
	line_say(l, " by ", "，截至 ");
	if (c->has_times)
		line_add_time(l, last->at);
	else
		line_add_date(l, instant_day(last->at, &seconds));
	line_add_threshold(l, r);
}

static void
open_order(struct watch *w, const struct rule *r, const struct member *last,
    int64_t customers)
{
	const struct crowd *c = r->state;
	int seconds;
	daynum day = instant_day(last->at, &seconds);
	struct order order = order_begin(r, NONE, NO_CUSTOMER, day);

	order.start = c->has_times ? last->at : NO_INSTANT;
	order.key = roster_text(w->roster, last->value);
	order.day = day;
	add_evidence(line_begin(&w->line), r, order.key, last, customers);
	docket_add(w->docket, &order, &w->line);
}

/* The members from..to share a value, in order of time. */
static void
fire_value(struct watch *w, const struct rule *r, size_t from, size_t to)
{
	const struct crowd *c = r->state;
	const struct member *member = c->member;
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
			open_order(w, r, &member[i], window.distinct);
	}
	map_free(window.seen);
}

/* An order for each value and day on which it got enough. */
static void
fire(struct watch *w, const struct rule *r)
{
	struct crowd *c = r->state;
	size_t from = 0;

	if (c->count == 0)
		return;
	qsort(c->member, c->count, sizeof *c->member, by_value_time_and_customer);
	for (size_t i = 1; i <= c->count; i++)
		if (i == c->count || c->member[i].value != c->member[from].value) {
			fire_value(w, r, from, i);
			from = i;
		}
}

static void
describe(struct line *l, const struct rule *r)
{
	line_add_quantity(l, r->threshold);
	line_add(l, " customers or more with the same ");
	line_add_slice(l, r->column);
	line_add(l, " within ");
	line_add_duration(l, r->window);
}

const struct rule_kind crowd_rule = {
	.name = "crowd",
	.tables = EVENT_TABLES,
	.needs = { .column = true, .threshold = true, .window = true },
	.threshold = THRESHOLD_COUNT,
	.is_event = true,
	.in_days = true,
	.takes_all = true,
	.mistake = mistake,
	.reserve = reserve,
	.release = release,
	.observe = observe,
	.fire = fire,
	.describe = describe,
};
