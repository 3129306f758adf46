/*
 * times -- one time, though arithmetic wrote it in two ways.
 */
#ifndef RT_CHURN_TIMES_H
#define RT_CHURN_TIMES_H

#include "cmd/rt-churn/subjects.h"

/*
 * Gives times and entries that differ by rounding alone the least of them, as
 * aeqSurv() of R's survival does: two neighbours are one when they are not more
 * than 2^-26 apart, or than so much of the mean of the different times.
 */
void times_unite(struct subject one[], size_t count);

#endif
