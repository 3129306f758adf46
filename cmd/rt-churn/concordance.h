/*
 * concordance -- how often, of two customers, the one with the higher score
 * leaves first.
 *
 * Harrell, Lee and Mark (1996); equal scores count a half, as in R's
 * concordance().
 */
#ifndef RT_CHURN_CONCORDANCE_H
#define RT_CHURN_CONCORDANCE_H

#include "cmd/rt-churn/subjects.h"

/*
 * A score for each row; those of different strata are not compared.  NAN when no two
 * can be.
 */
double concordance_of(const struct sample *s, const double score[]);

#endif
