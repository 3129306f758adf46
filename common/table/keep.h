/*
 * keep -- the columns of --keep, carried along as they are.
 */
#ifndef RT_KEEP_H
#define RT_KEEP_H

#include <stdbool.h>

#include "common/base/mem.h"
#include "common/base/slice.h"
#include "common/table/options.h"
#include "common/table/table.h"

struct keep;

/*
 * Dies with status 2 when a column of --keep has the name of one that the tool
 * writes: nobody could tell the two apart.
 */
void keep_apart(const struct options *o, const char *const header[]);

struct keep *keep_new(const struct options *o);
void keep_free(struct keep *k);

/* Finds the columns in the header of the table that is read from now on. */
void keep_look(struct keep *k, struct table *t);

/* The cells of the current record, one for each column, kept in the arena. */
const struct slice *keep_cells(const struct keep *k, struct table *t, struct arena *a);

/* Dies with status 2 when a column stood in no table that was looked at. */
void keep_check(const struct keep *k);

#endif
