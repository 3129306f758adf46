/*
 * cells -- the fields of the record at hand, read.
 */
#ifndef RT_CELLS_H
#define RT_CELLS_H

#include <stdbool.h>

#include "common/table/fields.h"
#include "common/table/table.h"
#include "common/table/where.h"

/* Where the fields are in one table, and what they hold. */
struct cells;

struct cells *cells_open(const struct fields *f, struct table *t);
void cells_close(struct cells *c);

/* Reads those of the current record; false when it was refused. */
bool cells_read(struct cells *c);

/* What was read, by number of the field; the same place for all records. */
const struct value *cells_value(const struct cells *c);

#endif
