/*
 * robust -- errors of Cox's coefficients where rows belong together.
 *
 * Lin and Wei (1989), "The Robust Inference for the Cox Proportional Hazards Model":
 * what leaving a cluster out would change, squared and added up; score residuals of
 * Efron's likelihood as in Therneau and Grambsch (2000), 4.3, and R's cluster().
 *
 * Memory: 16 bytes for each time with events and column, 8 for each cluster and column.
 */
#ifndef RT_CHURN_ROBUST_H
#define RT_CHURN_ROBUST_H

#include "cmd/rt-churn/cox.h"

/*
 * The variance of the coefficients, freed by the caller.  cluster says by row which it
 * is in, of so many.
 */
gsl_matrix *robust_variance(const struct cox *c, const struct sample *s,
    const struct design *d, const uint32_t *stratum, const uint32_t *cluster,
    size_t clusters);

#endif
