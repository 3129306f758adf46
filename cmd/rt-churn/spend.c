/*
 * Logs throughout: the gamma functions of some hundred purchases are beyond
 * any double.
 */
#include "cmd/rt-churn/spend.h"

#include <math.h>

double
spend_loglik(const struct spend *m, double purchases, double mean)
{
	double shape = m->p * purchases;

	return lgamma(shape + m->q) - lgamma(shape) - lgamma(m->q) +
	    m->q * log(m->v) + (shape - 1) * log(mean) + shape * log(purchases) -
	    (shape + m->q) * log(m->v + purchases * mean);
}

double
spend_expected(const struct spend *m, double purchases, double mean)
{
	double shape = m->p * purchases + m->q - 1;

	if (!(shape > 0))
		return NAN;
	return m->p * (m->v + purchases * mean) / shape;
}
