/*
 * bdw -- the beta-discrete-Weibull model: see renewals.h.
 */
#ifndef RT_CHURN_BDW_H
#define RT_CHURN_BDW_H

#include "cmd/rt-churn/renewals.h"

/*
 * The parameters of greatest likelihood.  Dies, status 1, when there are none: it
 * names the parameter that runs away and the log-likelihood of the limit; and when
 * the ages are too few to tell three parameters.
 */
struct renewals bdw_fit(const struct departure departure[], size_t count);

#endif
