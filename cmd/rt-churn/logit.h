/*
 * logit -- the chance of an event from columns of numbers.
 *
 * Logistic regression by maximum likelihood: McCullagh and Nelder (1989),
 * "Generalized Linear Models", chapter 4.
 */
#ifndef RT_CHURN_LOGIT_H
#define RT_CHURN_LOGIT_H

#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>

#include "cmd/rt-churn/covariates.h"

struct logit {
	gsl_vector *coef;       /* the intercept, then those of the columns */
	gsl_matrix *variance;   /* of these */
	double loglik;          /* without the penalty */
};

/*
 * Fits to those rows of the design that take says, all when it is NULL.
 * ridge / 2 times the squares of all but the intercept is taken off the
 * log-likelihood.  A column that is the same in all these rows gets 0.  Dies,
 * status 1, when a coefficient runs away: names it, and the log-likelihood
 * of the limit.
 */
struct logit logit_fit(const struct design *d, const bool *event, const bool *take,
    double ridge);
void logit_free(struct logit *l);

/* The log odds of a row. */
double logit_score(const struct logit *l, const double *x);

/* 1 / (1 + e^-x), and the log-likelihood of an event or none at these odds. */
double logit_chance(double log_odds);
double logit_loglik(double log_odds, bool event);

#endif
