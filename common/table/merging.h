/*
 * merging -- tables of parts become one: --merge.
 *
 * Rows are kept as the text they came in, their columns in the order of the
 * first table.  What is one and the same in all machines' parts stands in one
 * of them alone; who it is meant to be can be told beside.  Memory: the text of
 * all rows.
 */
#ifndef RT_MERGING_H
#define RT_MERGING_H

#include "common/csv/writer.h"
#include "common/table/table.h"

struct merging;

/* Frees itself with merging_free(). */
struct merging *merging_new(void);
void merging_free(struct merging *m);

/*
 * The next table: dies (status 1) where it has other columns than the first,
 * or where the first lacks one of those needed, NULL at their end.
 */
void merging_table(struct merging *m, struct table *t, const char *const need[]);

/* The place of a column of the first table among its own, or NO_COLUMN. */
int merging_place(const struct merging *m, const char *name);

/* The column of the present table that stands in that place. */
int merging_column(const struct merging *m, int place);

/* The cells of the current record, by place; they last as long as m. */
const struct slice *merging_row(struct merging *m, struct table *t);
int merging_columns(const struct merging *m);

/* Says whose row was read: customer or work order. */
void merging_meet(struct merging *m, struct slice id);

/*
 * When all is read: dies (status 1) with how many stand in more than one part,
 * and of the customers in these tables, in none.  what: "customers".
 */
void merging_check(const struct merging *m, const struct options *o,
    const struct paths *customers, const char *what);

/* Writes the headings. */
void merging_header(const struct merging *m, struct writer *w);

#endif
