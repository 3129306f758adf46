/*
 * btyd -- customers who buy until they drop out, which nobody sees.
 *
 * The papers print Gauss's hypergeometric function, in differences that
 * cancel and with poles at a = 1 and s = 1.  Written as a mean over a
 * negative binomial count, which expands its Euler integral term by term, it
 * is a sum of positive terms; nothing cancels, and nothing overflows.
 */
#include "cmd/rt-churn/btyd.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>

#include "cmd/rt-churn/dropout.h"
#include "cmd/rt-churn/linear.h"

const char *const btyd_name[FAMILIES] = { "bgnbd", "mbgnbd", "paretonbd" };

const char *const btyd_parameter[FAMILIES][BTYD_PARAMETERS] = {
	{ "r", "alpha", "a", "b" }, { "r", "alpha", "a", "b" },
	{ "r", "alpha", "s", "beta" },
};

/* Sums over counts of such a mean are long; an integral is quicker. */
#define LONG_COUNT 1000.0

#define LARGE 1e250

/* Of a chance: beside 1 it does not show. */
#define NEXT_TO_NOTHING 1e-17

/* So many widths off a peak there is nothing left of it. */
#define PEAK_WIDTHS 12.0

enum { TERMS_MOST = 10000000, INTERVALS_MOST = 200 };

/*
 * Weights of a negative binomial count, k = 0, 1 ..., up to a factor: chance
 * z, size n.  The means below divide by their sum.
 */
struct weights {
	double size, chance;
	double k, weight;
	double sum, weighted;
};

/* Takes in the value at k and goes on to the next; false when the rest is nothing. */
static int
weights_add(struct weights *w, double value)
{
	double ratio = w->chance * (w->size + w->k) / (w->k + 1);
	double rest = w->weight * value / ((1 - ratio) * (1 - ratio));

	w->sum += w->weight;
	w->weighted += w->weight * value;
	if (ratio < 1 && w->k > 0 && rest <= 1e-17 * w->weighted &&
	    w->weight <= 1e-17 * (1 - ratio) * w->sum)
		return 0;
	w->weight *= ratio;
	w->k++;
	if (w->weight > LARGE) {
		w->weight /= LARGE;
		w->sum /= LARGE;
		w->weighted /= LARGE;
	}
	return w->k < TERMS_MOST;
}

