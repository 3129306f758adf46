/*
 * cumulative -- the share that has left for one of several reasons, as time goes by.
 *
 * Aalen and Johansen (1978), "An empirical transition matrix for non-homogeneous
 * Markov chains based on censored observations".
 */
#ifndef RT_CHURN_CUMULATIVE_H
#define RT_CHURN_CUMULATIVE_H

#include "cmd/rt-churn/curve.h"

struct cumulative {
	double incidence;
	double variance;      /* Aalen's; R's survfit() prints its root as std.err */
	double slope, bend;   /* how it moves with what is to come of the incidence */
};

/*
 * From one step of the survival of all reasons to the next; survival is that just
 * before it, leavers those of the reason.  Starts with zeros.
 */
void cumulative_step(struct cumulative *c, const struct step *now, double survival,
    int64_t leavers);

/* Limits of the incidence; NAN where it is 0 or 1. */
struct range cumulative_limits(const struct cumulative *c, const struct limits *l);

#endif
