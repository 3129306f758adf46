/*
 * repeats -- records that are equal to an earlier one in every cell.
 *
 * An export that stands in two files, or was joined to itself, tells of one contact
 * twice.
 *
 * Memory: some 60 bytes for each record.
 */
#ifndef RT_REPEATS_H
#define RT_REPEATS_H

#include "common/table/table.h"

struct repeats;

struct repeats *repeats_new(void);
void repeats_free(struct repeats *r);

/*
 * Whether the table's current record is the first with these cells, in the order of
 * its columns; another one is a doubt.
 */
bool repeats_first(struct repeats *r, struct table *t);

#endif
