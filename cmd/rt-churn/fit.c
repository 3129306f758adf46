/*
 * The simplex finds the hill and Newton's steps its top: the simplex alone
 * stops a little too early for errors to be trusted, and the steps alone run
 * away from a start that is far off.  The simplex asks most often, so that it is
 * given less data where there are, and goes on finely only where no steps arrive.
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

/* The best of what is reached roughly, from each start. */
static void
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

/*
 * Slope and information at x, by central differences: a second derivative along i and j
 * takes the points ahead and behind of both, and what each does alone.  Good for steps.
 */
static void
derive(const struct problem *p, gsl_vector *x, gsl_vector *slope, gsl_matrix *info)
{
	double here = objective(x, (void *)p), alone[FIT_MOST];

	for (size_t i = 0; i < p->count; i++) {
		double ahead = near(p, x, i, 1, i, 0), behind = near(p, x, i, -1, i, 0);

		alone[i] = (ahead - here) - (here - behind);
		gsl_vector_set(slope, i, (ahead - behind) / (2 * APART));
		gsl_matrix_set(info, i, i, alone[i] / (APART * APART));
		for (size_t j = 0; j < i; j++) {
			double both = (near(p, x, i, 1, j, 1) - here) -
			    (here - near(p, x, i, -1, j, -1));
			double second = (both - alone[i] - alone[j]) / (2 * APART * APART);

			gsl_matrix_set(info, i, j, second);
			gsl_matrix_set(info, j, i, second);
		}
	}
}

/* Whether the errors are such as a top has, and not a plain. */
static bool
says_something(const gsl_matrix *inverse)
{
	for (size_t i = 0; i < inverse->size1; i++)
		if (!(sqrt(gsl_matrix_get(inverse, i, i)) < ERROR_MOST))
			return false;
	return true;
}

/* The information at x for errors: from points further apart, which cost more. */
static void
weigh(const struct problem *p, gsl_vector *x, gsl_matrix *info)
{
	double here = objective(x, (void *)p);

	for (size_t i = 0; i < p->count; i++)
		for (size_t j = 0; j <= i; j++) {
			double across = i == j ? 2 * here :
			    near(p, x, i, 1, j, -1) + near(p, x, i, -1, j, 1);
			double second = (near(p, x, i, 1, j, 1) - across +
			    near(p, x, i, -1, j, -1)) / (4 * APART * APART);

			gsl_matrix_set(info, i, j, second);
			gsl_matrix_set(info, j, i, second);
		}
}

/* Newton's steps from x, none longer than 1; false when they do not arrive. */
static bool
step_up(const struct problem *p, gsl_vector *x, gsl_matrix *info)
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
	return length <= ARRIVED;
}

/* To the top from x, and the inverse of the information there in info; false: none. */
static bool
polish(const struct problem *p, gsl_vector *x, gsl_matrix *info)
{
	if (!step_up(p, x, info))
		return false;
	weigh(p, x, info);
	return gsl_linalg_cholesky_decomp1(info) == GSL_SUCCESS &&
	    gsl_linalg_cholesky_invert(info) == GSL_SUCCESS && says_something(info);
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

/* At the top x, with the inverse of the information there. */
static void
settle(struct fitted *f, const struct problem *p, gsl_vector *x, const gsl_matrix *info)
{
	f->loglik = -objective(x, (void *)p);
	for (size_t i = 0; i < p->count; i++) {
		f->value[i] = exp(gsl_vector_get(x, i));
		f->error[i] = f->value[i] * sqrt(gsl_matrix_get(info, i, i));
	}
}

/* From the best rough point of data the steps to the top; false: too far. */
static bool
climb(const struct problem *p, const void *data, const double start[][FIT_MOST],
    size_t starts, gsl_vector *x, gsl_matrix *info)
{
	struct problem rough = *p;
	double least;

	rough.data = data;
	search(&rough, start, starts, x);
	least = objective(x, (void *)p);
	return polish(p, x, info) && objective(x, (void *)p) <= least;
}

/* Roughly, then finely with the simplex, before the steps. */
static void
toil(struct fitted *f, const struct problem *p, const double start[][FIT_MOST],
    size_t starts, gsl_vector *x, gsl_matrix *info)
{
	gsl_vector *found = linear_vector(p->count);

	search(p, start, starts, found);
	f->loglik = -descend(p, found, 0.1, 1e-5);
	linear_done(gsl_vector_memcpy(x, found));
	if (!polish(p, x, info))
		run_away(f, found);
	gsl_vector_free(found);
}

struct fitted
fit(const struct problem *p, const double start[][FIT_MOST], size_t starts)
{
	gsl_vector *x = linear_vector(p->count);
	gsl_matrix *info = linear_matrix(p->count, p->count);
	const void *rough = p->rough != NULL ? p->rough : p->data;
	struct fitted f = { .reach = REACHED };

	if (!climb(p, rough, start, starts, x, info))
		toil(&f, p, start, starts, x, info);
	if (f.reach == REACHED)
		settle(&f, p, x, info);
	gsl_vector_free(x);
	gsl_matrix_free(info);
	return f;
}
