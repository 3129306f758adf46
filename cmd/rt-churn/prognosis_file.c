/*
 * prognosis_file -- what each row is, its first cell says: (unit) or (time), (strata),
 * a column with a coefficient or with what a stratum has in it, or (baseline).
 */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/prognosis.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/table.h"
#include "common/value/number.h"

#define UNIT "(unit)"
#define TIME "(time)"
#define STRATA "(strata)"
#define BASELINE "(baseline)"

enum { COLUMN, VALUE, COEF, MEAN, SD, LOW, HIGH, STRATUM, WHEN, HAZARD, CELLS };

static const char *const header[] = {
	"column", "value", "coef", "mean", "sd", "low", "high", "stratum", "time",
	"cumulative_hazard", NULL,
};

static const struct {
	const char *name;
	double days;
} unit[] = { { "day", 1 }, { "week", 7 }, { "month", 30.4375 } };

enum { UNITS = sizeof unit / sizeof *unit };

/* A row with texts in front, and numbers behind, NAN where there is none. */
static void
put_row(struct writer *w, const char *column, struct slice value,
    const double number[CELLS])
{
	writer_string(w, column);
	writer_text(w, value);
	for (int i = COEF; i < CELLS; i++)
		writer_number(w, number[i]);
	writer_end(w);
}

static void
put_text(struct writer *w, const char *column, struct slice value, double stratum)
{
	double number[CELLS];

	for (int i = 0; i < CELLS; i++)
		number[i] = NAN;
	number[STRATUM] = stratum;
	put_row(w, column, value, number);
}

static void
put_terms(struct writer *w, const struct model *m)
{
	for (size_t i = 0; i < m->terms; i++) {
		const struct term *t = &m->term[i];
		const double number[CELLS] = {
			[COEF] = t->endless ? NAN : t->coef, [MEAN] = t->mean,
			[SD] = t->spread, [LOW] = t->low, [HIGH] = t->high,
			[STRATUM] = NAN, [WHEN] = NAN, [HAZARD] = NAN,
		};

		put_row(w, m->columns.name[t->column], slice_of(t->value), number);
	}
}

static void
put_baseline(struct writer *w, const struct baseline *b, double stratum)
{
	for (size_t i = 0; i < b->count; i++) {
		const double number[CELLS] = {
			[COEF] = NAN, [MEAN] = NAN, [SD] = NAN, [LOW] = NAN,
			[HIGH] = NAN, [STRATUM] = stratum, [WHEN] = b->time[i],
			[HAZARD] = b->hazard[i],
		};

		put_row(w, BASELINE, SLICE(""), number);
	}
}

static void
put_unit(struct writer *w, const struct prognosis *p)
{
	for (int i = 0; i < UNITS; i++)
		if (!isnan(p->unit) && p->unit >= unit[i].days && p->unit <= unit[i].days)
			put_text(w, UNIT, slice_of(unit[i].name), NAN);
	if (isnan(p->unit))
		put_text(w, TIME, SLICE(""), NAN);
}

void
prognosis_write(const struct prognosis *p, const char *path)
{
	struct output to = { .path = options_standard_output(path) ? NULL : path };
	struct writer *w = writer_open(&to);
	bool apart = p->strata.count > 0;

	writer_header(w, header);
	put_unit(w, p);
	for (int i = 0; i < p->strata.count; i++)
		put_text(w, STRATA, slice_of(p->strata.name[i]), NAN);
	put_terms(w, &p->model);
	for (uint32_t g = 0; apart && g < p->known; g++)
		for (int i = 0; i < p->strata.count; i++)
			put_text(w, p->strata.name[i], groups_value(p->groups, g, i),
			    g + 1);
	for (uint32_t g = 0; g < p->known; g++)
		put_baseline(w, &p->baseline[g], apart ? (double)g + 1 : (double)NAN);
	writer_close(w);
}

/* A file that is read. */
struct reading {
	struct table *table;
	int at[CELLS];
	struct prognosis *p;
	size_t room;              /* of terms */
	bool timed;               /* the unit is known */
	struct slice *value;      /* stratum after stratum, a cell for each column */
	size_t strata, room_value;
	struct arena *text;
};

