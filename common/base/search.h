/*
 * search -- arrays that ascend: the orders that most have, and where a key is.
 *
 * Inline, so that a search costs no call a step.
 */
#ifndef RT_SEARCH_H
#define RT_SEARCH_H

#include <stdint.h>

#include "common/base/slice.h"

/*
 * The first of so many items of that size, ascending by the order given, that
 * is not before the key; count when all are.  The order is asked of an item
 * and the key, as one for qsort() is of two items: less than 0 is before.
 */
static inline size_t
search_first(const void *items, size_t count, size_t size, const void *key,
    int (*order)(const void *item, const void *key))
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (order((const char *)items + middle * size, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Orders of plain items, for qsort() and for search_first(). */
static inline int
by_number(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static inline int
by_integer(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static inline int
by_slice(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

#endif
