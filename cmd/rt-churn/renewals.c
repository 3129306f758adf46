/*
 * Logs of gamma functions cancel: log Gamma(z + x) - log Gamma(z) is put together from
 * what does not, by Stirling's series, and over x or over alpha, whichever is the less.
 * (GSL's gsl_sf_lnpoch() is off by 1e-6 where z is large.)  Where few renewals lie
 * between two ages and c is 1, they are multiplied: log1p() keeps all their digits.
 */
#include "cmd/rt-churn/renewals.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-churn/linear.h"

/* From here on Stirling's series has all digits with four terms. */
#define STIRLING_LEAST 50.0

/* Terms of derl that are added one by one; what is behind is an integral. */
enum { TERMS = 2000, INTERVALS_MOST = 1000 };

/* Below this share of the first one a term is nothing: its logarithm. */
#define LOG_NOTHING (-745.0)

/* As many renewals are multiplied. */
enum { PRODUCT_MOST = 128 };

/* log Gamma(z) - ((z - 1/2) log z - z + log(2 pi) / 2) */
static double
stirling_rest(double z)
{
	double w = 1 / (z * z);

	return (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w / 1680))) / z;
}

/* log Gamma(z + x) - log Gamma(z) */
static double
log_rising(double z, double x)
{
	if (z < STIRLING_LEAST)
		return lgamma(z + x) - lgamma(z);
	return (z + x - 0.5) * log1p(x / z) + x * (log(z) - 1) + stirling_rest(z + x) -
	    stirling_rest(z);
}

/* log(B(alpha, beta + x) / B(alpha, beta)) */
static double
log_beta_ratio(double alpha, double beta, double x)
{
	if (x < alpha)
		return log_rising(beta, x) - log_rising(alpha + beta, x);
	return log_rising(beta, alpha) - log_rising(beta + x, alpha);
}

static bool
is_geometric(const struct renewals *m)
{
	return m->c >= 1 && m->c <= 1;
}

/* The log of one renewal's chance at that age, of c = 1: (7) of the paper. */
static double
log_renewal(const struct renewals *m, double age)
{
	double all = m->alpha + m->beta + age;

	return m->alpha < all / 2 ? log1p(-m->alpha / all) : log((m->beta + age) / all);
}

/* log S(to) - log S(from); ages of derl have no end, and need not be whole. */
static double
log_retention(const struct renewals *m, double from, double to)
{
	double sum = 0, start, x;

	if (is_geometric(m) && to - from <= PRODUCT_MOST) {
		for (double t = from; t < to; t++)
			sum += log_renewal(m, t);
		return sum;
	}
	start = pow(from, m->c);
	x = pow(to, m->c) - start;
	return isfinite(x) ? log_beta_ratio(m->alpha, m->beta + start, x) : -HUGE_VAL;
}

double
renewals_loglik(const struct renewals *m, const struct departure departure[],
    size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++) {
		const struct departure *one = &departure[i];

		if (one->count <= 0)
			continue;
		sum += one->count * log_retention(m, 0, one->after);
		if (one->by > 0)
			sum += one->count *
			    log(-expm1(log_retention(m, one->after, one->by)));
	}
	return sum;
}

double
renewals_survival(const struct renewals *m, int age)
{
	return exp(log_retention(m, 0, age));
}

/* A term of derl, as a function of u: its age is TERMS times e^u. */
struct tail {
	const struct renewals *m;
	double discount;
};

static double
log_term(const struct tail *t, double age)
{
	return log_beta_ratio(t->m->alpha, t->m->beta, pow(age, t->m->c)) -
	    (age - 1) * log1p(t->discount);
}

static double
tail_density(double u, void *data)
{
	return exp(log_term(data, TERMS * exp(u)) + u) * TERMS;
}

/*
 * The terms from TERMS on, by Euler's and Maclaurin's formula: their integral, half of
 * the first, and a twelfth of its slope; the next part is below 1e-12 of them.
 */
static double
tail_sum(const struct tail *t)
{
	gsl_integration_workspace *room = linear_room(INTERVALS_MOST);
	gsl_function f = { tail_density, (void *)(uintptr_t)t };
	double end = log(-LOG_NOTHING / TERMS / log1p(t->discount)), sum = 0, error;
	double first = exp(log_term(t, TERMS));
	double slope = (exp(log_term(t, TERMS + 1)) - exp(log_term(t, TERMS - 1))) / 2;
	int status = GSL_SUCCESS;

	if (end > 0)
		status = gsl_integration_qag(&f, 0, end, 0, 1e-11, INTERVALS_MOST,
		    GSL_INTEG_GAUSS61, room, &sum, &error);
	if (status != GSL_EROUND)
		linear_done(status);
	gsl_integration_workspace_free(room);
	return sum + first / 2 - slope / 12;
}

double
renewals_derl(const struct renewals *m, double discount)
{
	const struct tail t = { m, discount };
	double log_survival = 0, sum = 0;

	for (int age = 1; age < TERMS; age++) {
		log_survival = is_geometric(m) ?
		    log_survival + log_retention(m, age - 1, age) :
		    log_retention(m, 0, age);
		sum += exp(log_survival - (age - 1) * log1p(discount));
	}
	return sum + tail_sum(&t);
}
