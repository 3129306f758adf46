/*
 * cox -- hazards in proportion to each other, whatever their course.
 */
#include "cmd/rt-churn/cox.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/concordance.h"
#include "cmd/rt-churn/curve.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

enum { STEPS_MOST = 60, HALVINGS_MOST = 30 };

/* By how much more than any sound fit a column loses its information. */
#define VANISHED 1e12

/* Sums over customers of exp(x b), of x times that, and of x x' times that. */
struct sums {
	double weight, *first, *second;
};

/* Of one time with events, or of all: score and information. */
struct part {
	double loglik;
	gsl_vector *score;
	gsl_matrix *information;
};

struct walk {
	const struct sample *sample;
	const struct design *design;
	const struct subject **by_entry;  /* latest first; NULL: no late entry */
	double *weight;                   /* of each row: exp(x b) */
	struct sums risk, dead;
	double *deaths, *mean;            /* sum of x of the dead; a mean of x */
	size_t outside;                   /* of by_entry: not yet in at the time */
};

static struct sums
sums_new(size_t p)
{
	return (struct sums){
		0, mem_array(p, sizeof(double)), mem_array(p * p, sizeof(double)),
	};
}

static void
sums_empty(struct sums *s, size_t p)
{
	s->weight = 0;
	memset(s->first, 0, p * sizeof *s->first);
	memset(s->second, 0, p * p * sizeof *s->second);
}

static void
sums_free(struct sums *s)
{
	free(s->first);
	free(s->second);
}

static const double *
row_of(const struct design *d, const struct subject *s)
{
	return d->x + s->row * d->factors;
}

/* Adds a customer, or with sign -1 takes it off. */
static void
sums_add(struct sums *s, const struct walk *w, const struct subject *one, double sign)
{
	const double *x = row_of(w->design, one);
	size_t p = w->design->factors;
	double weight = sign * w->weight[one->row];

	s->weight += weight;
	for (size_t j = 0; j < p; j++) {
		s->first[j] += weight * x[j];
		for (size_t k = 0; k <= j; k++)
			s->second[j * p + k] += weight * x[j] * x[k];
	}
}

static int
by_latest(const void *a, const void *b)
{
	const struct subject *one = *(const struct subject *const *)a;
	const struct subject *other = *(const struct subject *const *)b;

	return (one->entry < other->entry) - (one->entry > other->entry);
}

static struct walk
walk_new(const struct sample *s, const struct design *d)
{
	struct walk w = { .sample = s, .design = d };

	w.weight = mem_array(d->rows, sizeof *w.weight);
	w.risk = sums_new(d->factors);
	w.dead = sums_new(d->factors);
	w.deaths = mem_array(d->factors, sizeof *w.deaths);
	w.mean = mem_array(d->factors, sizeof *w.mean);
	if (s->entry == NULL)
		return w;
	w.by_entry = mem_array(s->count, sizeof(struct subject *));
	for (size_t i = 0; i < s->count; i++)
		w.by_entry[i] = &s->subject[i];
	qsort(w.by_entry, s->count, sizeof(struct subject *), by_latest);
	return w;
}

static void
walk_free(struct walk *w)
{
	free(w->weight);
	free(w->deaths);
	free(w->mean);
	free(w->by_entry);
	sums_free(&w->risk);
	sums_free(&w->dead);
}

static void
walk_start(struct walk *w, const gsl_vector *coef)
{
	size_t p = w->design->factors;

	for (size_t i = 0; i < w->design->rows; i++) {
		double sum = 0;

		for (size_t j = 0; j < p; j++)
			sum += w->design->x[i * p + j] * gsl_vector_get(coef, j);
		w->weight[i] = exp(sum);
	}
	sums_empty(&w->risk, p);
	w->outside = 0;
}

/*
 * Adds to the part what the deaths of one time say, each seeing the dead
 * before it as partly gone: Therneau and Grambsch (3.32) on.
 */
