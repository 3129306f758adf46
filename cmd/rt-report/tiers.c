/*
 * tiers -- R01: how many customers stand on which level, and what they bring.
 */
#include <stdlib.h>

#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/tally.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/once.h"
#include "common/table/tiers.h"

static const char *const own_keys[] = { "scope", "tier", NULL };

enum { CUSTOMERS_ON, AMOUNT, FIGURES };

static const enum fold fold[FIGURES] = { ADD, ADD };

/* Where the columns of one table are. */
struct bound {
	struct table *table;
	int number;             /* among the tables */
	int id, tier, amount, movement, status;
};

struct census {
	const struct tables *in;
	struct keys *keys;
	int scope, tier;        /* which keys these are */
	struct tiers *policy;
	struct once *once;
	struct tally *tally;
	bool with_left;
	int64_t gone, left;
};

static const struct level *
find_level(struct levels levels, struct slice scope, struct slice tier)
{
	for (int i = 0; i < levels.count; i++)
		if (slice_equal(levels.level[i].scope, scope) &&
		    slice_equal(levels.level[i].tier, tier))
			return levels.level + i;
	return NULL;
}

static const struct level *
level_of(const struct census *c, struct slice scope, struct slice tier)
{
	const struct level *l = find_level(tiers_individual(c->policy), scope, tier);

	return l != NULL ? l : find_level(tiers_group(c->policy), scope, tier);
}

/* Of a customer who was there in the run before, and is no longer. */
static bool
is_gone(const struct census *c, const struct bound *b)
{
	return c->keys->value[c->tier].n == 0 &&
	    table_says(b->table, b->movement, &movement_words, MOVED_GONE);
}

/* Of one who left, and stands on no level. */
static bool
has_left(const struct census *c, const struct bound *b)
{
	return c->keys->value[c->tier].n == 0 &&
	    slice_is(slice_trim(table_text(b->table, b->status)), tiers_left);
}

/* Whether a record has a level; one without is refused. */
static bool
has_level(const struct census *c, const struct bound *b)
{
	const struct slice *value = c->keys->value;

	if (level_of(c, value[c->scope], value[c->tier]) != NULL)
		return true;
	table_refuse_unlike(b->table, b->tier, "no tier of the policy (see --policy),",
	    tiers_individual(c->policy).level[0].tier);
	return false;
}

static void
observe(struct census *c, const struct bound *b)
{
	struct slice id;
	money amount = 0;
	bool known;

	while (table_next(b->table)) {
		struct slice *value = c->keys->value;
		struct figure *f;
		bool left, gone;

		keys_read(c->keys, c->in, b->number);
		if (value[c->scope].n == 0)
			value[c->scope] = SLICE("individual");
		left = has_left(c, b);
		gone = !left && is_gone(c, b);
		if (!table_id(b->table, b->id, &id) ||
		    !table_money(b->table, b->amount, &amount, &known) ||
		    (!left && !gone && !has_level(c, b)) ||
		    !once_first(c->once, b->table, b->id, id))
			continue;
		c->left += left;
		c->gone += gone;
		if (gone || (left && !c->with_left))
			continue;
		if (left)
			value[c->tier] = slice_of(tiers_left);
		f = keys_at(c->keys, c->tally);
		figure_observe(&f[CUSTOMERS_ON], ADD, (union observed){ .exact = 1 });
		if (known)
			figure_observe(&f[AMOUNT], ADD,
			    (union observed){ .exact = amount });
	}
}

static void
observe_all(struct census *c)
{
	for (int i = 0; i < c->in->count; i++) {
		struct table *t = c->in->table[i];
		struct bound b = {
			.table = t, .number = i,
			.id = table_need(t, "customer_id"),
			.tier = table_need(t, "tier"),
			.amount = table_need(t, "total_amount"),
			.movement = table_column(t, "movement"),
			.status = table_column(t, "status"),
		};

		observe(c, &b);
	}
}

static const struct sheet_column figure_columns[] = {
	{ "customers", CELL_COUNT, EVERYBODY, 0, OURS },
	{ "share", CELL_RATE, EVERYBODY, 1, OURS },
	{ "amount", CELL_MONEY, EVERYBODY, 3, OURS },
	{ "amount_share", CELL_RATE, EVERYBODY, 2, OURS },
	{ "avg_amount", CELL_MONEY, EVERYBODY, 5, OURS },
};

