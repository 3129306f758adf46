/*
 * complaints -- R14: cases by cause and outcome.
 */
#include <stdlib.h>

#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/request.h"
#include "cmd/rt-report/tally.h"
#include "common/table/once.h"

static const char *const own_keys[] = { "cause", "outcome", NULL };

enum { CASES_OF, HOURS_OF, FIGURES };

static const enum fold fold[FIGURES] = { ADD, KEEP_REAL };

enum { HOUR_SECONDS = 3600 };

static void
count_case(struct figure f[], instant opened, instant resolved)
{
	figure_observe(&f[CASES_OF], ADD, (union observed){ .exact = 1 });
	if (resolved != NO_INSTANT)
		figure_observe(&f[HOURS_OF], KEEP_REAL, (union observed){
			.real = (double)(resolved - opened) / HOUR_SECONDS });
}

static void
observe(struct tally *t, struct keys *k, const struct tables *in, int number,
    const struct request *q, struct once *once)
{
	struct table *table = in->table[number];
	int id = table_need(table, "case_id");
	int opened = table_need(table, "opened");
	int resolved = table_column(table, "resolved");
	instant last = request_last(q), from, to;
	struct slice number_of;

	while (table_next(table)) {
		if (!table_id(table, id, &number_of) ||
		    !table_instant(table, opened, &from) ||
		    !table_instant(table, resolved, &to))
			continue;
		if (to != NO_INSTANT && to < from) {
			table_refuse(table, resolved, "earlier than opened");
			continue;
		}
		if (!once_first(once, table, id, number_of) || from > last)
			continue;
		keys_read(k, in, number);
		count_case(keys_at(k, t), from, to > last ? NO_INSTANT : to);
	}
}

/* Shares are of the group that --by makes, or of all. */
static void
rows(struct sheet *s, const struct tally *t, const struct keys *k)
{
	uint32_t *order = tally_order(t, k->by, NULL);
	wide *total = tally_totals(t, k->by, CASES_OF);

	for (uint32_t i = 0; i < tally_rows(t); i++) {
		uint32_t row = order[i];
		struct figure *f = tally_figures(t, row);

		keys_row(k, s, t, row);
		sheet_count(s, f[CASES_OF].known);
		sheet_rate(s, f[CASES_OF].known, (int64_t)total[row]);
		if (f[HOURS_OF].known > 0)
			sheet_number(s, figure_quantile(&f[HOURS_OF], 0.5));
		else
			sheet_blank(s);
	}
	free(order);
	free(total);
}

struct sheet *
report_complaints(const struct request *q, const struct tables *in)
{
	struct keys *k = keys_open(q, in, own_keys);
	struct tally *t = tally_new(k->count, fold, FIGURES);
	struct once *once = once_new();
	struct sheet *s = sheet_new("complaints");

	keys_head(k, s);
	sheet_add(s, (struct sheet_column){ .name = "count", .type = CELL_COUNT });
	sheet_set_bar(s, sheet_add(s, (struct sheet_column){
		.name = "share", .type = CELL_RATE, .spare = 1 }), 3);
	sheet_add(s, (struct sheet_column){ .name = "resolve_median_hours",
		.type = CELL_POINTS, .spare = 2 });
	sheet_define(s, "complaints-share");
	sheet_define(s, "complaints-hours");
	for (int i = 0; i < in->count; i++)
		observe(t, k, in, i, q, once);
	t = keys_merge(k, q, t, k->by);
	rows(s, t, k);
	tally_free(t);
	once_free(once);
	keys_close(k);
	return s;
}
