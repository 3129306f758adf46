/*
 * cox -- hazards in proportion to each other, whatever their course.
 *
 * Cox (1972), "Regression Models and Life-Tables"; ties after Efron (1977).
 * Formulas as in Therneau and Grambsch (2000), "Modeling Survival Data",
 * chapter 3.
 */
#ifndef RT_CHURN_COX_H
#define RT_CHURN_COX_H

#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>

#include "cmd/rt-churn/covariates.h"
#include "cmd/rt-churn/subjects.h"

struct cox {
	gsl_vector *coef;        /* of the standardised columns */
	gsl_matrix *variance;    /* of these */
	double loglik0, loglik;  /* without the covariates, and with them */
	double concordance;
};

/*
 * Newton's iteration.  Dies, status 1, when a coefficient runs away: names
 * it, and the log-likelihood of the limit.
 */
struct cox cox_fit(const struct sample *s, const struct design *d);
void cox_free(struct cox *c);

/*
 * Whether the effect of the columns made from one of the names stays the
 * same over time: the score test against an effect that goes with 1 - S of
 * Kaplan and Meier (Grambsch and Therneau 1994; as in R's cox.zph()).
 */
struct proportional {
	double chi2, p;
	int df;
};

struct proportional cox_proportional(const struct cox *c, const struct sample *s,
    const struct design *d, int column);

#endif
