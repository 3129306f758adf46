/*
 * groups -- combinations of cells to small integers.
 *
 * What --by asks for: a combination of texts gets the next number when it is
 * first met, as keys do in map.h, so that walking the numbers is walking the
 * groups in the order of the input.  Of no columns there is one combination,
 * and it is always there.
 *
 * Memory: each text once, and 4 bytes a column beside what map.h takes.
 */
#ifndef RT_GROUPS_H
#define RT_GROUPS_H

#include <stdint.h>

#include "common/base/slice.h"

struct groups;

struct groups *groups_new(int columns);
void groups_free(struct groups *g);

uint32_t groups_count(const struct groups *g);

/* The number of the combination, a new one if it was never met. */
uint32_t groups_number(struct groups *g, const struct slice value[]);

/*
 * The combinations of the other, of as many columns, are met in their order:
 * number[], of as many as it has, gets the number of each.
 */
void groups_merge(struct groups *g, const struct groups *other, uint32_t number[]);

/* One text of a combination; lasts as long as the groups. */
struct slice groups_value(const struct groups *g, uint32_t number, int column);

#endif