_Noreturn static void
refuse(const struct reading *r, int cell, const char *what)
{
	reader_die(table_reader(r->table), header[cell], "%s", _(what));
}

/* A number, or NAN where it is blank and may be. */
static double
read_number(const struct reading *r, int cell, bool needed)
{
	double x;
	bool known;

	if (!table_number(r->table, r->at[cell], &x, &known))
		refuse(r, cell, N_("not a number such as 0.25"));
	if (!known && needed)
		refuse(r, cell, N_("blank, where a number such as 0.25 is needed"));
	return known ? x : NAN;
}

static struct slice
read_text(const struct reading *r, int cell)
{
	return slice_trim(table_text(r->table, r->at[cell]));
}

static void
read_unit(struct reading *r, struct slice kind)
{
	struct slice name = read_text(r, VALUE);

	r->timed = true;
	r->p->unit = NAN;
	if (slice_is(kind, TIME))
		return;
	for (int i = 0; i < UNITS; i++)
		if (slice_is(name, unit[i].name))
			r->p->unit = unit[i].days;
	if (isnan(r->p->unit))
		refuse(r, VALUE, N_("no unit of time such as day, week or month"));
}

static int
column_of(const struct names *n, struct slice name)
{
	for (int i = 0; i < n->count; i++)
		if (slice_is(name, n->name[i]))
			return i;
	return n->count;
}

static void
read_term(struct reading *r, struct slice column)
{
	struct model *m = &r->p->model;
	struct slice value = read_text(r, VALUE);
	bool number = value.n == 0;
	double coef = read_number(r, COEF, false);
	struct term t = {
		.column = column_of(&m->columns, column), .coef = isnan(coef) ? 0 : coef,
		.endless = isnan(coef), .error = NAN, .mean = read_number(r, MEAN, true),
		.spread = read_number(r, SD, true), .low = read_number(r, LOW, number),
		.high = read_number(r, HIGH, number),
	};

	if (t.spread < 0)
		refuse(r, SD, N_("below 0, where a number such as 0.25 is needed"));
	if (number && t.high < t.low)
		refuse(r, HIGH, N_("below low, where the largest number met is needed, such as 72"));
	if (t.column == m->columns.count)
		names_add_one(&m->columns, "--model", column);
	for (size_t i = 0; i < m->terms; i++)
		if (m->term[i].column == t.column && slice_is(value, m->term[i].value))
			refuse(r, COLUMN, N_("stands twice with that value; a row for each, such "
			    "as plan,monthly and plan,yearly"));
	t.value = mem_copy(value);
	m->term = mem_grow(m->term, m->terms, &r->room, sizeof *m->term);
	m->term[m->terms++] = t;
}

/* The number of a stratum, from 1; without strata it is 1, and blank. */
static size_t
read_stratum(const struct reading *r)
{
	int64_t n = 1;
	bool known;

	if (!table_count(r->table, r->at[STRATUM], &n, &known))
		refuse(r, STRATUM, N_("not the number of a stratum, such as 1"));
	if (!known && r->p->strata.count > 0)
		refuse(r, STRATUM, N_("blank, where the number of a stratum is needed, such as 1"));
	return known ? (size_t)n : 1;
}

/* What a stratum has in one of its columns; strata follow each other. */
static void
read_level(struct reading *r, int column)
{
	size_t stratum = read_stratum(r), columns = (size_t)r->p->strata.count;

	if (stratum < 1 || stratum > r->strata + 1)
		refuse(r, STRATUM, N_("not the number of this stratum or the next, such as 1"));
	if (stratum > r->strata) {
		for (size_t i = 0; i < columns; i++) {
			r->value = mem_grow(r->value, r->strata * columns + i,
			    &r->room_value, sizeof *r->value);
			r->value[r->strata * columns + i] = SLICE("");
		}
		r->strata++;
	}
	if (read_text(r, VALUE).n == 0)
		refuse(r, VALUE, N_("blank, where a stratum has a value, such as north"));
	r->value[(stratum - 1) * columns + (size_t)column] = arena_keep(r->text,
	    read_text(r, VALUE));
}

