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
#include "common/table/split.h"

static const enum fold folds[2][6] = {
	[EXACT] = { ADD, ADD, ADD, KEEP, LEAST, MOST },
	[FLOATING] = { ADD, ADD_REAL, ADD_REAL, KEEP_REAL, LEAST_REAL, MOST_REAL },
};

/* Where records go while they are read: of all tables, or of a part of one. */
struct reading {
	const struct request *q;
	const enum fold *fold;   /* of each measure */
	struct tables in;        /* the one that is read, or its part, in its place */
	int number;              /* its place */
	const int *column;       /* of each table, those that measures need */
	struct latest *latest;
	struct keys *keys;
	struct tally *tally;
	union observed *value;   /* of the current record */
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
observe(struct figure f[], const struct reading *r)
{
	const struct request *q = r->q;

	for (size_t i = 0; i < q->measures; i++) {
		int column = q->measure[i].column;

		if (column < 0)
			figure_observe(&f[i], ADD, (union observed){ .exact = 1 });
		else if (r->known[column])
			figure_observe(&f[i], r->fold[i], r->value[column]);
	}
}

static void
read_table(void *reading, struct table *t)
{
	struct reading *r = reading;
	const int *column = r->column + r->number * r->q->measured.count;

	r->in.table[r->number] = t;
	while (table_next(t)) {
		latest_note(r->latest, t, r->number);
		if (!read_values(r, t, column))
			continue;
		keys_read(r->keys, &r->in, r->number);
		observe(keys_at(r->keys, r->tally), r);
	}
}

/* Room for the current record, and a list of tables of its own. */
static void
take_room(struct reading *r, const struct tables *in)
{
	size_t columns = (size_t)r->q->measured.count;

	r->value = mem_array(columns, sizeof *r->value);
	r->known = mem_array(columns, sizeof *r->known);
	r->in.count = in->count;
	r->in.table = mem_array((size_t)in->count, sizeof(struct table *));
	memcpy(r->in.table, in->table, (size_t)in->count * sizeof(struct table *));
}

static void
leave_room(struct reading *r)
{
	free(r->value);
	free(r->known);
	free(r->in.table);
}

static void *
begin_part(void *reading)
{
	const struct reading *r = reading;
	struct reading *part = mem_new(sizeof *part);

	*part = *r;
	take_room(part, &r->in);
	part->latest = latest_part(r->latest);
	part->keys = keys_part(r->keys);
	part->tally = tally_new(r->keys->count, r->fold, (int)r->q->measures);
	return part;
}

static void
drop_part(void *reading)
{
	struct reading *part = reading;

	latest_part_free(part->latest);
	keys_part_close(part->keys);
	tally_free(part->tally);
	leave_room(part);
	free(part);
}

static bool
merge_part(void *reading, void *read)
{
	struct reading *r = reading, *part = read;

	latest_merge(r->latest, part->latest);
	tally_merge(r->tally, part->tally);
	drop_part(part);
	return true;
}

/*
 * Sums of floating numbers, which depend on their order, are taken by one thread, and so
 * are masks, whose pseudonyms do.
 */
static void
read_tables(struct reading *r)
{
	static const struct split parts = {
		begin_part, read_table, merge_part, drop_part, NULL,
	};
	bool one = r->q->arithmetic != EXACT || !keys_can_part(r->keys);

	for (r->number = 0; r->number < r->in.count; r->number++)
		table_split(r->in.table[r->number], one ? 1 : r->q->common.threads, &parts, r);
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
	int *column = names_find(&q->measured, "--sum and its like", in->table, in->count);
	struct reading r = { .q = q, .fold = fold, .column = column, .keys = k };
	struct sheet *s = head(q, k);
	struct tally *t;

	records_same_columns(in);
	for (size_t i = 0; i < q->measures; i++)
		fold[i] = folds[q->arithmetic][q->measure[i].what];
	take_room(&r, in);
	r.latest = latest_new(q, in);
	r.tally = tally_new(k->count, fold, (int)q->measures);
	read_tables(&r);
	latest_tell(r.latest, s);
	t = keys_small(k, q, r.tally);
	if (q->top > 0)
		t = leave_top(q, t, k);
	rows(s, q, t, k);
	tally_free(t);
	keys_close(k);
	leave_room(&r);
	free(fold);
	free(column);
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
