/*
 * part -- the customers of one machine among several: --part K/N.
 *
 * XXH64 with seed 0 of the group's id, else of the customer's, modulo N.
 * Frozen: this is how machines share work.
 */
#ifndef RT_PART_H
#define RT_PART_H

#include <stdbool.h>

#include "common/base/slice.h"
#include "common/table/options.h"

/*
 * Whether the customer belongs to the part that was asked for; everybody
 * does when none was.  An empty group is no group.
 */
bool part_holds(const struct options *o, struct slice group, struct slice customer);

#endif
