/*
 * levels -- the values of a column of texts that a fit has coefficients for.
 */
#ifndef RT_CHURN_LEVELS_H
#define RT_CHURN_LEVELS_H

#include <stdint.h>

#include "common/base/map.h"

/* The level of those that few rows have. */
#define RARE_LEVEL "(rare)"

/*
 * Makes one level, "(rare)", of the values that fewer than so many rows have;
 * blank stays what it is.  cell is where the first row keeps its value's number,
 * width the cells of a row.  Returns the map of what is left, in the order in which
 * rows have it, and frees the other; cells hold its numbers then.  weight says for how
 * many each row stands; NULL: for one.  A limit below 2 changes nothing.
 */
struct map *levels_fold(struct map *values, uint32_t *cell, const uint32_t *weight,
    size_t rows, size_t width, int64_t limit);

/* Dies, status 1, when a column has more levels than that, and says what helps. */
void levels_check(const char *column, uint32_t levels, int64_t most);

#endif
