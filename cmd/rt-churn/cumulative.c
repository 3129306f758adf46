/*
 * With F the incidence and S the survival, d and k those who leave at a time, for any
 * reason and for this one, n those at risk, the variance at t is the sum over earlier
 * times of
 *
 *	(F(t) - F)^2 d / (n (n - d)) + S^2 k (n - k) / n^3 - 2 (F(t) - F) S k / n^2
 *
 * with S from just before: Marubini and Valsecchi (1995), "Analysing Survival Data from
 * Clinical Trials and Observational Studies", 10.4.  It is a polynomial in F(t), moved
 * along with it, so that nothing is summed up twice.
 */
#include "cmd/rt-churn/cumulative.h"

#include <math.h>

/* Sums of shares that are 1 to a computer. */
#define CERTAIN (1 - 1e-12)

void
cumulative_step(struct cumulative *c, const struct step *now, double survival,
    int64_t leavers)
{
	double n = (double)now->at_risk, d = (double)now->events, k = (double)leavers;
	double gain = survival * k / n;

	c->incidence += gain;
	c->variance += gain * (c->slope + gain * c->bend);
	c->slope += 2 * gain * c->bend;
	c->variance += survival * survival * k * (n - k) / (n * n * n);
	c->slope -= 2 * survival * k / (n * n);
	if (n > d)
		c->bend += d / (n * (n - d));
	if (c->incidence > CERTAIN) {
		c->incidence = 1;
		c->variance = 0;
	}
	c->variance = fmax(c->variance, 0);
}

/* As those of a survival of that height and error. */
struct range
cumulative_limits(const struct cumulative *c, const struct limits *l)
{
	double x = c->incidence;
	struct step height = { .survival = x, .spread = c->variance / (x * x) };

	return step_limits(&height, l);
}
