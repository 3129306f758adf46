/*
 * proportional -- whether an effect stays the same over time.
 *
 * The score test against an effect that goes with 1 - S of Kaplan and Meier:
 * Grambsch and Therneau (1994), "Proportional Hazards Tests and Diagnostics Based
 * on Weighted Residuals"; as in R's cox.zph().
 */
#ifndef RT_CHURN_PROPORTIONAL_H
#define RT_CHURN_PROPORTIONAL_H

#include "cmd/rt-churn/cox.h"

struct proportional {
	double chi2, p;
	int df;
};

/*
 * Of the columns of the design that are made from one of the names, by its number;
 * NAN when there is none.
 */
struct proportional proportional_of(const struct cox *c, const struct sample *s,
    const struct design *d, const uint32_t *stratum, int column);

#endif
