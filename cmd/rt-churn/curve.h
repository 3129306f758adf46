/*
 * curve -- the share that is still there, as time goes by.
 *
 * Kaplan and Meier (1958), "Nonparametric Estimation from Incomplete
 * Observations"; conventions as in R's survfit().  Where there is no answer,
 * it is NAN.
 */
#ifndef RT_CHURN_CURVE_H
#define RT_CHURN_CURVE_H

#include "cmd/rt-churn/subjects.h"

/* At one of the times at which somebody left or was censored. */
struct step {
	double time;
	int64_t at_risk, events, censored;
	double survival;
	double spread;     /* Greenwood's sum of d / (n (n - d)) up to here */
};

struct curve {
	struct step *step;
	size_t steps;
};

struct curve curve_of(const struct sample *s);
void curve_free(struct curve *c);

/* How limits are made, and the normal quantile that belongs to the level. */
struct limits {
	enum interval interval;
	double z;
};

struct range {
	double low, high;
};

/* The standard error of the survival at a step (Greenwood 1926). */
double step_error(const struct step *s);

/* Its limits; NAN where the survival is 0 or 1. */
struct range step_limits(const struct step *s, const struct limits *l);

/* The last step that is not after the time; NULL before the first. */
const struct step *curve_at(const struct curve *c, double time);

/* The smallest time with a survival of at most 0.5, and its limits. */
double curve_median(const struct curve *c);
struct range curve_median_limits(const struct curve *c, const struct limits *l);

/*
 * The area below the curve between two times: with the first 0, the mean
 * time restricted to the second.
 */
double curve_area(const struct curve *c, double from, double to);

/*
 * The standard error of the mean time restricted to that time; Greenwood's, as
 * se(rmean) of R's survfit().
 */
double curve_area_error(const struct curve *c, double to);

/* Of one who has reached the time: half of such are gone so much later. */
double curve_remaining_median(const struct curve *c, double time);

/* The mean time that is left up to the horizon. */
double curve_remaining_mean(const struct curve *c, double time, double horizon);

#endif
