/*
 * sbg -- the shifted-beta-geometric model of contracts that are renewed.
 *
 * Everybody has a chance of leaving that is the same at each renewal; these
 * chances are beta-distributed over customers.  Fader and Hardie (2007), "How
 * to Project Customer Retention", Journal of Interactive Marketing 21(1).
 */
#ifndef RT_CHURN_SBG_H
#define RT_CHURN_SBG_H

#include <stddef.h>

struct sbg {
	double alpha, beta;
	double alpha_error, beta_error;  /* standard errors */
	double loglik;
};

/* So many of one cohort left after the one age, and by the other. */
struct departure {
	double count;
	int after, by;      /* by 0: those who are still there after it */
};

/*
 * The parameters of greatest likelihood.  Dies, status 1, when there are
 * none: it names the parameter that runs away and the log-likelihood of the
 * limit.
 */
struct sbg sbg_fit(const struct departure departure[], size_t count);

/* The share of a cohort that is still there at an age: formula (6). */
double sbg_survival(const struct sbg *m, int age);

/*
 * Renewals to be expected of a new customer, the first of them in full and
 * each later one less by the discount of a period: Fader and Hardie (2010),
 * "Customer-Base Valuation in a Contractual Setting", (6) with n = 1.
 */
double sbg_derl(const struct sbg *m, double discount);

#endif
