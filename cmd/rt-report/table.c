/*
 * table -- counts, sums, means, medians and extremes of any table, by any
 * columns; without such figures the records as they are.
 */
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/column_words.h"
#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/latest.h"
#include "cmd/rt-report/records.h"
#include "cmd/rt-report/tally.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

static const enum fold folds[2][6] = {
	[EXACT] = { ADD, ADD, ADD, KEEP, LEAST, MOST },
	[FLOATING] = { ADD, ADD_REAL, ADD_REAL, KEEP_REAL, LEAST_REAL, MOST_REAL },
};

/* The columns that measures need, of the current record. */
struct reading {
	const struct request *q;
	struct latest *latest;
	int *column;             /* of each table, count after count */
	union observed *value;
	bool *known;
};

/* False when the record was refused. */
static bool
read_values(struct reading *r, struct table *t, const int column[])
{
	for (int i = 0; i < r->q->measured.count; i++) {
		union observed *v = &r->value[i];
		bool good = r->q->arithmetic == EXACT ?
		    table_money(t, column[i], &v->exact, &r->known[i]) :
		    table_number(t, column[i], &v->real, &r->known[i]);

		if (!good)
			return false;
	}
	return true;
}

static void
observe(struct figure f[], const struct reading *r, const enum fold fold[])
{
	const struct request *q = r->q;

	for (size_t i = 0; i < q->measures; i++) {
		int column = q->measure[i].column;

		if (column < 0)
			figure_observe(&f[i], ADD, (union observed){ .exact = 1 });
		else if (r->known[column])
			figure_observe(&f[i], fold[i], r->value[column]);
	}
}

static void
observe_all(struct tally *t, struct keys *k, const struct tables *in, struct reading *r,
    const enum fold fold[])
{
	for (int i = 0; i < in->count; i++) {
		const int *column = r->column + i * r->q->measured.count;

		while (table_next(in->table[i])) {
			latest_note(r->latest, i);
			if (!read_values(r, in->table[i], column))
				continue;
			keys_read(k, in, i);
			observe(keys_at(k, t), r, fold);
		}
	}
}

/* The figure as an amount; known must not be 0. */
static money
exact_value(struct figure *f, const struct measure *m)
{
	switch (m->what) {
	case SUM_OF:
		return figure_sum(f, m->heading);
	case MEAN_OF:
		return money_mean(figure_sum(f, m->heading), f->known);
	case MEDIAN_OF:
		return figure_median(f, m->heading);
	default:
		return f->edge.exact;
	}
}

static double
any_real_value(struct figure *f, const struct measure *m)
{
	switch (m->what) {
	case SUM_OF:
		return figure_sum_real(f);
	case MEAN_OF:
		return figure_sum_real(f) / (double)f->known;
	case MEDIAN_OF:
		return figure_median_real(f);
	default:
		return f->edge.real;
	}
}

static double
real_value(struct figure *f, const struct measure *m)
{
	double x = any_real_value(f, m);

	if (!isfinite(x))
		die(BAD_DATA, "%s: the sum is too large", m->heading);
	return x;
}

static void
write_figure(struct sheet *s, const struct request *q, struct figure *f,
    const struct measure *m)
{
	if (m->what == COUNT_OF)
		sheet_count(s, f->known);
	else if (f->known == 0)
		sheet_blank(s);
	else if (q->arithmetic == EXACT)
		sheet_amount(s, exact_value(f, m));
	else
		sheet_number(s, real_value(f, m));
}

static enum cell_type
type_of(const struct request *q, const struct measure *m)
{
	if (m->what == COUNT_OF)
		return CELL_COUNT;
	return q->arithmetic == EXACT ? CELL_MONEY : CELL_NUMBER;
}

