/*
 * sbg -- the shifted-beta-geometric model: see renewals.h.
 */
#ifndef RT_CHURN_SBG_H
#define RT_CHURN_SBG_H

#include "cmd/rt-churn/renewals.h"

/*
 * The parameters of greatest likelihood.  Dies, status 1, when there are
 * none: it names the parameter that runs away and the log-likelihood of the
 * limit.
 */
struct renewals sbg_fit(const struct departure departure[], size_t count);

/*
 * The greatest log-likelihood, or what it goes to where there is none.  Dies when
 * nobody left, and when nobody stayed.
 */
double sbg_loglik(const struct departure departure[], size_t count);

#endif
