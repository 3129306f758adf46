/*
 * curve -- R08: what survival, incidence and gains say at a few round times, with
 * limits and with how many are still at risk, and all their steps for the chart.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/outputs.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/groups.h"
#include "common/value/number.h"
#include "common/value/wilson.h"

enum {
	TIMES_MOST = 12,   /* a table of no more is shown as it is */
	STEPS_MOST = 500,  /* of a line: more than its pixels tell apart */
	POINT_ROOM = 160,
	GROUPS_MOST = 16,  /* columns of groups */
};

/* Of the sheet that was read: its columns, and what is not a figure. */
struct source {
	const struct sheet *sheet;
	int time, at_risk, value, low, high;
	const char *name;          /* of the value */
	bool falls;                /* from 1; else it rises from 0 */
};

/* The rows of one group and reason. */
struct stretch {
	size_t from, to;
};

static bool
is_name(const struct sheet *s, int column)
{
	return sheet_column(s, column)->type == CELL_TEXT;
}

static struct source
source_of(const struct sheet *s)
{
	struct source from = { .sheet = s, .time = sheet_find(s, "time"),
		.at_risk = sheet_find(s, "at_risk"), .low = sheet_find(s, "ci_low"),
		.high = sheet_find(s, "ci_high"), .name = "survival", .falls = true };

	from.value = sheet_find(s, "survival");
	if (from.value >= 0)
		return from;
	from.falls = false;
	from.name = "incidence";
	from.value = sheet_find(s, "incidence");
	return from;
}

/* NAN where the cell is no number. */
static double
number_at(const struct sheet *s, size_t row, int column)
{
	const struct cell *c = sheet_cell(s, row, column);
	double x;

	return c->known && number_parse(slice_trim(c->text), &x) ? x : NAN;
}

static bool
same_names(const struct sheet *s, size_t a, size_t b)
{
	for (int i = 0; i < sheet_columns(s); i++) {
		const struct cell *one = sheet_cell(s, a, i), *other = sheet_cell(s, b, i);

		if (is_name(s, i) && (one->known != other->known || (one->known &&
		        !slice_equal(one->text, other->text))))
			return false;
	}
	return true;
}

static struct stretch
next_stretch(const struct sheet *s, size_t from)
{
	size_t to = from + 1;

	while (to < sheet_rows(s) && same_names(s, from, to))
		to++;
	return (struct stretch){ from, to };
}

/* The rows of a group stand together, or there would be two lines of it. */
static void
check_apart(const struct sheet *s, struct stretch r, struct groups *met)
{
	struct slice value[GROUPS_MOST];
	uint32_t before = groups_count(met);
	int count = 0;

	for (int i = 0; i < sheet_columns(s) && count < GROUPS_MOST; i++)
		if (is_name(s, i)) {
			const struct cell *c = sheet_cell(s, r.from, i);

			value[count++] = c->known ? c->text : SLICE("");
		}
	if (count > 0 && groups_number(met, value) < before)
		die(BAD_DATA, "curve: row %zu: of a group that ended before; is a column of "
		    "groups missing, or --by?", r.from + 1);
}

/* A row has a time, and it is behind the one before. */
static void
check_times(const struct source *f, struct stretch r)
{
	for (size_t i = r.from; i < r.to; i++) {
		double time = number_at(f->sheet, i, f->time);

		if (isnan(time) ||
		    (i > r.from && time <= number_at(f->sheet, i - 1, f->time)))
			die(BAD_DATA, "curve: row %zu: time: %s", i + 1, isnan(time) ?
			    _("not a number") : _("not behind the one before; is a column of "
			    "groups missing?"));
	}
}

/* 1, 2 or 5 times a power of ten, so that ten of them reach the end. */
static double
round_step(double end)
{
	double step = pow(10, floor(log10(end / 10)));

	while (step * 10 < end) {
		if (step * 2 * 10 >= end)
			return step * 2;
		if (step * 5 * 10 >= end)
			return step * 5;
		step *= 10;
	}
	return step;
}

struct times {
	double at[TIMES_MOST];
	size_t count;
	double end;
};

