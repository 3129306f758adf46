/*
 * nps -- R09-R11: promoters less detractors, and perceived less expected.
 */
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-report/interval.h"
#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/tally.h"

static const char *const own_keys[] = { NULL };

enum { ANSWERS, PROMOTERS, DETRACTORS, GAP, FIGURES };

static const enum fold fold[FIGURES] = { ADD, ADD, ADD, ADD_REAL };

enum { SCORE_MOST = 10, PROMOTER_LEAST = 9, DETRACTOR_MOST = 6 };

/* An answer; -1 in place of a score: none was given. */
struct answer {
	int score;
	double gap;
	bool has_gap;
};

/* False when the record was refused. */
static bool
read_score(struct table *t, int column, int *score)
{
	double x = 0;
	bool known;

	if (!table_number(t, column, &x, &known))
		return false;
	*score = -1;
	if (!known)
		return true;
	if (x < 0 || x > SCORE_MOST || x != floor(x)) {
		table_refuse(t, column, "not a whole number from 0 to 10, such as 9");
		return false;
	}
	*score = (int)x;
	return true;
}

static void
count_answer(struct figure f[], const struct answer *a)
{
	if (a->score >= 0) {
		union observed promoter = { .exact = a->score >= PROMOTER_LEAST };
		union observed detractor = { .exact = a->score <= DETRACTOR_MOST };

		figure_observe(&f[ANSWERS], ADD, (union observed){ .exact = 1 });
		figure_observe(&f[PROMOTERS], ADD, promoter);
		figure_observe(&f[DETRACTORS], ADD, detractor);
	}
	if (a->has_gap)
		figure_observe(&f[GAP], ADD_REAL, (union observed){ .real = a->gap });
}

static void
observe(struct tally *t, struct keys *k, const struct tables *in, int number)
{
	struct table *table = in->table[number];
	int nps = table_column(table, "nps");
	int expected = table_column(table, "expected");
	int perceived = table_column(table, "perceived");

	while (table_next(table)) {
		double wish = 0, found = 0;
		struct answer a;
		bool has_wish, has_found;

		if (!read_score(table, nps, &a.score) ||
		    !table_number(table, expected, &wish, &has_wish) ||
		    !table_number(table, perceived, &found, &has_found))
			continue;
		a.has_gap = has_wish && has_found;
		a.gap = found - wish;
		keys_read(k, in, number);
		count_answer(keys_at(k, t), &a);
	}
}

static const struct sheet_column column[] = {
	{ "answers", CELL_COUNT, EVERYBODY, 0, OURS },
	{ "promoters", CELL_COUNT, EVERYBODY, 3, OURS },
	{ "passives", CELL_COUNT, EVERYBODY, 5, OURS },
	{ "detractors", CELL_COUNT, EVERYBODY, 4, OURS },
	{ "nps", CELL_POINTS, EVERYBODY, 0, OURS },
	{ "ci_low", CELL_POINTS, EVERYBODY, 1, OURS },
	{ "ci_high", CELL_POINTS, EVERYBODY, 1, OURS },
	{ "satisfaction_gap", CELL_POINTS, EVERYBODY, 2, OURS },
};

static void
write_row(struct sheet *s, const struct figure f[])
{
	enum { POINTS = 100 };
	int64_t n = f[ANSWERS].known;
	int64_t promoters = figure_sum(&f[PROMOTERS], "nps");
	int64_t detractors = figure_sum(&f[DETRACTORS], "nps");
	struct interval i = { NAN, NAN };

	sheet_count(s, n);
	sheet_count(s, promoters);
	sheet_count(s, n - promoters - detractors);
	sheet_count(s, detractors);
	if (n > 0)
		i = interval_balance(promoters, detractors, n);
	sheet_number(s, (double)(POINTS * (promoters - detractors)) / (double)n);
	sheet_number(s, POINTS * i.low);
	sheet_number(s, POINTS * i.high);
	sheet_number(s, figure_sum_real(&f[GAP]) / (double)f[GAP].known);
}

struct sheet *
report_nps(const struct request *q, const struct tables *in)
{
	struct keys *k = keys_open(q, in, own_keys);
	struct tally *t = tally_new(k->count, fold, FIGURES);
	struct sheet *s = sheet_new("nps");

	keys_check(k, q, "nps");
	keys_head(k, s);
	for (size_t i = 0; i < sizeof column / sizeof *column; i++)
		sheet_add(s, column[i]);
	sheet_define(s, "nps");
	sheet_define(s, "nps-interval");
	sheet_define(s, "nps-gap");
	for (int i = 0; i < in->count; i++)
		observe(t, k, in, i);
	t = keys_merge(k, q, t, k->by);
	for (uint32_t row = 0; row < tally_rows(t); row++) {
		keys_row(k, s, t, row);
		write_row(s, tally_figures(t, row));
	}
	tally_free(t);
	keys_close(k);
	return s;
}
