/*
 * coding -- how the cells of features become numbers, and a fit a model.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/rt-churn/levels.h"
#include "cmd/rt-churn/linear.h"
#include "cmd/rt-churn/model.h"
#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"

static struct slice
value_name(const struct features *f, int column, uint32_t v)
{
	struct slice text = features_value_text(f, column, v);

	return text.n > 0 ? text : SLICE(BLANK_VALUE);
}

static void
add_term(struct model *m, size_t *room, int column, struct slice value)
{
	const char *name = m->columns.name[column];
	size_t length = strlen(name) + value.n + 2;
	struct term t = {
		.column = column, .value = mem_copy(value), .error = NAN, .low = NAN,
		.high = NAN,
	};

	t.name = mem_array(length, 1);
	snprintf(t.name, length, "%s%s%.*s", name, value.n > 0 ? "=" : "", (int)value.n,
	    value.p);
	m->term = mem_grow(m->term, m->terms, room, sizeof *m->term);
	m->term[m->terms++] = t;
}

/* A row of the model for each value, or for numbers one, and one for blanks. */
static void
list_terms(struct model *m, const struct features *f, int64_t max_levels)
{
	size_t room = 0;

	for (int i = 0; i < m->columns.count; i++) {
		bool numeric = features_numeric(f, i);

		if (features_values(f, i) < 2)
			die(BAD_DATA, "no fit: covariate '%s' has one value only; "
			    "--covariates without it",
			    m->columns.name[i]);
		levels_check(m->columns.name[i], numeric ? 1 : features_values(f, i),
		    max_levels);
		if (numeric)
			add_term(m, &room, i, SLICE(""));
		for (uint32_t v = 0; v < features_values(f, i); v++)
			if (!numeric || features_value_text(f, i, v).n == 0)
				add_term(m, &room, i, value_name(f, i, v));
	}
	model_sort(m);
}

/* The value that most rows have, blank apart, of equals the one met first. */
static struct slice
most_frequent(const struct features *f, int column)
{
	uint32_t values = features_values(f, column), most = MAP_NONE;
	size_t *rows = mem_array(values, sizeof *rows);

	for (size_t i = 0; i < features_rows(f); i++)
		rows[features_value(f, i, column)]++;
	for (uint32_t v = 0; v < values; v++)
		if (features_value_text(f, column, v).n > 0 &&
		    (most == MAP_NONE || rows[v] > rows[most]))
			most = v;
	free(rows);
	return value_name(f, column, most);
}

/* Whether both columns are blank in the same rows, and in some. */
static bool
same_blanks(const struct features *f, int one, int other)
{
	bool some = false;

	for (size_t i = 0; i < features_rows(f); i++) {
		bool blank = features_text(f, i, one).n == 0;

		if (blank != (features_text(f, i, other).n == 0))
			return false;
		some = some || blank;
	}
	return some;
}

/* What others say already: the base, and blanks like those of a column before. */
static bool
is_implied(const struct features *f, const struct term *t)
{
	if (t->value[0] == '\0')
		return false;
	if (!features_numeric(f, t->column) &&
	    slice_is(most_frequent(f, t->column), t->value))
		return true;
	for (int i = 0; i < t->column && strcmp(t->value, BLANK_VALUE) == 0; i++)
		if (same_blanks(f, i, t->column))
			return true;
	return false;
}

/* The numbers of the values of the term's column; of a blank one NAN. */
static double *
code_values(const struct features *f, struct term *t)
{
	uint32_t values = features_values(f, t->column);
	double *x = mem_array(values, sizeof *x);

	for (uint32_t v = 0; v < values; v++)
		if (t->value[0] != '\0')
			x[v] = slice_is(value_name(f, t->column, v), t->value);
		else if (figure_parse(features_value_text(f, t->column, v), &x[v])) {
			t->low = fmin(t->low, x[v]);
			t->high = fmax(t->high, x[v]);
		} else
			x[v] = NAN;
	return x;
}

/* Every factor-th cell from x on; blank ones get the mean of the others. */
static void
fill_factor(const struct features *f, struct term *t, double *to, size_t factors)
{
	double *x = code_values(f, t), sum = 0;
	size_t known = 0, rows = features_rows(f);

	for (size_t i = 0; i < rows; i++) {
		double *cell = to + i * factors;

		*cell = x[features_value(f, i, t->column)];
		if (isnan(*cell))
			continue;
		sum += *cell;
		known++;
	}
	for (size_t i = 0; i < rows; i++)
		if (isnan(to[i * factors]))
			to[i * factors] = sum / (double)known;
	t->mean = sum / (double)known;
	t->spread = sqrt(t->mean * (1 - t->mean));
	free(x);
}

