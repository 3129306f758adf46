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
};

/*
 * Newton's iteration, those of one stratum compared with each other only; stratum
 * says which by row, NULL: all are of one.  ridge / 2 times the squares of the
 * coefficients is taken off the log-likelihood.  Dies, status 1, when a coefficient
 * runs away: names it, and the log-likelihood of the limit.
 */
struct cox cox_fit(const struct sample *s, const struct design *d,
    const uint32_t *stratum, double ridge);
void cox_free(struct cox *c);

/* x b of each row of the design; the caller frees it. */
double *cox_scores(const struct cox *c, const struct design *d);

#endif
