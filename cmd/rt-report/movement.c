/*
 * movement -- R02: who rose and who fell since the previous run.
 */
#include <stdlib.h>

#include "cmd/rt-report/chart.h"
#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/matrix.h"
#include "cmd/rt-report/tally.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/once.h"
#include "common/table/tiers.h"

static const char *const own_keys[] = { "previous_tier", "tier", NULL };

enum { CUSTOMERS_OF, AMOUNT, FIGURES };

static const enum fold fold[FIGURES] = { ADD, ADD };

/* Where the columns of one table are. */
struct bound {
	struct table *table;
	int number, id, scope, amount, tier, previous, movement;
};

static struct bound
bind(const struct tables *in, int number)
{
	struct table *t = in->table[number];

	return (struct bound){
		.table = t, .number = number,
		.id = table_need(t, "customer_id"),
		.scope = table_column(t, "scope"),
		.amount = table_need(t, "total_amount"),
		.tier = table_need(t, "tier"),
		.previous = table_need(t, "previous_tier"),
		.movement = table_need(t, "movement"),
	};
}

/* Blank is a level: nobody's yet, or no longer; NULL is none of the policy's. */
static const struct level *
find_level(const struct tiers *policy, struct slice tier)
{
	struct levels levels = tiers_individual(policy);

	for (int i = 0; i < levels.count; i++)
		if (slice_equal(levels.level[i].tier, tier))
			return levels.level + i;
	return NULL;
}

static bool
check_level(const struct bound *b, const struct tiers *policy, int column)
{
	struct slice tier = table_text(b->table, column);

	if (tier.n == 0 || find_level(policy, tier) != NULL)
		return true;
	table_refuse_unlike(b->table, column, "no tier of the policy (see --policy),",
	    tiers_individual(policy).level[0].tier);
	return false;
}

/* A customer's previous level and this one's; gone has no amount. */
static bool
read_record(const struct bound *b, const struct tiers *policy, struct once *once,
    money *amount, bool *known)
{
	bool group = table_says(b->table, b->scope, &scope_words, SCOPE_GROUP);
	struct slice id;

	if (!table_id(b->table, b->id, &id) ||
	    !table_money(b->table, b->amount, amount, known) ||
	    (!group && (!check_level(b, policy, b->tier) ||
	        !check_level(b, policy, b->previous))) ||
	    !once_first(once, b->table, b->id, id) || group)
		return false;
	if (table_text(b->table, b->tier).n == 0)
		*known = false;
	/* In neither run: nothing moved. */
	return table_text(b->table, b->tier).n > 0 ||
	    table_text(b->table, b->previous).n > 0;
}

static void
observe(struct tally *t, struct keys *k, const struct tables *in, int number,
    const struct tiers *policy, struct once *once)
{
	struct bound b = bind(in, number);

	while (table_next(b.table)) {
		struct figure *f;
		money amount = 0;
		bool known;

		if (!read_record(&b, policy, once, &amount, &known))
			continue;
		keys_read(k, in, number);
		f = keys_at(k, t);
		figure_observe(&f[CUSTOMERS_OF], ADD, (union observed){ .exact = 1 });
		if (known)
			figure_observe(&f[AMOUNT], ADD,
			    (union observed){ .exact = amount });
	}
}

enum { BLANK_LAST = 1 << 12, FROM_FIRST = 1 << 16 };

static int64_t
rank_of(const struct tiers *policy, struct slice tier)
{
	const struct level *l = find_level(policy, tier);

	return l == NULL ? BLANK_LAST : l->rank;
}

/* By the level before, best first, then by this one's. */
static int64_t *
ranks(const struct tally *t, const struct tiers *policy, int from, int to)
{
	int64_t *rank = mem_array(tally_rows(t), sizeof *rank);

	for (uint32_t row = 0; row < tally_rows(t); row++)
		rank[row] = rank_of(policy, tally_key(t, row, from)) * FROM_FIRST +
		    rank_of(policy, tally_key(t, row, to));
	return rank;
}

