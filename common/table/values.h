/*
 * values -- what a column says, to be named when a condition is met by nothing.
 *
 * Nothing is named of ids, names, managers, notes and telephone numbers, nor of a
 * column of free text: with more than fifty different values, or with more than five that
 * mostly stand once.  Memory: the first fifty.
 */
#ifndef RT_VALUES_H
#define RT_VALUES_H

#include "common/base/slice.h"
#include "common/table/table.h"

struct values;

/* Of the column, by the tool's name for it or any heading. */
struct values *values_new(struct slice column);
void values_free(struct values *v);

/* Counts a cell; blank ones are none. */
void values_count(struct values *v, struct slice text);

/*
 * Doubts the table: no record meets the condition, though its column has values; up
 * to five of these are named with their counts, the most frequent first.  Says nothing
 * when all cells were blank.
 */
void values_doubt(const struct values *v, const struct table *t, const char *condition);

#endif
