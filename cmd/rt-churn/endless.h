/*
 * endless -- levels whose coefficient of Cox's model runs to infinity.
 *
 * A column of two values has no finite coefficient when nobody with the one leaves
 * while somebody with the other could have.  In the limit the two are not compared
 * any more: the likelihood of the others is that of a stratum for each.  R's coxph()
 * gives the other coefficients of that limit, and a large number for this one.
 */
#ifndef RT_CHURN_ENDLESS_H
#define RT_CHURN_ENDLESS_H

#include "cmd/rt-churn/covariates.h"
#include "cmd/rt-churn/subjects.h"

enum course { STAYS_FINITE, RUNS_DOWN, RUNS_UP, TELLS_NOTHING };

/*
 * The course of each column of the design; the caller frees it.  Those that are not
 * finite are made strata in stratum[], by row, and in lead[] rows are put ahead of
 * the others, or behind them, by more than any finite coefficient does.
 */
enum course *endless_find(const struct sample *s, const struct design *d,
    uint32_t *stratum, double *lead);

#endif