static void
add_deaths(const struct walk *w, int64_t deaths, const gsl_vector *coef, struct part *to)
{
	size_t p = w->design->factors;

	for (size_t j = 0; j < p; j++) {
		*gsl_vector_ptr(to->score, j) += w->deaths[j];
		to->loglik += w->deaths[j] * gsl_vector_get(coef, j);
	}
	for (int64_t l = 0; l < deaths; l++) {
		double share = (double)l / (double)deaths;
		double weight = w->risk.weight - share * w->dead.weight;

		to->loglik -= log(weight);
		for (size_t j = 0; j < p; j++) {
			w->mean[j] = (w->risk.first[j] - share * w->dead.first[j]) /
			    weight;
			*gsl_vector_ptr(to->score, j) -= w->mean[j];
			for (size_t k = 0; k <= j; k++)
				*gsl_matrix_ptr(to->information, j, k) +=
				    (w->risk.second[j * p + k] -
				    share * w->dead.second[j * p + k]) / weight -
				    w->mean[j] * w->mean[k];
		}
	}
}

/*
 * Takes in those of the time before the i-th in order, and off those who are
 * not seen yet; how many left, and in *i the first of that time.
 */
static int64_t
walk_back(struct walk *w, size_t *i)
{
	const struct sample *s = w->sample;
	double time = s->subject[*i - 1].time;
	int64_t deaths = 0;

	sums_empty(&w->dead, w->design->factors);
	memset(w->deaths, 0, w->design->factors * sizeof *w->deaths);
	for (; *i > 0 && s->subject[*i - 1].time >= time; --*i) {
		const struct subject *one = &s->subject[*i - 1];
		const double *x = row_of(w->design, one);

		sums_add(&w->risk, w, one, 1);
		if (!one->event)
			continue;
		deaths++;
		sums_add(&w->dead, w, one, 1);
		for (size_t j = 0; j < w->design->factors; j++)
			w->deaths[j] += x[j];
	}
	while (w->by_entry != NULL && w->outside < s->count &&
	    w->by_entry[w->outside]->entry >= time)
		sums_add(&w->risk, w, w->by_entry[w->outside++], -1);
	return deaths;
}

static void
mirror(gsl_matrix *m)
{
	for (size_t j = 0; j < m->size1; j++)
		for (size_t k = 0; k < j; k++)
			gsl_matrix_set(m, k, j, gsl_matrix_get(m, j, k));
}

/* The log partial likelihood at these coefficients, its score and information. */
static void
evaluate(struct walk *w, const gsl_vector *coef, struct part *to)
{
	to->loglik = 0;
	gsl_vector_set_zero(to->score);
	gsl_matrix_set_zero(to->information);
	walk_start(w, coef);
	for (size_t i = w->sample->count; i > 0;) {
		int64_t deaths = walk_back(w, &i);

		if (deaths > 0)
			add_deaths(w, deaths, coef, to);
	}
	mirror(to->information);
}

static struct part
part_new(size_t p)
{
	return (struct part){
		0, gsl_vector_calloc(p), gsl_matrix_calloc(p, p),
	};
}

static void
part_free(struct part *p)
{
	gsl_vector_free(p->score);
	gsl_matrix_free(p->information);
}

_Noreturn static void
die_of(const struct factor *f, double loglik)
{
	die(BAD_DATA, "no fit: the coefficient of '%s' runs to infinity; the "
	    "log-likelihood of the limit is %.10g", f->name, loglik);
}

_Noreturn static void
run_away(const struct design *d, const gsl_vector *coef, double loglik)
{
	size_t most = 0;

	for (size_t j = 1; j < d->factors; j++)
		if (fabs(gsl_vector_get(coef, j)) > fabs(gsl_vector_get(coef, most)))
			most = j;
	die_of(&d->factor[most], loglik);
}

/*
 * Where a coefficient has run until rounding hid its steps, next to nothing
 * is left of the information that there was at 0.
 */
