/*
 * records -- tables as they are.
 *
 * Reads the records of one or more tables with the same columns into a
 * sheet: the columns of --by first, the rows then by groups.
 */
#ifndef RT_REPORT_RECORDS_H
#define RT_REPORT_RECORDS_H

#include "cmd/rt-report/report.h"

/* How a sheet shows a column of that heading. */
typedef struct sheet_column records_style(const char *heading, int number);

/*
 * Dies (status 1) when the tables do not all have the same columns, (status
 * 2) when none has a column of --by, or --mask names a figure.
 */
struct sheet *records_read(const struct request *q, const struct tables *in,
    const char *kind, records_style *style);

/* The column with that very heading, no alias of it; or NO_COLUMN. */
int records_heading(struct table *t, const char *name);

/* Dies (status 1) when they do not. */
void records_same_columns(const struct tables *in);

#endif