/* log(1 + exp(x)) */
static double
log1p_exp(double x)
{
	return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

/*
 * The mean of (1 - (1 + p growth)^-n) / p over chances p of Beta(a, b): what one buys
 * who drops out with that chance, the gamma-distributed rate taken in.
 */
struct chances {
	double a, b, n, growth;   /* growth: the time to come over the rate */
	double log_beta;
};

/* Over the logit of p: it decays to both sides as a, and as b, has it. */
static double
purchases_density(double logit, void *data)
{
	const struct chances *c = data;
	double log_p = -log1p_exp(-logit), log_q = -log1p_exp(logit);

	return exp((c->a - 1) * log_p + c->b * log_q - c->log_beta) *
	    -expm1(-c->n * log1p(c->growth * exp(log_p)));
}

/* Part after part, so that a narrow peak is not stepped over. */
static double
integrate(const struct chances *c, double low, double high)
{
	gsl_integration_workspace *room = linear_room(INTERVALS_MOST);
	gsl_function f = { purchases_density, (void *)c };
	double peak = log(c->a / c->b), width = sqrt((c->a + c->b) / c->a / c->b);
	const double bound[] = {
		low, fmin(fmax(peak - PEAK_WIDTHS * width, low), high),
		fmin(fmax(peak, low), high),
		fmin(fmax(peak + PEAK_WIDTHS * width, low), high), high,
	};
	double sum = 0;

	for (size_t i = 0; i + 1 < sizeof bound / sizeof *bound; i++) {
		double part = 0, error;
		int status = GSL_SUCCESS;

		if (bound[i] < bound[i + 1])
			status = gsl_integration_qag(&f, bound[i], bound[i + 1], 0, 1e-11,
			    INTERVALS_MOST, GSL_INTEG_GAUSS21, room, &part, &error);
		if (status != GSL_EROUND && status != GSL_EMAXITER && status != GSL_ESING)
			linear_done(status);
		sum += part;
	}
	gsl_integration_workspace_free(room);
	return sum;
}

/* Where p, or 1 - p, is next to nothing the integral is known. */
static double
future_integral(const struct chances *c)
{
	double log_least = log(NEXT_TO_NOTHING) -
	    fmax(fmax(log(c->n * c->growth), log(c->growth)), 0);
	double log_rest = log(NEXT_TO_NOTHING);
	double low = exp(c->a * log_least - c->log_beta) / c->a * c->n * c->growth;
	double high = exp(c->b * log_rest - c->log_beta) / c->b *
	    -expm1(-c->n * log1p(c->growth));

	return low + integrate(c, log_least, -log_rest) + high;
}

/*
 * Purchases to be expected of one who is alive, with a rate of Gamma(n, rate)
 * and a chance of dropping out of Beta(a, b): the purchases without drop-out
 * are a negative binomial count, and the j-th of them takes place when j
 * chances were survived.  Equal to (10) of Fader, Hardie and Lee.  Where that is a
 * long sum, it is a mean over the chances.
 */
static double
beta_future(double a, double b, double n, double rate, double time)
{
	struct weights w = { .size = n, .chance = time / (rate + time), .weight = 1 };
	double purchases = 0, survived = 1, growth = time / rate;

	if (growth > LONG_COUNT || n * growth > LONG_COUNT) {
		const struct chances c = {
			a, b, n, growth, lgamma(a) + lgamma(b) - lgamma(a + b),
		};

		return future_integral(&c);
	}
	while (weights_add(&w, purchases)) {
		purchases += survived;
		survived *= (b + w.k - 1) / (a + b + w.k - 1);
	}
	return w.weighted / w.sum;
}

double
btyd_log_chance(const struct btyd *m, double frequency)
{
	double chances = m->parameter[3] + frequency - (m->family == BGNBD);

	if (m->family == BGNBD && frequency <= 0)
		return -HUGE_VAL;
	return log(m->parameter[2] / chances);
}

/* Of the beta models: the log of the odds of having dropped out. */
static double
beta_log_odds(const struct btyd *m, const struct history *h)
{
	double n = m->parameter[0] + h->frequency;

	return btyd_log_chance(m, h->frequency) +
	    n * log1p((h->age - h->recency) / (m->parameter[1] + h->recency));
}

/* log(B(a, b + n) / B(a, b)), the chance of surviving n times. */
static double
log_survived(double a, double b, double n)
{
	return lgamma(b + n) - lgamma(b) - lgamma(a + b + n) + lgamma(a + b);
}

/* Of Pareto/NBD, too. */
static double
pareto_log_odds(const struct btyd *m, const struct history *h)
{
	double alpha = m->parameter[1], beta = m->parameter[3];
	const struct dropout d = {
		.alpha = alpha, .beta = beta, .s = m->parameter[2],
		.size = m->parameter[0] + h->frequency,
	};
	struct moment recency = dropout_moment(alpha, beta, h->recency);
	struct moment age = dropout_moment(alpha, beta, h->age);

	return dropout_log_odds(&d, &recency, &age);
}

static double
log_odds(const struct btyd *m, const struct history *h)
{
	if (m->endless)
		return -HUGE_VAL;
	return m->family == PARETONBD ? pareto_log_odds(m, h) : beta_log_odds(m, h);
}

double
btyd_log_bought(const struct btyd *m, double frequency)
{
	const double *p = m->parameter;
	double bought = lgamma(p[0] + frequency) - lgamma(p[0]);

	if (m->endless || m->family == PARETONBD)
		return bought;
	return bought + log_survived(p[2], p[3], frequency + (m->family == MBGNBD));
}

double
btyd_log_waited(const struct btyd *m, double age)
{
	const double *p = m->parameter;
	double waited = -p[0] * log1p(age / p[1]);

	if (m->endless || m->family != PARETONBD)
		return waited;
	return waited - p[2] * log1p(age / p[3]);
}

double
btyd_log_rate(const struct btyd *m, double time)
{
	return log(m->parameter[1] + time);
}

double
btyd_alive(const struct btyd *m, const struct history *h)
{
	return 1 / (1 + exp(log_odds(m, h)));
}

double
btyd_expected(const struct btyd *m, const struct history *h, double time)
{
	const double *p = m->parameter;
	double n = p[0] + h->frequency, rate = p[1] + h->age, future, exponent;

	if (m->endless)
		return n * time / rate;
	if (m->family != PARETONBD) {
		future = beta_future(p[2], p[3] + h->frequency + (m->family == MBGNBD),
		    n, rate, time);
		return btyd_alive(m, h) * future;
	}
	/* (41) of Fader and Hardie's note; expm1 takes the pole at s = 1 away. */
	future = log1p(time / (p[3] + h->age));
	exponent = (1 - p[2]) * future;
	if (exponent != 0)
		future *= expm1(exponent) / exponent;
	return btyd_alive(m, h) * n * (p[3] + h->age) / rate * future;
}
