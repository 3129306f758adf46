/*
 * Newton's steps from 0, each halved while the likelihood falls.  What is at risk
 * at each time is riskset.h's.
 */
#include "cmd/rt-churn/cox.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/linear.h"
#include "cmd/rt-churn/riskset.h"
#include "cmd/rt-churn/runaway.h"
#include "common/base/mem.h"

enum { STEPS_MOST = 60, HALVINGS_MOST = 30 };

struct search {
	struct riskset risk;
	const struct design *design;
	double ridge;
	struct part at;          /* without the penalty the log-likelihood */
	double goal;             /* the same with it */
};

/* The log partial likelihood at these coefficients, its score and information. */
static void
evaluate(struct search *s, const gsl_vector *coef)
{
	struct part *at = &s->at;

	part_empty(at);
	riskset_start(&s->risk, coef);
	while (riskset_next(&s->risk))
		riskset_tell(&s->risk, at);
	part_mirror(at);
	s->goal = at->loglik;
	for (size_t j = 0; j < s->design->factors; j++) {
		double b = gsl_vector_get(coef, j);

		s->goal -= s->ridge / 2 * b * b;
		*gsl_vector_ptr(at->score, j) -= s->ridge * b;
		*gsl_matrix_ptr(at->information, j, j) += s->ridge;
	}
}

_Noreturn static void
run_away(const struct search *s, const gsl_vector *coef)
{
	size_t most = 0;

	for (size_t j = 1; j < s->design->factors; j++)
		if (fabs(gsl_vector_get(coef, j)) > fabs(gsl_vector_get(coef, most)))
			most = j;
	runaway_die(s->design->factor[most].name, s->at.loglik, "");
}

static void
check_hidden(const struct design *d, const struct cox *c, const gsl_vector *at_zero)
{
	for (size_t j = 0; j < d->factors; j++)
		if (runaway_hidden(gsl_vector_get(c->coef, j),
		    gsl_matrix_get(c->variance, j, j), gsl_vector_get(at_zero, j)))
			runaway_die(d->factor[j].name, c->loglik, "");
}

/* The next step; false when the information has no inverse. */
static bool
find_step(const struct part *at, gsl_vector *step)
{
	gsl_matrix *m = linear_matrix(step->size, step->size);
	bool found;

	linear_done(gsl_matrix_memcpy(m, at->information));
	found = gsl_linalg_cholesky_decomp1(m) == GSL_SUCCESS &&
	    gsl_linalg_cholesky_solve(m, at->score, step) == GSL_SUCCESS;
	gsl_matrix_free(m);
	return found;
}

/* Goes the step, or half of it until the goal does not fall. */
static void
go(struct search *s, gsl_vector *coef, gsl_vector *step)
{
	double before = s->goal;

	linear_done(gsl_vector_add(coef, step));
	evaluate(s, coef);
	for (int i = 0; i < HALVINGS_MOST && !(s->goal >= before - 1e-9 * fabs(before));
	    i++) {
		linear_done(gsl_vector_scale(step, 0.5));
		linear_done(gsl_vector_sub(coef, step));
		evaluate(s, coef);
	}
}

/* The largest part of a step, of large coefficients as a share of them. */
static double
size_of(const gsl_vector *step, const gsl_vector *coef)
{
	double size = 0;

	for (size_t j = 0; j < step->size; j++)
		size = fmax(size, fabs(gsl_vector_get(step, j)) /
		    fmax(1, fabs(gsl_vector_get(coef, j))));
	return size;
}

static void
iterate(struct search *s, struct cox *c)
{
	gsl_vector *step = linear_vector(c->coef->size);
	double size = HUGE_VAL;

	for (int i = 0; i < STEPS_MOST && size > 1e-9 && find_step(&s->at, step); i++) {
		go(s, c->coef, step);
		size = size_of(step, c->coef);
	}
	gsl_vector_free(step);
	if (size > 1e-9 || !isfinite(s->at.loglik))
		run_away(s, c->coef);
}

/* From the coefficients where the search stands to the answer. */
static void
settle(struct search *s, struct cox *c)
{
	const struct design *d = s->design;
	gsl_vector *at_zero = linear_vector(d->factors);

	for (size_t j = 0; j < d->factors; j++)
		gsl_vector_set(at_zero, j, gsl_matrix_get(s->at.information, j, j));
	iterate(s, c);
	c->loglik = s->at.loglik;
	linear_done(gsl_matrix_memcpy(c->variance, s->at.information));
	if (gsl_linalg_cholesky_decomp1(c->variance) != GSL_SUCCESS ||
	    gsl_linalg_cholesky_invert(c->variance) != GSL_SUCCESS)
		run_away(s, c->coef);
	if (s->ridge <= 0)
		check_hidden(d, c, at_zero);
	gsl_vector_free(at_zero);
}

struct cox
cox_fit(const struct sample *sample, const struct design *d, const uint32_t *stratum,
    double ridge)
{
	size_t p = d->factors > 0 ? d->factors : 1;
	struct cox c = { linear_vector(p), linear_matrix(p, p), 0, 0 };
	struct search s = {
		.risk = riskset_new(sample, d, stratum), .design = d, .ridge = ridge,
		.at = part_new(d->factors),
	};

	evaluate(&s, c.coef);
	c.loglik = c.loglik0 = s.at.loglik;
	if (d->factors > 0)
		settle(&s, &c);
	riskset_free(&s.risk);
	part_free(&s.at);
	return c;
}

double *
cox_scores(const struct cox *c, const struct design *d)
{
	double *score = mem_array(d->rows, sizeof *score);

	for (size_t i = 0; i < d->rows; i++)
		for (size_t j = 0; j < d->factors; j++)
			score[i] += d->x[i * d->factors + j] * gsl_vector_get(c->coef, j);
	return score;
}

void
cox_free(struct cox *c)
{
	gsl_vector_free(c->coef);
	gsl_matrix_free(c->variance);
}