/* What became of the customers of a row; TURNS: a group of several. */
static enum turn
turn_of(const struct tiers *policy, struct slice from, struct slice to)
{
	const struct level *before = find_level(policy, from);
	const struct level *now = find_level(policy, to);

	if (before != NULL && now != NULL)
		return now->rank < before->rank ? ROSE :
		    now->rank > before->rank ? FELL : STAYED;
	if (from.n == 0 && now != NULL)
		return CAME;
	return to.n == 0 && before != NULL ? WENT : TURNS;
}

static void
add_turn(struct sheet *s, enum turn t)
{
	if (t == TURNS)
		sheet_blank(s);
	else
		sheet_text(s, slice_of(turn_name[t]));
}

static void
rows(struct sheet *s, const struct tally *t, const struct keys *k,
    const struct tiers *policy)
{
	int from = keys_find(k, "previous_tier"), to = keys_find(k, "tier");
	int64_t *rank = ranks(t, policy, from, to);
	uint32_t *order = tally_order(t, k->by, rank);
	wide *total = tally_totals(t, from < k->by ? k->by : k->by + 1, CUSTOMERS_OF);

	for (uint32_t i = 0; i < tally_rows(t); i++) {
		uint32_t row = order[i];
		const struct figure *f = tally_figures(t, row);

		/* Without groups each level has others of its own, in its place. */
		if (k->by > 0 && tally_is_other(t, row))
			sheet_others_begin(s);
		for (int key = 0; key < k->count; key++)
			keys_cell(k, s, key, tally_key(t, row, key));
		sheet_count(s, f[CUSTOMERS_OF].known);
		sheet_rate(s, f[CUSTOMERS_OF].known, (int64_t)total[row]);
		/* Not of those that are gone; so neither of others that all are. */
		if (f[AMOUNT].known == 0)
			sheet_blank(s);
		else
			sheet_amount(s, figure_sum(&f[AMOUNT], "total_amount"));
		add_turn(s, turn_of(policy, tally_key(t, row, from),
		    tally_key(t, row, to)));
	}
	free(rank);
	free(order);
	free(total);
}

struct sheet *
report_movement(const struct request *q, const struct tables *in)
{
	struct keys *k = keys_open(q, in, own_keys);
	struct tiers *policy = tiers_open(&q->common, q->common.policy);
	struct tally *t = tally_new(k->count, fold, FIGURES);
	struct once *once = once_new();
	struct sheet *s = sheet_new("movement"), *matrix = NULL;

	keys_check(k, q, "movement");
	for (int i = k->by; i < k->count; i++)
		k->key[i].name = slice_is(slice_of(k->key[i].own), "tier") ?
		    "to" : "from";
	keys_head(k, s);
	sheet_add(s, (struct sheet_column){ .name = "customers", .type = CELL_COUNT });
	sheet_set_bar(s, sheet_add(s, (struct sheet_column){
		.name = "share", .type = CELL_RATE, .spare = 1 }), 2);
	sheet_add(s, (struct sheet_column){
		.name = "amount", .type = CELL_MONEY, .spare = 3 });
	sheet_add(s, (struct sheet_column){ .name = "turn", .audience = CHARTS });
	sheet_define(s, "movement");
	sheet_set_month(s, options_month_over(&q->common), MONTH_OVER);
	for (int i = 0; i < in->count; i++)
		observe(t, k, in, i, policy, once);
	t = keys_merge(k, q, t, keys_find(k, "previous_tier") < k->by ? k->by : k->by + 1);
	rows(s, t, k, policy);
	if (q->format->has_room && (q->previous == NULL || q->previous_is_folder))
		matrix = matrix_of(s, policy);
	if (matrix != NULL)
		sheet_follow(matrix, s);
	tally_free(t);
	once_free(once);
	tiers_close(policy);
	keys_close(k);
	return matrix != NULL ? matrix : s;
}
