/*
 * gaps -- late entries can come when all who were there are gone.
 */
#ifndef RT_CHURN_GAPS_H
#define RT_CHURN_GAPS_H

#include "cmd/rt-churn/curve.h"

/*
 * Says on standard error in how many groups nobody is left at risk before the end, and
 * when that is first; of_groups: by --by.  then is what that means, "survival is 0".
 */
void gaps_warn(const struct curve curve[], uint32_t groups, bool of_groups,
    const char *then);

#endif
