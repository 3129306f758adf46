/*
 * Columns that are sums of others have no coefficients of their own: they are
 * found by Cholesky's factors of the correlations, the later column of two
 * being the one left out.
 */
#include "cmd/rt-churn/covariates.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cmd/rt-churn/levels.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/money.h"
#include "common/value/number.h"

/* What is left of a column, as a share, when it is a sum of others. */
#define COLLINEAR 1e-10

struct covariates {
	const struct request *q;
	const struct names *names;
	struct map **values;       /* of each column: the texts met */
	uint32_t *cell;            /* row after row: the numbers of the texts */
	uint32_t *row;             /* the row that is being read */
	uint32_t *weight;          /* by row */
	size_t rows, room, weights;
	const struct table *table; /* the columns are those of */
	int *column;
	uint64_t blank;
};

struct covariates *
covariates_new(const struct request *q)
{
	struct covariates *c = mem_new(sizeof *c);
	size_t count = (size_t)q->covariates.count;

	c->q = q;
	c->names = &q->covariates;
	c->values = mem_array(count, sizeof(struct map *));
	c->column = mem_array(count, sizeof *c->column);
	c->row = mem_array(count, sizeof *c->row);
	for (size_t i = 0; i < count; i++)
		c->values[i] = map_new(sizeof(uint64_t));
	return c;
}

void
covariates_free(struct covariates *c)
{
	for (int i = 0; i < c->names->count; i++)
		map_free(c->values[i]);
	free(c->values);
	free(c->cell);
	free(c->weight);
	free(c->row);
	free(c->column);
	free(c);
}

static void
look(struct covariates *c, struct table *t)
{
	if (c->table == t)
		return;
	c->table = t;
	for (int i = 0; i < c->names->count; i++) {
		c->column[i] = table_user_column(t, slice_of(c->names->name[i]));
		if (c->column[i] == NO_COLUMN)
			reader_die(table_reader(t), NULL, "no column '%s', which "
			    "--covariates needs", c->names->name[i]);
	}
}

/* A value of a record that is left out is none. */
static bool
is_known(const struct covariates *c, struct table *t)
{
	for (int i = 0; i < c->names->count; i++)
		if (slice_trim(table_text(t, c->column[i])).n == 0)
			return false;
	return true;
}

bool
covariates_take(struct covariates *c, struct table *t, uint32_t weight)
{
	size_t count = (size_t)c->names->count;

	look(c, t);
	if (!is_known(c, t)) {
		c->blank++;
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		char room[DECIMAL_TEXT];
		struct slice text;

		if (!table_figure(t, c->column[i], room, &text))
			return false;
		c->row[i] = map_intern(c->values[i], text);
	}
	if ((c->rows + 1) * count > c->room) {
		c->room = 2 * (c->rows + 1) * count;
		c->cell = mem_resize(c->cell, c->room, sizeof *c->cell);
	}
	c->weight = mem_grow(c->weight, c->rows, &c->weights, sizeof *c->weight);
	c->weight[c->rows] = weight;
	memcpy(c->cell + c->rows++ * count, c->row, count * sizeof *c->row);
	return true;
}

void
covariates_warn(const struct covariates *c)
{
	if (c->blank > 0)
		warn("records with a blank covariate, left out: %" PRIu64, c->blank);
}

static bool
is_number(const struct map *values)
{
	double x;

	for (uint32_t i = 0; i < map_count(values); i++)
		if (!figure_parse(map_key(values, i), &x))
			return false;
	return true;
}

const struct map *
covariates_values(const struct covariates *c, int column)
{
	return c->values[column];
}

bool
covariates_numeric(const struct covariates *c, int column)
{
	return is_number(c->values[column]);
}

/* The value that most rows have, of equals the one met first. */
static uint32_t
most_frequent(const struct covariates *c, int column)
{
	size_t count = (size_t)c->names->count;
	uint32_t values = map_count(c->values[column]), most = 0;
	uint64_t *rows = mem_array(values, sizeof *rows);

	for (size_t i = 0; i < c->rows; i++)
		rows[c->cell[i * count + (size_t)column]] += c->weight[i];
	for (uint32_t v = 1; v < values; v++)
		if (rows[v] > rows[most])
			most = v;
	free(rows);
	return most;
}

static char *
factor_name(const char *column, struct slice value)
{
	size_t room = strlen(column) + value.n + 2;
	char *name = mem_array(room, 1);

	snprintf(name, room, "%s=%.*s", column, (int)value.n, value.p);
	return name;
}

/* The values of a column; of texts the rare ones are one. */
static const struct map *
levels_of(struct covariates *c, int column)
{
	struct map **values = &c->values[column];

	if (!is_number(*values))
		*values = levels_fold(*values, c->cell + column, c->weight, c->rows,
		    (size_t)c->names->count, c->q->rare);
	return *values;
}

