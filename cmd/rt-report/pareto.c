/*
 * pareto -- R01, D08: what share of the amount the top customers bring.
 */
#include <stdlib.h>

#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/tally.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/once.h"

static const char *const own_keys[] = { NULL };

enum { CUSTOMERS_OF, AMOUNTS, FIGURES };

static const enum fold fold[FIGURES] = { ADD, KEEP };

/* The shares that are asked for: in hundredths, and as csv has them. */
static const struct {
	int hundredths;
	const char *share;
} top_share[] = {
	{ 1, "0.01" }, { 5, "0.05" }, { 10, "0.1" },
	{ 20, "0.2" }, { 50, "0.5" }, { 100, "1" },
};

enum { TOP_SHARES = sizeof top_share / sizeof *top_share };

static void
observe(struct tally *t, struct keys *k, const struct tables *in, int number,
    struct once *once)
{
	struct table *table = in->table[number];
	int id = table_need(table, "customer_id");
	int amount = table_need(table, "total_amount");
	int scope = table_column(table, "scope");
	int movement = table_column(table, "movement");

	while (table_next(table)) {
		struct figure *f;
		struct slice customer;
		money total = 0;
		bool known;

		if (!table_id(table, id, &customer) ||
		    !table_money(table, amount, &total, &known) ||
		    !once_first(once, table, id, customer))
			continue;
		if (table_says(table, scope, &scope_words, SCOPE_GROUP) ||
		    table_says(table, movement, &movement_words, MOVED_GONE))
			continue;
		keys_read(k, in, number);
		f = keys_at(k, t);
		figure_observe(&f[CUSTOMERS_OF], ADD, (union observed){ .exact = 1 });
		figure_observe(&f[AMOUNTS], KEEP,
		    (union observed){ .exact = known && total > 0 ? total : 0 });
	}
}

static int
by_falling_amount(const void *left, const void *right)
{
	const union observed *a = left, *b = right;

	return (a->exact < b->exact) - (a->exact > b->exact);
}

static int64_t
sum_of(const union observed amount[], int64_t count)
{
	wide sum = 0;

	for (int64_t i = 0; i < count; i++)
		sum += amount[i].exact;
	if (sum > INT64_MAX)
		die(BAD_DATA, "total_amount: the sum is too large");
	return (int64_t)sum;
}

/*
 * With the amounts rising, 2 (1 x(1) + .. + n x(n)) / (n sum) - (n + 1) / n;
 * they come falling.
 */
static double
gini(const union observed amount[], int64_t n, int64_t sum)
{
	wide weighted = 0;

	for (int64_t i = 0; i < n; i++)
		weighted += (wide)(n - i) * amount[i].exact;
	return (double)(2 * weighted - (wide)(n + 1) * sum) / ((double)n * (double)sum);
}

static void
write_group(struct sheet *s, const struct keys *k, const struct tally *t, uint32_t row)
{
	struct figure *f = tally_figures(t, row);
	const union observed *amount = f[AMOUNTS].kept.value;
	int64_t n = f[AMOUNTS].known, sum;

	if (n == 0)
		return;
	qsort(f[AMOUNTS].kept.value, (size_t)n, sizeof *amount, by_falling_amount);
	sum = sum_of(amount, n);
	for (int i = 0; i < TOP_SHARES; i++) {
		int64_t top = (top_share[i].hundredths * n + 99) / 100;

		keys_row(k, s, t, row);
		sheet_text(s, slice_of(top_share[i].share));
		sheet_count(s, top);
		sheet_rate(s, sum_of(amount, top), sum);
	}
	if (k->by == 0 && sum > 0)
		sheet_add_figure(s, (struct sheet_figure){ "gini",
			gini(amount, n, sum), "gini" });
}

struct sheet *
report_pareto(const struct request *q, const struct tables *in)
{
	struct keys *k = keys_open(q, in, own_keys);
	struct tally *t = tally_new(k->count, fold, FIGURES);
	struct once *once = once_new();
	struct sheet *s = sheet_new("pareto");

	keys_check(k, q, "pareto");
	keys_head(k, s);
	sheet_add(s, (struct sheet_column){ .name = "top_share", .type = CELL_KEPT_SHARE });
	sheet_add(s, (struct sheet_column){ .name = "customers", .type = CELL_COUNT });
	sheet_set_bar(s, sheet_add(s, (struct sheet_column){
		.name = "amount_share", .type = CELL_RATE }), 2);
	sheet_define(s, "pareto");
	sheet_set_month(s, options_month_over(&q->common), MONTH_OVER);
	for (int i = 0; i < in->count; i++)
		observe(t, k, in, i, once);
	t = keys_merge(k, q, t, k->by);
	for (uint32_t row = 0; row < tally_rows(t); row++)
		write_group(s, k, t, row);
	tally_free(t);
	once_free(once);
	keys_close(k);
	return s;
}
