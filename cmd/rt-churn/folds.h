/*
 * folds -- the log odds of each customer, from a fit to the others.
 */
#ifndef RT_CHURN_FOLDS_H
#define RT_CHURN_FOLDS_H

#include "cmd/rt-churn/model.h"

/*
 * Deals the customers out to so many folds by id and seed, and fits the design of
 * the coding to all but each in turn.  A level that the others do not have, or
 * that without a ridge has no finite coefficient because all who have it were
 * lost, or none was, counts as the base there; a warning names level and fold.
 * Writes to log_odds[] a value for each row of the features.  Dies, status 1,
 * when a fold has no fit all the same: see logit.h.
 */
void folds_score(const struct request *q, const struct features *f,
    const struct coding *c, const struct model *m, double *log_odds);

#endif