/* Those of a short table, which was made for them, or round ones. */
static struct times
choose_times(const struct source *f)
{
	struct times t = { .count = 0 };
	double step;
	bool few = true;

	for (size_t i = 0; i < sheet_rows(f->sheet); i++) {
		double time = number_at(f->sheet, i, f->time);
		size_t k = 0;

		t.end = fmax(t.end, time);
		while (k < t.count && t.at[k] < time)
			k++;
		if (!few || (k < t.count && t.at[k] <= time))
			continue;
		few = t.count < TIMES_MOST;
		if (!few)
			continue;
		memmove(&t.at[k + 1], &t.at[k], (t.count++ - k) * sizeof *t.at);
		t.at[k] = time;
	}
	if (few || t.end <= 0)
		return t;
	step = round_step(t.end);
	for (t.count = 0; t.count < TIMES_MOST && (double)t.count * step <= t.end; t.count++)
		t.at[t.count] = (double)t.count * step;
	return t;
}

/* The first row of the stretch whose time is above, or not below, the time. */
static size_t
row_behind(const struct source *f, struct stretch r, double time, bool or_at)
{
	size_t low = r.from, high = r.to;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		double here = number_at(f->sheet, middle, f->time);

		if (here < time || (!or_at && here <= time))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void
copy_text(struct sheet *to, const struct sheet *s, size_t row, int column)
{
	const struct cell *c = sheet_cell(s, row, column);

	sheet_text(to, c->known ? c->text : SLICE(""));
}

static void
put_names(struct sheet *to, const struct sheet *s, size_t row)
{
	for (int i = 0; i < sheet_columns(s); i++)
		if (is_name(s, i))
			copy_text(to, s, row, i);
}

/*
 * The last step that is not behind the time, and who is at risk then or next.  Behind
 * the last row of survival nobody is; incidence has no rows for the censored.
 */
static void
put_values(struct sheet *to, const struct source *f, struct stretch r, double time)
{
	size_t behind = row_behind(f, r, time, false), at = row_behind(f, r, time, true);
	const struct cell *risk;

	if (at == r.to && f->falls)
		sheet_count(to, 0);
	else if (at == r.to)
		sheet_blank(to);
	else if ((risk = sheet_cell(f->sheet, at, f->at_risk))->known)
		sheet_count(to, risk->count);
	else
		sheet_blank(to);
	if (behind > r.from && at < r.to) {
		copy_text(to, f->sheet, behind - 1, f->value);
		copy_text(to, f->sheet, behind - 1, f->low);
		copy_text(to, f->sheet, behind - 1, f->high);
		return;
	}
	sheet_text(to, at == r.to ? SLICE("") : f->falls ? SLICE("1") : SLICE("0"));
	sheet_text(to, SLICE(""));
	sheet_text(to, SLICE(""));
}

struct text {
	char *p;
	size_t n, room;
};

/* "time,value,low,high,at risk;", nothing for what is not known. */
static void
add_point(struct text *t, const double x[5])
{
	while (t->n + POINT_ROOM > t->room)
		t->p = mem_grow(t->p, t->room, &t->room, 1);
	for (int i = 0; i < 5; i++) {
		if (!isnan(x[i]))
			t->n += (size_t)snprintf(t->p + t->n, POINT_ROOM / 5, "%.6g", x[i]);
		t->p[t->n++] = i < 4 ? ',' : ';';
	}
}

/* All steps of a line for the chart, or as many as it can show. */
static void
put_steps(struct sheet *to, const struct source *f, struct stretch r)
{
	size_t count = r.to - r.from, every = (count + STEPS_MOST - 1) / STEPS_MOST;
	struct text t = { NULL, 0, 0 };

	for (size_t i = r.from; i < r.to; i++) {
		const struct cell *risk = sheet_cell(f->sheet, i, f->at_risk);

		if ((i - r.from) % every != 0 && i + 1 < r.to)
			continue;
		add_point(&t, (double[]){ number_at(f->sheet, i, f->time),
			number_at(f->sheet, i, f->value), number_at(f->sheet, i, f->low),
			number_at(f->sheet, i, f->high),
			risk->known ? (double)risk->count : NAN });
	}
	sheet_text(to, (struct slice){ t.p, t.n });
	free(t.p);
}

static struct sheet *
begin(const struct sheet *s, const char *time, enum cell_type type, const char *count,
    const char *value)
{
	struct sheet *to = sheet_new("curve");

	for (int i = 0; i < sheet_columns(s); i++)
		if (is_name(s, i))
			sheet_add(to, *sheet_column(s, i));
	sheet_add(to, (struct sheet_column){ time, type, EVERYBODY, 0, OURS });
	sheet_add(to, (struct sheet_column){ count, CELL_COUNT, EVERYBODY, 0, OURS });
	sheet_add(to, (struct sheet_column){ value, CELL_KEPT_SHARE, EVERYBODY, 0, OURS });
	sheet_add(to, (struct sheet_column){ "ci_low", CELL_KEPT_SHARE, EVERYBODY, 1, OURS });
	sheet_add(to, (struct sheet_column){ "ci_high", CELL_KEPT_SHARE, EVERYBODY, 1, OURS });
	sheet_add(to, (struct sheet_column){ "steps", CELL_TEXT, CHARTS, SPARE_FIRST, OURS });
	sheet_set_bar(to, sheet_find(to, value), 2);
	return to;
}

static void
check_rows(const struct source *f)
{
	struct groups *met;
	int names = 0;

	for (int i = 0; i < sheet_columns(f->sheet); i++)
		names += is_name(f->sheet, i);
	met = groups_new(names < GROUPS_MOST ? names : GROUPS_MOST);
	for (struct stretch r = { 0, 0 }; r.to < sheet_rows(f->sheet);) {
		r = next_stretch(f->sheet, r.to);
		check_apart(f->sheet, r, met);
		check_times(f, r);
	}
	groups_free(met);
}

static struct sheet *
curve_over_time(const struct sheet *s)
{
	struct source f = source_of(s);
	struct sheet *to = begin(s, "time", CELL_KEPT, "at_risk", f.name);
	struct times t;

	check_rows(&f);
	t = choose_times(&f);
	for (struct stretch r = { 0, 0 }; r.to < sheet_rows(s);) {
		r = next_stretch(s, r.to);
		for (size_t i = 0; i < t.count; i++) {
			char text[NUMBER_TEXT];

			put_names(to, s, r.from);
			sheet_text(to, (struct slice){ text, number_print(t.at[i], text) });
			put_values(to, &f, r, t.at[i]);
			if (i == 0)
				put_steps(to, &f, r);
			else
				sheet_text(to, SLICE(""));
		}
	}
	sheet_define(to, f.name);
	sheet_define(to, "curve-at-risk");
	return to;
}

/* Of all who were lost, those found so far are a share, with Wilson's limits. */
static void
put_capture(struct sheet *to, double lost, double all)
{
	static const double z = 1.959963984540054;
	struct wilson w = all > 0 ? wilson_limits(lost, all, z) : (struct wilson){ NAN, NAN };
	double x[3] = { all > 0 ? lost / all : NAN, w.low, w.high };

	for (int i = 0; i < 3; i++) {
		char text[NUMBER_TEXT];
		size_t n = isnan(x[i]) ? 0 : number_print(x[i], text);

		sheet_text(to, (struct slice){ text, n });
	}
}

static struct sheet *
curve_of_gains(const struct sheet *s)
{
	int customers = sheet_find(s, "cumulative_customers");
	int found = sheet_find(s, "cumulative_lost");
	struct sheet *to = begin(s, "top_share", CELL_RATE, "customers", "capture");
	size_t rows = sheet_rows(s);
	int64_t all = rows > 0 ? sheet_cell(s, rows - 1, customers)->count : 0, before = 0;
	double lost = rows > 0 ? number_at(s, rows - 1, found) : NAN;

	for (size_t i = 0; i < rows; i++) {
		int64_t n = sheet_cell(s, i, customers)->count;

		if (n <= before)
			die(BAD_DATA, "curve: row %zu: cumulative_customers: not more than "
			    "in the row before; a curve is of one table of gains", i + 1);
		before = n;
		sheet_rate(to, n, all);
		sheet_count(to, n);
		put_capture(to, number_at(s, i, found), lost);
		sheet_text(to, SLICE(""));
	}
	sheet_define(to, "curve-capture");
	return to;
}

struct sheet *
report_curve(const struct request *q, const struct tables *in)
{
	struct sheet *s = outputs_steps(q, in);
	struct sheet *to = sheet_find(s, "capture") >= 0 ? curve_of_gains(s) :
	    curve_over_time(s);

	sheet_free(s);
	return to;
}