static void
check_left(const struct design *d, const struct cox *c, const gsl_vector *at_zero)
{
	for (size_t j = 0; j < d->factors; j++) {
		double variance = gsl_matrix_get(c->variance, j, j);

		if (variance * gsl_vector_get(at_zero, j) > VANISHED &&
		    fabs(gsl_vector_get(c->coef, j)) < 1e-3 * sqrt(variance))
			die_of(&d->factor[j], c->loglik);
	}
}

/* The next step; false when the information has no inverse. */
static bool
find_step(const struct part *at, gsl_vector *step)
{
	size_t p = step->size;
	gsl_matrix *m = gsl_matrix_alloc(p, p);
	bool found;

	gsl_matrix_memcpy(m, at->information);
	found = gsl_linalg_cholesky_decomp1(m) == GSL_SUCCESS &&
	    gsl_linalg_cholesky_solve(m, at->score, step) == GSL_SUCCESS;
	gsl_matrix_free(m);
	return found;
}

/* Goes the step, or half of it until the likelihood does not fall. */
static void
go(struct walk *w, gsl_vector *coef, gsl_vector *step, struct part *at)
{
	double before = at->loglik;

	gsl_vector_add(coef, step);
	evaluate(w, coef, at);
	for (int i = 0; i < HALVINGS_MOST && !(at->loglik >= before - 1e-9 * fabs(before));
	    i++) {
		gsl_vector_scale(step, 0.5);
		gsl_vector_sub(coef, step);
		evaluate(w, coef, at);
	}
}

static void
iterate(struct walk *w, struct cox *c, struct part *at)
{
	gsl_vector *step = gsl_vector_alloc(c->coef->size);
	double size = HUGE_VAL;

	for (int i = 0; i < STEPS_MOST && size > 1e-9 && find_step(at, step); i++) {
		go(w, c->coef, step, at);
		size = fabs(gsl_vector_get(step, gsl_blas_idamax(step)));
	}
	gsl_vector_free(step);
	if (size > 1e-9 || !isfinite(at->loglik))
		run_away(w->design, c->coef, at->loglik);
}

static double
concordance(const struct walk *w)
{
	double *score = mem_array(w->sample->count, sizeof *score), result;

	for (size_t i = 0; i < w->sample->count; i++)
		score[i] = w->weight[w->sample->subject[i].row];
	result = concordance_of(w->sample, score);
	free(score);
	return result;
}

struct cox
cox_fit(const struct sample *s, const struct design *d)
{
	gsl_error_handler_t *handler = gsl_set_error_handler_off();
	struct cox c = {
		gsl_vector_calloc(d->factors), gsl_matrix_alloc(d->factors, d->factors),
		0, 0, NAN,
	};
	struct part at = part_new(d->factors);
	struct walk w = walk_new(s, d);
	gsl_vector *at_zero = gsl_vector_alloc(d->factors);

	evaluate(&w, c.coef, &at);
	c.loglik0 = at.loglik;
	for (size_t j = 0; j < d->factors; j++)
		gsl_vector_set(at_zero, j, gsl_matrix_get(at.information, j, j));
	iterate(&w, &c, &at);
	c.loglik = at.loglik;
	gsl_matrix_memcpy(c.variance, at.information);
	if (gsl_linalg_cholesky_decomp1(c.variance) != GSL_SUCCESS ||
	    gsl_linalg_cholesky_invert(c.variance) != GSL_SUCCESS)
		run_away(d, c.coef, c.loglik);
	check_left(d, &c, at_zero);
	c.concordance = concordance(&w);
	gsl_vector_free(at_zero);
	walk_free(&w);
	part_free(&at);
	gsl_set_error_handler(handler);
	return c;
}

void
cox_free(struct cox *c)
{
	gsl_vector_free(c->coef);
	gsl_matrix_free(c->variance);
}

/* Sums over the times of events: of g r, g V and g g V. */
struct tilt {
	gsl_vector *score;
	gsl_matrix *mixed, *square;
};

