/*
 * The simplex finds the hill and Newton's steps its top: the simplex alone
 * stops a little too early for errors to be trusted, and the steps alone run
 * away from a start that is far off.
 */
#include "cmd/rt-churn/fit.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_multimin.h>
#include <math.h>
#include <stdbool.h>

#include "cmd/rt-churn/linear.h"
#include "common/base/diag.h"
#include "common/base/translate.h"

/* Logs of parameters beyond this are nowhere. */
#define LOG_MOST 11.0

/* Worse than any value; the minimiser does not take an infinite one. */
#define NOWHERE 1e200

/* Apart so far, in logs, are the points of numerical derivatives. */
#define APART 1e-3

/* A step of Newton's that is smaller has arrived; an error above it says nothing. */
#define ARRIVED 1e-5
#define ERROR_MOST 30.0

enum { STEPS_MOST = 1000, NEWTONS_MOST = 30 };

/* Minus the log-likelihood. */
static double
objective(const gsl_vector *x, void *data)
{
	const struct problem *p = data;
	double parameter[FIT_MOST], value;

	for (size_t i = 0; i < p->count; i++) {
		if (!(fabs(gsl_vector_get(x, i)) <= LOG_MOST))
			return NOWHERE;
		parameter[i] = exp(gsl_vector_get(x, i));
	}
	value = -p->loglik(parameter, p->data);
	return isfinite(value) ? value : NOWHERE;
}

/* Goes down from x to a point that replaces it, until the simplex is so small. */
static double
descend(const struct problem *p, gsl_vector *x, double step, double size)
{
	gsl_multimin_function f = { objective, p->count, (void *)p };
	gsl_vector *steps = linear_vector(p->count);
	gsl_multimin_fminimizer *s = linear_search(p->count);
	double least;

	gsl_vector_set_all(steps, step);
	linear_done(gsl_multimin_fminimizer_set(s, &f, x, steps));
	for (int i = 0; i < STEPS_MOST; i++)
		if (gsl_multimin_fminimizer_iterate(s) != GSL_SUCCESS ||
		    gsl_multimin_fminimizer_size(s) < size)
			break;
	linear_done(gsl_vector_memcpy(x, s->x));
	least = s->fval;
	gsl_multimin_fminimizer_free(s);
	gsl_vector_free(steps);
	return least;
}

/* Roughly from each start, then finely from the best. */
static double
search(const struct problem *p, const double start[][FIT_MOST], size_t starts,
    gsl_vector *best)
{
	gsl_vector *x = linear_vector(p->count);
	double least = HUGE_VAL;

	for (size_t i = 0; i < starts; i++) {
		double value;

		for (size_t j = 0; j < p->count; j++)
			gsl_vector_set(x, j, log(start[i][j]));
		value = descend(p, x, 0.5, 1e-2);
		if (value < least) {
			least = value;
			linear_done(gsl_vector_memcpy(best, x));
		}
	}
	gsl_vector_free(x);
	return descend(p, best, 0.1, 1e-5);
}

/* The objective, from x so far along i and along j. */
static double
near(const struct problem *p, gsl_vector *x, size_t i, double u, size_t j, double v)
{
	double value;

	*gsl_vector_ptr(x, i) += u * APART;
	*gsl_vector_ptr(x, j) += v * APART;
	value = objective(x, (void *)p);
	*gsl_vector_ptr(x, i) -= u * APART;
	*gsl_vector_ptr(x, j) -= v * APART;
	return value;
}

/* Slope and information at x, by central differences. */
static void
derive(const struct problem *p, gsl_vector *x, gsl_vector *slope, gsl_matrix *info)
{
	for (size_t i = 0; i < p->count; i++) {
		gsl_vector_set(slope, i, (near(p, x, i, 1, i, 0) -
		    near(p, x, i, -1, i, 0)) / (2 * APART));
		for (size_t j = 0; j <= i; j++) {
			double second = (near(p, x, i, 1, j, 1) -
			    near(p, x, i, 1, j, -1) - near(p, x, i, -1, j, 1) +
			    near(p, x, i, -1, j, -1)) / (4 * APART * APART);

			gsl_matrix_set(info, i, j, second);
			gsl_matrix_set(info, j, i, second);
		}
	}
}

/*
 * Newton's steps from x, none longer than 1; the inverse of the information in
 * info.  False when they do not arrive.
 */
static bool
polish(const struct problem *p, gsl_vector *x, gsl_matrix *info)
{
	gsl_vector *slope = linear_vector(p->count), *step = linear_vector(p->count);
	double length = HUGE_VAL;

	for (int i = 0; i < NEWTONS_MOST && length > ARRIVED; i++) {
		derive(p, x, slope, info);
		if (gsl_linalg_cholesky_decomp1(info) != GSL_SUCCESS)
			break;
		linear_done(gsl_linalg_cholesky_solve(info, slope, step));
		length = fmax(fabs(gsl_vector_max(step)), fabs(gsl_vector_min(step)));
		if (!isfinite(length))
			break;
		if (length > 1)
			linear_done(gsl_vector_scale(step, 1 / length));
		linear_done(gsl_vector_sub(x, step));
	}
	gsl_vector_free(slope);
	gsl_vector_free(step);
	return length <= ARRIVED && gsl_linalg_cholesky_invert(info) == GSL_SUCCESS;
}

/* The parameter that has gone furthest is the one that runs away. */
static void
run_away(struct fitted *f, const gsl_vector *x)
{
	for (size_t i = 1; i < x->size; i++)
		if (fabs(gsl_vector_get(x, i)) > fabs(gsl_vector_get(x, f->runs)))
			f->runs = i;
	f->reach = gsl_vector_get(x, f->runs) > 0 ? RUNS_TO_INFINITY : RUNS_TO_ZERO;
}

void
fit_check(const struct problem *p, const struct fitted *f)
{
	if (f->reach != REACHED)
		die(BAD_DATA, "no fit: %s runs to %s; the log-likelihood of the limit is "
		    "%.10g", p->name[f->runs],
		    f->reach == RUNS_TO_INFINITY ? _("infinity") : "0", f->loglik);
}

struct fitted
fit(const struct problem *p, const double start[][FIT_MOST], size_t starts)
{
	gsl_vector *x = linear_vector(p->count), *found = linear_vector(p->count);
	gsl_matrix *info = linear_matrix(p->count, p->count);
	double least = search(p, start, starts, found);
	struct fitted f = { .loglik = -least };
	bool good;

	linear_done(gsl_vector_memcpy(x, found));
	good = polish(p, x, info);
	for (size_t i = 0; good && i < p->count; i++)
		good = sqrt(gsl_matrix_get(info, i, i)) < ERROR_MOST;
	if (good)
		f.loglik = -objective(x, (void *)p);
	else
		run_away(&f, found);
	for (size_t i = 0; good && i < p->count; i++) {
		f.value[i] = exp(gsl_vector_get(x, i));
		f.error[i] = f.value[i] * sqrt(gsl_matrix_get(info, i, i));
	}
	gsl_vector_free(x);
	gsl_vector_free(found);
	gsl_matrix_free(info);
	return f;
}
