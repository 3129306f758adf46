/*
 * Cells are copied into one arena as they come, since the plan repeats them at
 * the end; ids and customers are numbers from then on.
 */
#include "cmd/rt-schedule/orders.h"

#include <stdlib.h>
#include <string.h>

#include "common/table/keep.h"
#include "common/table/table.h"
#include "common/value/text.h"

struct columns {
	int id, customer, trigger, category, level, fired_on, due, channel, action, evidence;
	int state, arm;
};

static struct columns
bind(struct table *t, enum dating dating)
{
	return (struct columns){
		.id = table_need(t, "workorder_id"),
		.customer = table_need(t, "customer_id"),
		.trigger = table_need(t, "trigger"),
		.category = table_column(t, "category"),
		.level = table_column(t, "level"),
		.fired_on = dating == FIRED_DATES ? table_column(t, "fired_on") : NO_COLUMN,
		.due = table_need(t, "due"),
		.channel = table_column(t, "channel"),
		.action = table_column(t, "action"),
		.evidence = table_column(t, "evidence"),
		.state = table_column(t, "state"),
		.arm = table_column(t, "arm"),
	};
}

static bool
read_state_and_arm(struct table *t, const struct columns *c, struct order *order)
{
	uint8_t state, arm;

	if (!table_word(t, c->state, &state_words, &state) ||
	    !table_word(t, c->arm, &arm_words, &arm))
		return false;
	order->resolved = state == STATE_RESOLVED;
	order->control = arm == ARM_CONTROL;
	return true;
}

/* As the levels table has it, else by the code of the word. */
static struct slice
level_of(struct table *t, int column, const struct rules *r)
{
	struct slice level = slice_trim(table_text(t, column));
	int64_t weight;

	return rules_level_weight(r, level, &weight) ? level :
	    table_code(t, column, &level_words);
}

static bool
read_level(struct table *t, int column, const struct rules *r, struct order *order)
{
	if (rules_level_weight(r, level_of(t, column, r), &order->level_weight))
		return true;
	table_refuse_unlike(t, column, "not a level of the levels table",
	    rules_some_level(r));
	return false;
}

/* An id that holds ";" would be two in the plan's list of work orders. */
static bool
read_id(struct orders *all, struct table *t, int column, struct order *order)
{
	struct slice id;

	if (!table_id(t, column, &id))
		return false;
	if (memchr(id.p, ';', id.n) != NULL) {
		table_refuse(t, column, "holds ';', which separates ids (write %3B)");
		return false;
	}
	if (map_find(all->ids, id) != MAP_NONE) {
		table_refuse(t, column, "stands twice");
		return false;
	}
	order->id = map_key(all->ids, map_intern(all->ids, id));
	return true;
}

/* A cell of spaces only is no id; blank is nobody's, a crisis. */
static bool
read_customer(struct orders *all, struct table *t, int column, struct order *order)
{
	struct slice cell = reader_field(table_reader(t), column), id;
	bool spaces = cell.n > 0 && text_blank(cell);

	order->customer = NOBODY;
	if (table_text(t, column).n == 0 && !spaces)
		return true;
	if (!table_id(t, column, &id))
		return false;
	order->customer = map_intern(all->customers, id);
	return true;
}

static void
read_texts(struct orders *all, struct table *t, const struct columns *c,
    const struct rules *r, struct order *order)
{
	const word_set exempt = WORD(CATEGORY_SERVICE) | WORD(CATEGORY_CRISIS);
	const word_set holdable = WORD(CATEGORY_MARKETING) | WORD(CATEGORY_CARE);
	struct slice category = table_code(t, c->category, &category_words);
	struct slice level = level_of(t, c->level, r);
	word_set word = words_one(&category_words, WORKORDERS, category);

	order->exempt = (word & exempt) != 0;
	order->recovers = word == WORD(CATEGORY_RECOVERY) ||
	    slice_is(orders_word(all, order->trigger), "winback");
	order->holdable = (word & holdable) != 0;
	order->category = map_intern(all->words, category);
	order->level = map_intern(all->words, level);
	order->action = map_intern(all->words, table_text(t, c->action));
	order->evidence = arena_keep(all->text, table_text(t, c->evidence));
}

static bool
read_trigger(struct orders *all, struct table *t, int column, struct order *order)
{
	struct slice trigger;

	if (!table_id(t, column, &trigger))
		return false;
	order->trigger = map_intern(all->words, trigger);
	return true;
}

/* The id comes last: a record refused for another reason has not taken it. */
static bool
read_order(struct orders *all, struct table *t, const struct columns *c,
    const struct rules *r, struct order *order)
{
	if (!table_date(t, c->fired_on, &order->fired_on) ||
	    !table_instant(t, c->due, &order->due) ||
	    !table_word(t, c->channel, &channel_words, &order->channel) ||
	    !read_level(t, c->level, r, order) || !read_state_and_arm(t, c, order) ||
	    !read_trigger(all, t, c->trigger, order) ||
	    !read_customer(all, t, c->customer, order) ||
	    !read_id(all, t, c->id, order))
		return false;
	read_texts(all, t, c, r, order);
	return true;
}

static void
read_table(struct orders *all, struct table *t, const struct rules *r,
    struct keep *keep, enum dating dating)
{
	struct columns c = bind(t, dating);

	if (keep != NULL)
		keep_look(keep, t);
	while (table_next(t)) {
		struct order order = { 0 };

		if (!read_order(all, t, &c, r, &order))
			continue;
		if (keep != NULL)
			order.kept = keep_cells(keep, t, all->text);
		all->one = mem_grow(all->one, all->count, &all->room, sizeof *all->one);
		all->one[all->count++] = order;
	}
}

struct orders *
orders_read(const struct options *o, const struct rules *r, enum keeping keeping,
    enum dating dating)
{
	struct orders *all = mem_new(sizeof *all);
	struct keep *keep = keeping == KEEP_CELLS ? keep_new(o) : NULL;
	struct table **table = table_open_all(o, KIND(WORKORDERS), true);

	all->customers = map_new(0);
	all->words = map_new(0);
	all->ids = map_new(0);
	all->text = arena_new();
	for (int i = 0; table[i] != NULL; i++) {
		read_table(all, table[i], r, keep, dating);
		table_close(table[i]);
	}
	free(table);
	if (keep != NULL) {
		keep_check(keep);
		keep_free(keep);
	}
	return all;
}

void
orders_free(struct orders *all)
{
	map_free(all->customers);
	map_free(all->words);
	map_free(all->ids);
	arena_free(all->text);
	free(all->one);
	free(all);
}

struct slice
orders_word(const struct orders *all, uint32_t word)
{
	return map_key(all->words, word);
}