static struct sheet *
head(const struct keys *k)
{
	struct sheet *s = sheet_new("tiers");

	keys_head(k, s);
	/* People read the label in place of the level's code. */
	sheet_add(s, (struct sheet_column){ "label", CELL_TEXT, MACHINES, 0, OURS });
	for (size_t i = 0; i < sizeof figure_columns / sizeof *figure_columns; i++)
		sheet_add(s, figure_columns[i]);
	sheet_set_bar(s, sheet_find(s, "share"), 4);
	sheet_define(s, "tiers-share");
	sheet_define(s, "tiers-amount");
	return s;
}

/* Those who left stand in their own row, below the levels. */
static const struct level no_longer = {
	.label = { "已离网", sizeof "已离网" - 1 }, .label_en = { "Left", 4 },
};

/* Of "(others)" in place of a scope or tier there is no level. */
static const struct level *
row_level(const struct census *c, uint32_t row)
{
	return level_of(c, tally_key(c->tally, row, c->scope),
	    tally_key(c->tally, row, c->tier));
}

enum { GROUPS_BEHIND = 1 << 20, NO_LEVEL_LAST = 1 << 30 };

/* Best first; individuals before groups. */
static int64_t *
ranks(const struct census *c)
{
	int64_t *rank = mem_array(tally_rows(c->tally), sizeof *rank);

	for (uint32_t row = 0; row < tally_rows(c->tally); row++) {
		const struct level *l = row_level(c, row);

		rank[row] = l == NULL ? NO_LEVEL_LAST : l->rank;
		if (words_say(&scope_words, TIERS, tally_key(c->tally, row, c->scope),
		        SCOPE_GROUP))
			rank[row] += GROUPS_BEHIND;
	}
	return rank;
}

/* What a row's shares are of. */
struct whole {
	int64_t customers;
	wide amount;
};

static void
write_row(struct sheet *s, const struct census *c, uint32_t row,
    struct whole of)
{
	const struct figure *f = tally_figures(c->tally, row);
	int64_t customers = f[CUSTOMERS_ON].known, known = f[AMOUNT].known;
	money amount = figure_sum(&f[AMOUNT], "total_amount");
	const struct level *l = slice_is(tally_key(c->tally, row, c->tier), tiers_left) ?
	    &no_longer : row_level(c, row);

	keys_row(c->keys, s, c->tally, row);
	sheet_text(s, l == NULL ? SLICE("") : l->label);
	sheet_count(s, customers);
	sheet_rate(s, customers, of.customers);
	sheet_amount(s, amount);
	if (of.amount > INT64_MAX || of.amount < -INT64_MAX)
		die(BAD_DATA, "total_amount: the sum is too large");
	sheet_rate(s, amount, (int64_t)of.amount);
	if (known > 0)
		sheet_amount(s, money_mean(amount, known));
	else
		sheet_blank(s);
}

/* Shares are of the scope, within the group that --by makes. */
static void
rows(struct sheet *s, const struct census *c)
{
	int by = c->keys->by, within = c->scope < by ? by : by + 1;
	int64_t *rank = ranks(c);
	uint32_t *order = tally_order(c->tally, by, rank);
	wide *customers = tally_totals(c->tally, within, CUSTOMERS_ON);
	wide *amount = tally_totals(c->tally, within, AMOUNT);

	for (uint32_t i = 0; i < tally_rows(c->tally); i++) {
		uint32_t row = order[i];
		struct whole of = { (int64_t)customers[row], amount[row] };

		write_row(s, c, row, of);
	}
	free(rank);
	free(order);
	free(customers);
	free(amount);
}

struct sheet *
report_tiers(const struct request *q, const struct tables *in)
{
	struct keys *k = keys_open(q, in, own_keys);
	struct census c = {
		.in = in, .keys = k,
		.scope = keys_find(k, "scope"), .tier = keys_find(k, "tier"),
		.policy = tiers_open(&q->common, q->common.policy),
		.once = once_new(),
		.tally = tally_new(k->count, fold, FIGURES),
		.with_left = q->with_left,
	};
	struct sheet *s = head(k);

	keys_check(k, q, "tiers");
	observe_all(&c);
	c.tally = keys_merge(k, q, c.tally, c.scope < k->by ? k->by : k->by + 1);
	rows(s, &c);
	sheet_set_month(s, options_month_over(&q->common), MONTH_OVER);
	if (c.gone > 0)
		sheet_define(s, "tiers-gone");
	if (c.left > 0 && !c.with_left)
		sheet_define(s, "tiers-left");
	tally_free(c.tally);
	once_free(c.once);
	tiers_close(c.policy);
	keys_close(k);
	return s;
}
