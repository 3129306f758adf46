/*
 * What is over stays in the map, marked, so that numbers are in order of
 * the file.
 */
#include "cmd/rt-triggers/seen.h"

#include <stdlib.h>

#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/table/table.h"

struct seen {
	struct map *orders;    /* by id */
	struct arena *text;
};

struct columns {
	int id, customer, trigger, category, level, fired_on, due, channel, action,
	    evidence, state;
};

static struct columns
bind(struct table *t)
{
	return (struct columns){
		.id = table_need(t, "workorder_id"),
		.customer = table_column(t, "customer_id"),
		.trigger = table_need(t, "trigger"),
		.category = table_column(t, "category"),
		.level = table_column(t, "level"),
		.fired_on = table_column(t, "fired_on"),
		.due = table_need(t, "due"),
		.channel = table_column(t, "channel"),
		.action = table_column(t, "action"),
		.evidence = table_column(t, "evidence"),
		.state = table_column(t, "state"),
	};
}

static struct slice
keep(struct seen *s, struct table *t, int column)
{
	return arena_keep(s->text, table_text(t, column));
}

static struct slice
keep_word(struct seen *s, struct table *t, int column, const struct words *w)
{
	return arena_keep(s->text, table_code(t, column, w));
}

static void
keep_order(struct seen *s, struct table *t, const struct columns *c, struct slice id,
    const struct seen_order *days)
{
	uint32_t number = map_intern(s->orders, id);
	struct seen_order *order = map_state(s->orders, number);

	*order = *days;
	order->id = map_key(s->orders, number);
	order->customer = keep(s, t, c->customer);
	order->trigger = keep(s, t, c->trigger);
	order->category = keep_word(s, t, c->category, &category_words);
	order->level = keep_word(s, t, c->level, &level_words);
	order->channel = keep_word(s, t, c->channel, &channel_words);
	order->action = keep(s, t, c->action);
	order->evidence = keep(s, t, c->evidence);
}

static void
read_order(struct seen *s, struct table *t, const struct columns *c)
{
	struct seen_order order = { .is_over = false };
	struct slice id;
	uint8_t state;

	if (!table_id(t, c->id, &id) || !table_date(t, c->fired_on, &order.fired_on) ||
	    !table_instant(t, c->due, &order.due) ||
	    !table_word(t, c->state, &state_words, &state))
		return;
	order.has_state = state != NO_WORD;
	order.is_over = state == STATE_RESOLVED;
	if (!order.is_over || map_find(s->orders, id) != MAP_NONE)
		keep_order(s, t, c, id, &order);
}

struct seen *
seen_new(void)
{
	struct seen *s = mem_new(sizeof *s);

	s->orders = map_new(sizeof(struct seen_order));
	s->text = arena_new();
	return s;
}

void
seen_read(struct seen *s, const struct options *o, const char *path)
{
	struct table *t = table_open(o, path, KIND(WORKORDERS));
	struct columns c = bind(t);

	while (table_next(t))
		read_order(s, t, &c);
	table_close(t);
}

void
seen_free(struct seen *s)
{
	if (s != NULL) {
		map_free(s->orders);
		arena_free(s->text);
	}
	free(s);
}

daynum
seen_latest(const struct seen *s)
{
	daynum latest = NO_DAY;

	for (size_t i = 0; i < seen_count(s); i++) {
		const struct seen_order *order = seen_at(s, i);

		if (!order->is_over && order->fired_on > latest)
			latest = order->fired_on;
	}
	return latest;
}

struct seen_order *
seen_find(const struct seen *s, struct slice id)
{
	uint32_t number = s == NULL ? MAP_NONE : map_find(s->orders, id);
	struct seen_order *order;

	if (number == MAP_NONE)
		return NULL;
	order = map_state(s->orders, number);
	return order->is_over ? NULL : order;
}

size_t
seen_count(const struct seen *s)
{
	return s == NULL ? 0 : map_count(s->orders);
}

struct seen_order *
seen_at(const struct seen *s, size_t i)
{
	return map_state(s->orders, (uint32_t)i);
}