/* The columns of the design, without their numbers. */
static void
list_factors(struct covariates *c, struct design *d, uint32_t *base)
{
	size_t room = 0;

	for (int i = 0; i < c->names->count; i++) {
		const struct map *values = levels_of(c, i);
		uint32_t count = is_number(values) ? 1 : map_count(values);

		base[i] = is_number(values) ? MAP_NONE : most_frequent(c, i);
		if (c->rows > 0 && map_count(values) < 2)
			die(BAD_DATA, "no fit: covariate '%s' has one value only; "
			    "--covariates without it",
			    c->names->name[i]);
		levels_check(c->names->name[i], count, c->q->max_levels);
		for (uint32_t v = 0; v < count; v++) {
			struct factor f = { .column = i };

			if (v == base[i])
				continue;
			f.name = base[i] == MAP_NONE ?
			    mem_copy(slice_of(c->names->name[i])) :
			    factor_name(c->names->name[i], map_key(values, v));
			d->factor = mem_grow(d->factor, d->factors, &room,
			    sizeof *d->factor);
			d->factor[d->factors++] = f;
		}
	}
}

/* The numbers of one row. */
static void
fill_row(const struct covariates *c, const uint32_t *base, const uint32_t *cell,
    double *x)
{
	for (int i = 0; i < c->names->count; i++) {
		if (base[i] == MAP_NONE) {
			*x = 0;
			figure_parse(map_key(c->values[i], cell[i]), x++);
			continue;
		}
		for (uint32_t v = 0; v < map_count(c->values[i]); v++)
			if (v != base[i])
				*x++ = cell[i] == v;
	}
}

static double
weight_of(const struct design *d, size_t row)
{
	return d->weight != NULL ? d->weight[row] : 1;
}

static void
standardise_column(struct design *d, size_t j)
{
	struct factor *f = &d->factor[j];
	double sum = 0, squares = 0, all = 0;

	for (size_t i = 0; i < d->rows; i++) {
		sum += weight_of(d, i) * d->x[i * d->factors + j];
		all += weight_of(d, i);
	}
	f->mean = sum / all;
	for (size_t i = 0; i < d->rows; i++)
		squares += weight_of(d, i) * pow(d->x[i * d->factors + j] - f->mean, 2);
	f->spread = sqrt(squares / all);
	if (!(f->spread > 0))
		die(BAD_DATA, "no fit: covariate '%s' has one value only; "
		    "--covariates without it", f->name);
	for (size_t i = 0; i < d->rows; i++)
		d->x[i * d->factors + j] = (d->x[i * d->factors + j] - f->mean) /
		    f->spread;
}

void
design_standardise(struct design *d)
{
	for (size_t j = 0; d->rows > 0 && j < d->factors; j++)
		standardise_column(d, j);
}

/* The correlations of the columns, below the diagonal and on it. */
static double *
correlations(const struct design *d)
{
	size_t p = d->factors;
	double *l = mem_array(p * p, sizeof *l);

	for (size_t i = 0; i < d->rows; i++)
		for (size_t j = 0; j < p; j++)
			for (size_t k = 0; k <= j; k++)
				l[j * p + k] += d->x[i * p + j] * d->x[i * p + k] /
				    (double)d->rows;
	return l;
}

/*
 * Cholesky's factors of the correlations, row after row: what is left of each
 * column on the diagonal.  One of which nothing is left takes part no more.
 */
bool *
design_collinear(const struct design *d)
{
	size_t p = d->factors;
	double *l = correlations(d);
	bool *sum = mem_array(p, sizeof *sum);

	for (size_t j = 0; j < p; j++) {
		double *row = l + j * p;

		for (size_t k = 0; k < j; k++) {
			for (size_t m = 0; m < k; m++)
				row[k] -= row[m] * l[k * p + m];
			row[k] = sum[k] ? 0 : row[k] / l[k * p + k];
			row[j] -= row[k] * row[k];
		}
		sum[j] = row[j] < COLLINEAR;
		row[j] = sum[j] ? 1 : sqrt(row[j]);
	}
	free(l);
	return sum;
}

void
design_check_collinear(const struct design *d)
{
	bool *sum = design_collinear(d);
	size_t j = 0;

	while (j < d->factors && !sum[j])
		j++;
	free(sum);
	if (j < d->factors)
		die(BAD_DATA, "no fit: covariate '%s' is collinear with those before it; "
		    "--ridge 1 gives an answer, or --covariates without it",
		    d->factor[j].name);
}

void
design_leave_out(struct design *d, const bool *out)
{
	size_t kept = 0, cells = 0;

	for (size_t i = 0; i < d->rows * d->factors; i++)
		if (!out[i % d->factors])
			d->x[cells++] = d->x[i];
	for (size_t j = 0; j < d->factors; j++)
		if (out[j])
			free(d->factor[j].name);
		else
			d->factor[kept++] = d->factor[j];
	d->factors = kept;
}

struct design
covariates_design(struct covariates *c, enum collinear collinear)
{
	struct design d = { .rows = c->rows, .weight = c->weight };
	size_t count = (size_t)c->names->count;
	uint32_t *base = mem_array(count, sizeof *base);

	list_factors(c, &d, base);
	d.x = mem_array(d.rows * d.factors, sizeof *d.x);
	for (size_t i = 0; i < d.rows; i++)
		fill_row(c, base, c->cell + i * count, d.x + i * d.factors);
	design_standardise(&d);
	if (d.rows > 0 && collinear == REFUSED)
		design_check_collinear(&d);
	free(base);
	return d;
}

void
design_free(struct design *d)
{
	for (size_t j = 0; j < d->factors; j++)
		free(d->factor[j].name);
	free(d->factor);
	free(d->x);
}