/* 1 - S just before the time. */
static double
tilt_at(const struct curve *c, double time)
{
	const struct step *s = curve_at(c, nextafter(time, -HUGE_VAL));

	return s == NULL ? 0 : 1 - s->survival;
}

static void
add_scaled(gsl_matrix *to, const gsl_matrix *m, double factor)
{
	for (size_t j = 0; j < m->size1; j++)
		for (size_t k = 0; k < m->size2; k++)
			*gsl_matrix_ptr(to, j, k) += factor * gsl_matrix_get(m, j, k);
}

static void
add_tilts(struct tilt *t, const struct cox *c, struct walk *w)
{
	struct curve curve = curve_of(w->sample);
	struct part now = part_new(c->coef->size);

	walk_start(w, c->coef);
	for (size_t i = w->sample->count; i > 0;) {
		double g = tilt_at(&curve, w->sample->subject[i - 1].time);
		int64_t deaths = walk_back(w, &i);

		if (deaths == 0)
			continue;
		gsl_vector_set_zero(now.score);
		gsl_matrix_set_zero(now.information);
		add_deaths(w, deaths, c->coef, &now);
		mirror(now.information);
		gsl_blas_daxpy(g, now.score, t->score);
		add_scaled(t->mixed, now.information, g);
		add_scaled(t->square, now.information, g * g);
	}
	part_free(&now);
	curve_free(&curve);
}

/* u' M^-1 u over the columns of that name; NAN when there is no inverse. */
static struct proportional
judge(const struct tilt *t, const gsl_matrix *m, const struct design *d, int column)
{
	struct proportional result = { NAN, NAN, 0 };
	size_t *at = mem_array(d->factors, sizeof *at), n = 0;
	gsl_matrix *part;
	gsl_vector *u, *x;

	for (size_t j = 0; j < d->factors; j++)
		if (d->factor[j].column == column)
			at[n++] = j;
	part = gsl_matrix_alloc(n, n);
	u = gsl_vector_alloc(n);
	x = gsl_vector_alloc(n);
	for (size_t j = 0; j < n; j++) {
		gsl_vector_set(u, j, gsl_vector_get(t->score, at[j]));
		for (size_t k = 0; k < n; k++)
			gsl_matrix_set(part, j, k, gsl_matrix_get(m, at[j], at[k]));
	}
	result.df = (int)n;
	if (gsl_linalg_cholesky_decomp1(part) == GSL_SUCCESS &&
	    gsl_linalg_cholesky_solve(part, u, x) == GSL_SUCCESS) {
		gsl_blas_ddot(u, x, &result.chi2);
		result.p = gsl_cdf_chisq_Q(result.chi2, result.df);
	}
	gsl_matrix_free(part);
	gsl_vector_free(u);
	gsl_vector_free(x);
	free(at);
	return result;
}

struct proportional
cox_proportional(const struct cox *c, const struct sample *s, const struct design *d,
    int column)
{
	gsl_error_handler_t *handler = gsl_set_error_handler_off();
	size_t p = d->factors;
	struct tilt t = {
		gsl_vector_calloc(p), gsl_matrix_calloc(p, p), gsl_matrix_calloc(p, p),
	};
	gsl_matrix *half = gsl_matrix_calloc(p, p);
	struct walk w = walk_new(s, d);
	struct proportional result;

	add_tilts(&t, c, &w);
	/* What the coefficients themselves explain is taken off: Schur's complement. */
	gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, c->variance, t.mixed, 0, half);
	gsl_blas_dgemm(CblasTrans, CblasNoTrans, -1, t.mixed, half, 1, t.square);
	result = judge(&t, t.square, d, column);
	walk_free(&w);
	gsl_matrix_free(half);
	gsl_vector_free(t.score);
	gsl_matrix_free(t.mixed);
	gsl_matrix_free(t.square);
	gsl_set_error_handler(handler);
	return result;
}
