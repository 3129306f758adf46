/*
 * sort -- many items by a number in each.
 */
#ifndef RT_SORT_H
#define RT_SORT_H

#include <stddef.h>

/*
 * Sorts so many items of that size by the double, no NaN, that stands at an
 * offset in each; equal ones stay in their order.  Needs 32 bytes an item, and
 * its size once more.
 */
void sort_by_double(void *items, size_t count, size_t size, size_t offset);

#endif