/* The strata are known when their baselines come. */
static void
settle_strata(struct reading *r)
{
	struct prognosis *p = r->p;
	size_t columns = (size_t)p->strata.count;

	if (p->groups != NULL)
		return;
	p->groups = groups_new(p->strata.count);
	for (size_t i = 0; i < r->strata; i++) {
		for (size_t k = 0; k < columns; k++)
			if (r->value[i * columns + k].n == 0)
				refuse(r, STRATUM, N_("strata before it lack a value; a row for each "
				    "of their columns, such as region,north,,,,,,1"));
		if (groups_number(p->groups, r->value + i * columns) != i)
			refuse(r, STRATUM, N_("two strata before it have the same values; a row "
			    "such as region,north,,,,,,1 for one"));
	}
	p->known = groups_count(p->groups);
	p->baseline = mem_array(p->known, sizeof *p->baseline);
}

static void
read_baseline(struct reading *r)
{
	size_t stratum = read_stratum(r);
	double time = read_number(r, WHEN, true), hazard = read_number(r, HAZARD, true);
	struct baseline *b;

	settle_strata(r);
	if (stratum < 1 || stratum > r->p->known)
		refuse(r, STRATUM, N_("a stratum that no row before it describes, such as "
		    "region,north,,,,,,1"));
	b = &r->p->baseline[stratum - 1];
	if (time < 0 || (b->count > 0 && time <= b->time[b->count - 1]))
		refuse(r, WHEN, N_("not later than the time before it, such as 12 after 11"));
	if (hazard <= 0 || (b->count > 0 && hazard < b->hazard[b->count - 1]))
		refuse(r, HAZARD, N_("less than at the time before it; a sum such as 0.25 that "
		    "only grows"));
	baseline_add(b, time, hazard);
}

static void
read_row(struct reading *r)
{
	struct slice column = read_text(r, COLUMN);
	int stratum;

	if (column.n == 0)
		refuse(r, COLUMN, N_("blank, where a name such as plan or (baseline) is needed"));
	if (slice_is(column, UNIT) || slice_is(column, TIME)) {
		read_unit(r, column);
	} else if (slice_is(column, STRATA)) {
		if (read_text(r, VALUE).n == 0 || r->strata > 0)
			refuse(r, VALUE, N_("not a column of strata, such as region, before all "
			    "strata"));
		names_add_one(&r->p->strata, "--model", read_text(r, VALUE));
	} else if (slice_is(column, BASELINE)) {
		read_baseline(r);
	} else {
		stratum = column_of(&r->p->strata, column);
		if (stratum < r->p->strata.count && read_text(r, STRATUM).n > 0)
			read_level(r, stratum);
		else
			read_term(r, column);
	}
}

static void
bind(struct reading *r)
{
	for (int i = 0; i < CELLS; i++) {
		r->at[i] = table_user_column(r->table, slice_of(header[i]));
		if (r->at[i] == NO_COLUMN)
			reader_die(table_reader(r->table), NULL, "no column '%s': not a model "
			    "that hazard --save-model wrote", header[i]);
	}
}

struct prognosis
prognosis_read(const struct options *o, const char *path)
{
	struct options ours = options_of_ours(o);
	struct prognosis p = { .unit = NAN };
	struct reading r = {
		.table = table_open_model(&ours, path), .p = &p,
		.text = arena_new(),
	};

	bind(&r);
	while (table_next(r.table))
		read_row(&r);
	table_close(r.table);
	if (!r.timed || p.model.terms == 0 || p.groups == NULL)
		die(BAD_DATA, "%s: no row %s: not a model that hazard --save-model wrote", path,
		    !r.timed ? _("(unit) nor (time)") : p.groups == NULL ? "(baseline)" :
		    _("of a column"));
	model_sort(&p.model);
	free(r.value);
	arena_free(r.text);
	return p;
}
