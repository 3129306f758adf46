/*
 * covariates -- what is known of each customer, as columns of numbers.
 *
 * A column whose cells are all numbers is one; any other has a column of 0
 * and 1 for each of its values but the most frequent one.
 *
 * Memory: 4 bytes a cell while reading, then 8 for each row and column.
 */
#ifndef RT_CHURN_COVARIATES_H
#define RT_CHURN_COVARIATES_H

#include <stdint.h>

#include "cmd/rt-churn/churn.h"
#include "common/base/map.h"
#include "common/base/slice.h"

struct covariates;

/* Reads --covariates, --max-levels and --rare of the request. */
struct covariates *covariates_new(const struct request *q);
void covariates_free(struct covariates *c);

/*
 * Takes the cells of the current record as the next row; false when one is
 * blank, which is counted.  The row stands for so many.  Dies when the table lacks
 * a column.
 */
bool covariates_take(struct covariates *c, struct table *t, uint32_t weight);

/*
 * The texts of a column, rare ones being one once there is a design; and whether all
 * of them are numbers, as in an empty column.
 */
const struct map *covariates_values(const struct covariates *c, int column);
bool covariates_numeric(const struct covariates *c, int column);

/* Says how many records were left out. */
void covariates_warn(const struct covariates *c);

/* One column of the design. */
struct factor {
	char *name;          /* "COLUMN", or "COLUMN=VALUE" */
	int column;          /* which of the names it is made from */
	double mean, spread; /* of its numbers, with which they are standardised */
};

struct design {
	struct factor *factor;
	size_t factors, rows;
	double *x;           /* row after row, standardised */
	const uint32_t *weight; /* by row, borrowed; NULL: each is one */
};

/* What becomes of a column that is a sum of those before it. */
enum collinear { REFUSED, LEFT_OUT, KEPT };

/*
 * Dies, status 1, when a column has one value only or too many, and unless they are
 * kept when several are collinear.
 */
struct design covariates_design(struct covariates *c, enum collinear collinear);
void design_free(struct design *d);

/* Brings the columns to mean 0 and spread 1; dies when one has one value only. */
void design_standardise(struct design *d);

/*
 * By column, whether the standardised numbers are a sum of those of columns before
 * it that are none; the caller frees it.
 */
bool *design_collinear(const struct design *d);

/* Dies, status 1, when a column is one, and says what helps. */
void design_check_collinear(const struct design *d);

/* Leaves these columns out of the design. */
void design_leave_out(struct design *d, const bool *out);

#endif