static void
list_factors(struct coding *c, const struct features *f)
{
	struct design *d = &c->design;
	struct model *m = &c->model;
	size_t room = 0, room_terms = 0;

	for (size_t i = 0; i < m->terms; i++) {
		const struct term *t = &m->term[i];

		if (is_implied(f, t))
			continue;
		d->factor = mem_grow(d->factor, d->factors, &room, sizeof *d->factor);
		c->term = mem_grow(c->term, d->factors, &room_terms, sizeof *c->term);
		c->term[d->factors] = i;
		d->factor[d->factors++] = (struct factor){
			.name = mem_copy(slice_of(t->name)), .column = t->column,
		};
	}
}

/* The means of terms that are in no factor, which a model wants, too. */
static void
fill_implied(struct coding *c, const struct features *f)
{
	double *spare = mem_array(features_rows(f), sizeof *spare);
	size_t next = 0;

	for (size_t i = 0; i < c->model.terms; i++)
		if (next < c->design.factors && c->term[next] == i)
			next++;
		else
			fill_factor(f, &c->model.term[i], spare, 1);
	free(spare);
}

/* A sum of others says nothing new: as if it were a base. */
static void
leave_out_sums(struct coding *c)
{
	struct design *d = &c->design;
	bool *sum = design_collinear(d);
	size_t kept = 0;

	for (size_t j = 0; j < d->factors; j++)
		if (sum[j])
			warn("column '%s' is left out: those before it say the same",
			    d->factor[j].name);
		else
			c->term[kept++] = c->term[j];
	design_leave_out(d, sum);
	free(sum);
}

struct coding
coding_of(const struct request *q, const struct features *f, enum collinear collinear)
{
	struct coding c = { .design.rows = features_rows(f) };
	struct design *d = &c.design;
	const struct names *columns = features_columns(f);

	if (d->rows == 0)
		die(BAD_DATA, "no fit: there are no customers");
	if (columns->count == 0)
		die(BAD_DATA, "no fit: there is no column that may tell who is lost");
	for (int i = 0; i < columns->count; i++)
		names_add_one(&c.model.columns, "--covariates",
		    slice_of(columns->name[i]));
	list_terms(&c.model, f, q->max_levels);
	list_factors(&c, f);
	d->x = mem_array(d->rows * d->factors, sizeof *d->x);
	for (size_t j = 0; j < d->factors; j++)
		fill_factor(f, &c.model.term[c.term[j]], d->x + j, d->factors);
	fill_implied(&c, f);
	design_standardise(d);
	if (collinear == REFUSED)
		design_check_collinear(d);
	else if (collinear == LEFT_OUT)
		leave_out_sums(&c);
	return c;
}

/* What coding_free() leaves of the model was moved to another. */
void
coding_free(struct coding *c)
{
	model_free(&c->model);
	design_free(&c->design);
	free(c->term);
}

/* From standardised columns to their own units, errors by the delta rule. */
struct model
model_of(struct coding *c, const struct logit *l)
{
	struct model m = c->model;
	const struct design *d = &c->design;
	gsl_vector *g = linear_vector(d->factors + 1);
	double variance = 0;

	m.intercept = gsl_vector_get(l->coef, 0);
	gsl_vector_set(g, 0, 1);
	for (size_t j = 0; j < d->factors; j++) {
		const struct factor *f = &d->factor[j];
		struct term *t = &m.term[c->term[j]];

		t->mean = f->mean;
		t->spread = f->spread;
		t->coef = gsl_vector_get(l->coef, j + 1) / f->spread;
		t->error = sqrt(gsl_matrix_get(l->variance, j + 1, j + 1)) / f->spread;
		m.intercept -= t->coef * f->mean;
		gsl_vector_set(g, j + 1, -f->mean / f->spread);
	}
	for (size_t j = 0; j < g->size; j++)
		for (size_t k = 0; k < g->size; k++)
			variance += gsl_vector_get(g, j) * gsl_vector_get(g, k) *
			    gsl_matrix_get(l->variance, j, k);
	m.intercept_error = sqrt(variance);
	m.loglik = l->loglik;
	m.rows = d->rows;
	gsl_vector_free(g);
	c->model = (struct model){ .terms = 0 };
	return m;
}
