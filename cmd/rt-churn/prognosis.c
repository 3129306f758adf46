/*
 * prognosis -- terms are those of model.h, so that reasons are found as risk does.
 */
#include "cmd/rt-churn/prognosis.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/search.h"

/* Times that differ less, as a share of the last, are one: see times.h. */
#define TOLERANCE 1.490116119384765625e-8

void
prognosis_free(struct prognosis *p)
{
	for (uint32_t i = 0; i < p->known; i++) {
		free(p->baseline[i].time);
		free(p->baseline[i].hazard);
	}
	free(p->baseline);
	if (p->groups != NULL)
		groups_free(p->groups);
	names_free(&p->strata);
	model_free(&p->model);
}

/* The factor of that value of the column, or the count: the base. */
static size_t
factor_of(const struct factor *factor, size_t factors, int column, const char *name,
    struct slice value)
{
	size_t before = strlen(name) + 1;

	for (size_t k = 0; k < factors; k++)
		if (factor[k].column == column &&
		    slice_is(value, factor[k].name + before))
			return k;
	return factors;
}

static void
put_term(struct model *m, size_t *room, const struct term *t)
{
	m->term = mem_grow(m->term, m->terms, room, sizeof *m->term);
	m->term[m->terms++] = *t;
}

static struct term
term_of_factor(int column, struct slice value, const struct factor *f, double coef)
{
	return (struct term){
		.column = column, .value = mem_copy(value), .error = NAN,
		.coef = isnan(coef) ? 0 : coef, .endless = isnan(coef),
		.mean = f->mean, .spread = f->spread, .low = NAN, .high = NAN,
	};
}

static void
add_number(struct model *m, size_t *room, const struct map *values,
    const struct factor *f, double coef)
{
	struct term t = term_of_factor(f->column, SLICE(""), f, coef);

	for (uint32_t v = 0; v < map_count(values); v++) {
		double x = 0;

		figure_parse(map_key(values, v), &x);
		t.low = fmin(t.low, x);
		t.high = fmax(t.high, x);
	}
	put_term(m, room, &t);
}

/* The base has what the others leave. */
static void
add_levels(struct model *m, size_t *room, int column, const struct map *values,
    const struct factor *factor, size_t factors, const double *coef)
{
	const char *name = m->columns.name[column];
	struct factor base = { .mean = 1 };

	for (size_t k = 0; k < factors; k++)
		if (factor[k].column == column)
			base.mean -= factor[k].mean;
	base.mean = fmax(base.mean, 0);
	base.spread = sqrt(base.mean * (1 - base.mean));
	for (uint32_t v = 0; v < map_count(values); v++) {
		struct slice value = map_key(values, v);
		size_t k = factor_of(factor, factors, column, name, value);
		struct term t = term_of_factor(column, value,
		    k < factors ? &factor[k] : &base, k < factors ? coef[k] : 0);

		put_term(m, room, &t);
	}
}

static void
add_terms(struct model *m, const struct covariates *c, const struct factor *factor,
    size_t factors, const double *coef)
{
	size_t room = 0;

	for (int i = 0; i < m->columns.count; i++) {
		const struct map *values = covariates_values(c, i);
		size_t k = 0;

		if (!covariates_numeric(c, i)) {
			add_levels(m, &room, i, values, factor, factors, coef);
			continue;
		}
		while (factor[k].column != i)
			k++;
		add_number(m, &room, values, &factor[k], coef[k]);
	}
	model_sort(m);
}

struct prognosis
prognosis_learn(const struct request *q, const struct covariates *c,
    const struct factor *factor, size_t factors, const double *coef,
    const struct groups *strata)
{
	struct prognosis p = {
		.groups = groups_new(q->strata.count),
		.known = groups_count(strata),
		.unit = q->time.count > 0 ? NAN : q->unit,
	};
	struct slice *value = mem_array((size_t)q->strata.count, sizeof *value);

	for (int i = 0; i < q->covariates.count; i++)
		names_add_one(&p.model.columns, "--covariates",
		    slice_of(q->covariates.name[i]));
	add_terms(&p.model, c, factor, factors, coef);
	for (int i = 0; i < q->strata.count; i++)
		names_add_one(&p.strata, "--strata", slice_of(q->strata.name[i]));
	for (uint32_t g = 0; g < p.known; g++) {
		for (int i = 0; i < q->strata.count; i++)
			value[i] = groups_value(strata, g, i);
		groups_number(p.groups, value);
	}
	p.baseline = mem_array(p.known, sizeof *p.baseline);
	free(value);
	return p;
}

void
baseline_add(struct baseline *b, double time, double hazard)
{
	b->time = mem_grow(b->time, b->count, &b->room_time, sizeof *b->time);
	b->hazard = mem_grow(b->hazard, b->count, &b->room_hazard, sizeof *b->hazard);
	b->time[b->count] = time;
	b->hazard[b->count++] = hazard;
}

/* The cumulative hazard at a time, what happens at it taken in. */
static double
hazard_at(const struct baseline *b, double time)
{
	double behind = nextafter(time, HUGE_VAL);
	size_t steps = search_first(b->time, b->count, sizeof *b->time, &behind,
	    by_number);

	return steps == 0 ? 0 : b->hazard[steps - 1];
}

double
prognosis_survival(const struct prognosis *p, uint32_t stratum, double tenure,
    double horizon, double part)
{
	const struct baseline *b;
	double slack, more;

	if (stratum >= p->known || p->baseline[stratum].count == 0)
		return NAN;
	b = &p->baseline[stratum];
	slack = TOLERANCE * b->time[b->count - 1];
	if (tenure + horizon > b->time[b->count - 1] + slack)
		return NAN;
	more = hazard_at(b, tenure + horizon + slack) - hazard_at(b, tenure + slack);
	return exp(-exp(log(more) + part));
}

bool
prognosis_endless(const struct prognosis *p, int column, struct slice text)
{
	const struct term *t = model_term(&p->model, column, text);
	double x;

	if (t == NULL || !t->endless)
		return false;
	return t->value[0] != '\0' || !figure_parse(text, &x) || x > t->low || x < t->low;
}
