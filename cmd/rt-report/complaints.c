/*
 * complaints -- R14: cases by cause and outcome.
 */
#include "cmd/rt-report/counts.h"
#include "cmd/rt-report/request.h"
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

static void
write_hours(struct sheet *s, struct figure f[])
{
	if (f[HOURS_OF].known > 0)
		sheet_number(s, figure_quantile(&f[HOURS_OF], 0.5));
	else
		sheet_blank(s);
}

struct sheet *
report_complaints(const struct request *q, const struct tables *in)
{
	struct keys *k = keys_open(q, in, own_keys);
	struct tally *t = tally_new(k->count, fold, FIGURES);
	struct once *once = once_new();
	struct sheet *s = counts_sheet(k, "complaints", 3);

	sheet_add(s, (struct sheet_column){ .name = "resolve_median_hours",
		.type = CELL_POINTS, .spare = 2 });
	sheet_define(s, "complaints-share");
	sheet_define(s, "complaints-hours");
	for (int i = 0; i < in->count; i++)
		observe(t, k, in, i, q, once);
	t = keys_merge(k, q, t, k->by);
	counts_rows(s, t, k, write_hours);
	tally_free(t);
	once_free(once);
	keys_close(k);
	return s;
}