static struct sheet *
head(const struct request *q, const struct keys *k)
{
	struct sheet *s = sheet_new("table");
	enum { NO_MEDIAN, MEDIAN } median = NO_MEDIAN;

	keys_head(k, s);
	for (size_t i = 0; i < q->measures; i++) {
		char *word = column_figure(q->measure[i].heading);
		int column = sheet_add(s, (struct sheet_column){
			.name = q->measure[i].heading,
			.type = type_of(q, &q->measure[i]),
			.spare = (int)i,
			.origin = THE_USERS,
		});

		if (word != NULL)
			sheet_head(s, column, word);
		free(word);
		if (i == 0 && k->count > 0)
			sheet_set_bar(s, column, INT_MAX);
		if (q->measure[i].what == MEDIAN_OF)
			median = MEDIAN;
	}
	sheet_define(s, "table-blank");
	if (median == MEDIAN)
		sheet_define(s, "table-median");
	return s;
}

static void
rows(struct sheet *s, const struct request *q, struct tally *t, const struct keys *k)
{
	for (uint32_t row = 0; row < tally_rows(t); row++) {
		struct figure *f = tally_figures(t, row);

		keys_row(k, s, t, row);
		for (size_t i = 0; i < q->measures; i++)
			write_figure(s, q, &f[i], &q->measure[i]);
	}
}

/* Doubles in their own order, as whole numbers. */
static wide
order_of(double x)
{
	int64_t bits;

	memcpy(&bits, &x, sizeof bits);
	return bits < 0 ? -(wide)(bits & INT64_MAX) : bits;
}

enum { MEAN_SCALE = 1000000 };

/* How large the first figure makes a group, for --top; blank is smallest. */
static wide
size_of(const struct request *q, struct figure *f)
{
	const struct measure *m = &q->measure[0];

	if (m->what == COUNT_OF)
		return f->known;
	if (f->known == 0)
		return (wide)INT64_MIN * MEAN_SCALE;
	if (q->arithmetic == FLOATING)
		return order_of(real_value(f, m));
	if (m->what == MEAN_OF)
		return f->sum * MEAN_SCALE / f->known;
	return exact_value(f, m);
}

static struct tally *
leave_top(const struct request *q, struct tally *t, const struct keys *k)
{
	wide *size = mem_array(tally_rows(t), sizeof *size);

	for (uint32_t row = 0; row < tally_rows(t); row++)
		size[row] = size_of(q, tally_figures(t, row));
	t = tally_top(t, k->count, q->top, size);
	free(size);
	return t;
}

static struct sheet *
report_figures(const struct request *q, const struct tables *in)
{
	static const char *const no_keys_of_its_own[] = { NULL };
	struct keys *k = keys_open(q, in, no_keys_of_its_own);
	enum fold *fold = mem_array(q->measures, sizeof *fold);
	struct reading r = {
		.q = q,
		.latest = latest_new(q, in),
		.column = names_find(&q->measured, "--sum and its like", in->table,
		    in->count),
		.value = mem_array((size_t)q->measured.count, sizeof *r.value),
		.known = mem_array((size_t)q->measured.count, sizeof *r.known),
	};
	struct sheet *s = head(q, k);
	struct tally *t;

	records_same_columns(in);
	for (size_t i = 0; i < q->measures; i++)
		fold[i] = folds[q->arithmetic][q->measure[i].what];
	t = tally_new(k->count, fold, (int)q->measures);
	observe_all(t, k, in, &r, fold);
	latest_tell(r.latest, s);
	t = keys_small(k, q, t);
	if (q->top > 0)
		t = leave_top(q, t, k);
	rows(s, q, t, k);
	tally_free(t);
	keys_close(k);
	free(fold);
	free(r.column);
	free(r.value);
	free(r.known);
	return s;
}

/* The later a column stands, the sooner it is left out. */
static struct sheet_column
style(const char *heading, int number)
{
	return (struct sheet_column){ heading, CELL_PLAIN, EVERYBODY, number, THE_USERS };
}

struct sheet *
report_table(const struct request *q, const struct tables *in)
{
	if (q->top > 0 && (q->measures == 0 || q->by.count == 0))
		die_usage("table: --top needs --by and a figure, such as --count");
	if (q->min_cell > 0 && (q->measures == 0 || q->by.count == 0))
		die_usage("table: --min-cell needs --by and a figure, such as --count");
	if (q->measures > 0)
		return report_figures(q, in);
	return records_read(q, in, "table", style);
}
