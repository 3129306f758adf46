/*
 * renewals -- contracts that are renewed, or not, at each age.
 *
 * Everybody has a chance theta of leaving at the first renewal, and is still there at
 * age t with (1 - theta)^(t^c); theta is Beta(alpha, beta)-distributed over customers.
 * With c = 1 it is the shifted-beta-geometric model: Fader and Hardie (2007), "How to
 * Project Customer Retention", Journal of Interactive Marketing 21(1).  With another c
 * it is the beta-discrete-Weibull model: Fader, Hardie, Liu, Davin and Steenburgh
 * (2018), "'How to Project Customer Retention' Revisited", the same 43; above 1 the
 * chance of each customer rises with age, below it falls.
 *
 * Pure: no input, no output, no exit.
 */
#ifndef RT_CHURN_RENEWALS_H
#define RT_CHURN_RENEWALS_H

#include <stddef.h>

struct renewals {
	double alpha, beta, c;
	double alpha_error, beta_error, c_error;  /* standard errors; NAN: none */
	double loglik;
};

/* So many of one cohort left after the one age, and by the other. */
struct departure {
	double count;
	int after, by;      /* by 0: those who are still there after it */
};

/* The log-likelihood of all of them. */
double renewals_loglik(const struct renewals *m, const struct departure departure[],
    size_t count);

/* The share of a cohort that is still there at an age: B(alpha, beta + t^c) / B(alpha, beta). */
double renewals_survival(const struct renewals *m, int age);

/*
 * Renewals to be expected of a new customer, the first of them in full and each later
 * one less by the discount of a period: Fader and Hardie (2010), "Customer-Base
 * Valuation in a Contractual Setting", (6) with n = 1.  To a share of 1e-10.
 */
double renewals_derl(const struct renewals *m, double discount);

#endif
