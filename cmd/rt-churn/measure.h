/*
 * measure -- how good log odds are, beside who was lost in the end.
 */
#ifndef RT_CHURN_MEASURE_H
#define RT_CHURN_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/slice.h"

struct measure {
	double auc;         /* ties count a half; NAN: nobody, or everybody, lost */
	double lift;        /* of the tenth at highest risk, over all; else NAN.  The
	                     * mean over all orders of rows with equal odds; of fewer
	                     * than ten rows one */
	double brier;
	double brier_reference; /* that of everybody's risk being the share lost */
	double slope, intercept; /* of a fit to the log odds (Cox 1958); or NAN */
	double loglik;
	size_t rows, events;
};

struct measure measure_of(const double *log_odds, const bool *lost, size_t rows);

/* The rows from the highest log odds on, equals as they came; freed by the caller. */
size_t *measure_order(const double *log_odds, size_t rows);

/*
 * One past the last row in that order whose log odds are those of the row at i.
 */
size_t measure_tied(const double *log_odds, const size_t *order, size_t rows, size_t i);

/*
 * The decile of each row that counts, from the highest chance on; freed by the
 * caller.  The j-th ends after j tenths, rounded down, and the first holds
 * somebody; rows of equal chance are all in that of the first of them.
 */
int64_t *measure_deciles(const double *chance, const bool *counts, size_t rows);

/* Which of so many folds a customer is in: a hash of the id under the seed. */
int measure_fold(struct slice id, int64_t seed, int64_t folds);

#endif
