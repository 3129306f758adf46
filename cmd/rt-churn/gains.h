/*
 * gains -- how many of those lost are found when only those at highest risk are asked.
 */
#ifndef RT_CHURN_GAINS_H
#define RT_CHURN_GAINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/csv/writer.h"

/*
 * Writes the header and a row for each of so many groups, or for each customer when they
 * are fewer, from the highest log odds on; limits at that normal quantile.  The j-th
 * group ends after j n-ths of the rows, rounded down; of rows with equal odds at its end
 * the share of the lost is in it that is in all of them, whatever their order.
 */
void gains_write(struct writer *w, const double *log_odds, const bool *lost, size_t rows,
    int64_t groups, double z);

#endif
