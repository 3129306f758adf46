/*
 * sbg -- the simplex alone, taken so far that the last digits stand.
 */
#include "cmd/rt-churn/sbg.h"

#include <gsl/gsl_multimin.h>
#include <math.h>
#include <stdbool.h>

#include "cmd/rt-churn/linear.h"
#include "common/base/diag.h"

/*
 * Searched are the logit of the mean chance and the log of alpha + beta; at
 * these bounds of the latter everybody is alike, or each leaves at once or
 * never.
 */
#define CONCENTRATION_MOST 16.0
#define CONCENTRATION_LEAST (-16.0)
#define LOGIT_MOST 30.0

/* Worse than any value; the minimiser does not take an infinite one. */
#define NOWHERE 1e200

enum { STEPS_MOST = 5000 };

struct data {
	const struct departure *departure;
	size_t count;
};

static struct renewals
model_at(double logit, double concentration)
{
	double sum = exp(concentration);

	return (struct renewals){
		.alpha = sum / (1 + exp(-logit)), .beta = sum / (1 + exp(logit)),
		.c = 1, .c_error = NAN,
	};
}

static double
loglik(const struct renewals *m, const struct data *d)
{
	return renewals_loglik(m, d->departure, d->count);
}

static double
objective(const gsl_vector *x, void *data)
{
	double logit = gsl_vector_get(x, 0), concentration = gsl_vector_get(x, 1);
	struct renewals m;
	double value;

	if (fabs(logit) > LOGIT_MOST || concentration > CONCENTRATION_MOST ||
	    concentration < CONCENTRATION_LEAST)
		return NOWHERE;
	m = model_at(logit, concentration);
	value = -loglik(&m, data);
	return isfinite(value) ? value : NOWHERE;
}

/* Goes down from a start; the point found replaces it. */
static double
descend(struct data *d, double point[2])
{
	gsl_multimin_function f = { objective, 2, d };
	gsl_vector *x = linear_vector(2), *step = linear_vector(2);
	gsl_multimin_fminimizer *s =
	    linear_search(2);
	double least;

	gsl_vector_set(x, 0, point[0]);
	gsl_vector_set(x, 1, point[1]);
	gsl_vector_set_all(step, 0.5);
	linear_done(gsl_multimin_fminimizer_set(s, &f, x, step));
	for (int i = 0; i < STEPS_MOST; i++)
		if (gsl_multimin_fminimizer_iterate(s) != 0 ||
		    gsl_multimin_fminimizer_size(s) < 1e-10)
			break;
	point[0] = gsl_vector_get(s->x, 0);
	point[1] = gsl_vector_get(s->x, 1);
	least = s->fval;
	gsl_multimin_fminimizer_free(s);
	gsl_vector_free(x);
	gsl_vector_free(step);
	return least;
}

/* The best of several starts, each gone down from twice. */
static struct renewals
search(struct data *d, double best[2])
{
	static const double start[][2] = {
		{ -1, 1 }, { 0, 0 }, { -3, 2 }, { 1, 1 }, { -2, 5 }, { 0, -3 },
	};
	double least = HUGE_VAL;
	struct renewals m;

	for (size_t i = 0; i < sizeof start / sizeof *start; i++) {
		double point[2] = { start[i][0], start[i][1] }, value;

		descend(d, point);
		value = descend(d, point);
		if (value < least) {
			least = value;
			best[0] = point[0];
			best[1] = point[1];
		}
	}
	m = model_at(best[0], best[1]);
	m.loglik = -least;
	return m;
}

/* Minus the second derivative of the log-likelihood in two log-parameters. */
static double
curvature(const struct renewals *m, const struct data *d, double a, double b)
{
	double sum = 0;

	for (int i = 0; i < 4; i++) {
		double u = (i & 1) != 0 ? 1 : -1, v = (i & 2) != 0 ? 1 : -1;
		struct renewals near = {
			.alpha = m->alpha * exp(1e-3 * (u * a + v * (1 - b))),
			.beta = m->beta * exp(1e-3 * (u * (1 - a) + v * b)),
			.c = 1,
		};

		sum -= u * v * loglik(&near, d);
	}
	return sum / 4e-6;
}

/* From the inverse of the information matrix; false when it has none. */
static bool
find_errors(struct renewals *m, const struct data *d)
{
	double aa = curvature(m, d, 1, 0), bb = curvature(m, d, 0, 1);
	double ab = curvature(m, d, 1, 1), determinant = aa * bb - ab * ab;

	if (!(aa > 0) || !(bb > 0) || !(determinant > 1e-7 * aa * bb))
		return false;
	m->alpha_error = m->alpha * sqrt(bb / determinant);
	m->beta_error = m->beta * sqrt(aa / determinant);
	return true;
}

/* What lies on the boundary can be seen before the search. */
static void
check_data(const struct data *d)
{
	double left = 0, stayed = 0;

	for (size_t i = 0; i < d->count; i++) {
		if (d->departure[i].by > 0)
			left += d->departure[i].count;
		if (d->departure[i].after > 0)
			stayed += d->departure[i].count;
	}
	if (left <= 0)
		die(BAD_DATA, "no fit: nobody left, alpha runs to 0; the log-likelihood "
		    "of the limit is 0");
	if (stayed <= 0)
		die(BAD_DATA, "no fit: nobody stayed, beta runs to 0; the log-likelihood "
		    "of the limit is 0");
}

double
sbg_loglik(const struct departure departure[], size_t count)
{
	struct data d = { departure, count };
	double point[2] = { 0, 0 };

	check_data(&d);
	return search(&d, point).loglik;
}

struct renewals
sbg_fit(const struct departure departure[], size_t count)
{
	struct data d = { departure, count };
	double point[2] = { 0, 0 };
	struct renewals m;

	check_data(&d);
	m = search(&d, point);
	if (point[1] > CONCENTRATION_MOST - 2)
		die(BAD_DATA, "no fit: customers do not differ, alpha and beta run to "
		    "infinity; the log-likelihood of the limit is %.10g", m.loglik);
	if (point[1] < CONCENTRATION_LEAST + 2)
		die(BAD_DATA, "no fit: nobody leaves but at the first age, alpha and beta "
		    "run to 0; the log-likelihood of the limit is %.10g", m.loglik);
	if (!find_errors(&m, &d))
		die(BAD_DATA, "no fit: these ages do not tell alpha from beta; the "
		    "log-likelihood is %.10g along a line", m.loglik);
	return m;
}
