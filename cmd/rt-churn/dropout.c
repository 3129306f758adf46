/*
 * The integral over the times of drop-out from recency to age, divided by
 * its integrand at recency: A0 of Fader and Hardie (2005), "A Note on
 * Deriving the Pareto/NBD Model", with the smaller of alpha and beta
 * expanded around the larger.  That is a mean over a negative binomial count
 * of 1 - q^(n + k), of which each follows from the one before.
 */
#include "cmd/rt-churn/dropout.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>
#include <stdbool.h>

#include "cmd/rt-churn/linear.h"

/* A count whose mean is above this is a long sum; an integral is quicker. */
#define LONG_SUM 50.0

/* Beside the sum so much does not show. */
#define NOTHING 1e-17

enum { INTERVALS_MOST = 200 };

/* Terms of the sum: shrink is log(q), step is 1 - q, n + k the power of q at k. */
struct series {
	double size, chance;
	double n, shrink, step;
};

struct moment
dropout_moment(double alpha, double beta, double time)
{
	return (struct moment){ time, log(alpha + time), log(beta + time) };
}

/*
 * The sum of weights of the count times (1 - q^(n + k)) / (n + k).  All is positive,
 * nothing cancels.  From k on a term is at most the one before times the greater of
 * the ratio of weights and the chance, so the rest is known.
 */
static double
series_sum(const struct series *s)
{
	double gone = -expm1(s->n * s->shrink), left = 1 - gone;
	double weight = 1, sum = 0;

	for (double k = 0;; k++) {
		double ratio = s->chance * (s->size + k) / (k + 1);
		double most = ratio > s->chance ? ratio : s->chance;
		double term = weight * gone / (s->n + k);

		sum += term;
		/* Said so that what is no number ends it, too. */
		if (!(most >= 1 || term * most > NOTHING * sum * (1 - most)))
			return sum;
		gone += left * s->step;
		left -= left * s->step;
		weight *= ratio;
	}
}

/* The integrand, over the growth of log(beta + time) since recency. */
struct density {
	double size, s;
	double odds;   /* beta + recency over alpha + recency */
};

static double
density_at(double u, void *data)
{
	const struct density *d = data;

	return exp(-d->size * log1p(d->odds * expm1(u)) - d->s * u);
}

/* Where the last digits cannot be had, the best there is. */
static double
integral(const struct dropout *d, double recency, double gap)
{
	gsl_integration_workspace *room = linear_room(INTERVALS_MOST);
	struct density density = {
		d->size, d->s, (d->beta + recency) / (d->alpha + recency),
	};
	gsl_function f = { density_at, &density };
	double result = 0, error;
	int status;

	status = gsl_integration_qag(&f, 0, log1p(gap / (d->beta + recency)), 0, 1e-11,
	    INTERVALS_MOST, GSL_INTEG_GAUSS21, room, &result, &error);
	if (status != GSL_EROUND && status != GSL_EMAXITER && status != GSL_ESING)
		linear_done(status);
	gsl_integration_workspace_free(room);
	return result;
}

double
dropout_log_odds(const struct dropout *d, const struct moment *recency,
    const struct moment *age)
{
	bool alpha_is_larger = d->alpha >= d->beta;
	double larger = alpha_is_larger ? d->alpha : d->beta;
	double from = alpha_is_larger ? recency->alpha : recency->beta;
	double gap = age->time - recency->time, step = gap / (larger + age->time);
	struct series s = {
		.size = alpha_is_larger ? d->s + 1 : d->size, .n = d->size + d->s,
		.chance = fabs(d->alpha - d->beta) / (larger + recency->time),
		.shrink = step < 0.5 ? log1p(-step) :
		    from - (alpha_is_larger ? age->alpha : age->beta),
		.step = step,
	};

	if (!(fmax(s.size, 1) * s.chance < LONG_SUM * (1 - s.chance)))
		return d->size * (age->alpha - recency->alpha) +
		    d->s * (age->beta - recency->beta) +
		    log(d->s * integral(d, recency->time, gap));
	/* The sum of weights is a power of 1 - chance, which is in these logs. */
	return d->size * (age->alpha - from) + d->s * (age->beta - from) +
	    log(d->s * series_sum(&s));
}
