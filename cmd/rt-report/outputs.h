/*
 * outputs -- what the verbs of rt-churn write, as reports.
 */
#ifndef RT_REPORT_OUTPUTS_H
#define RT_REPORT_OUTPUTS_H

#include "cmd/rt-report/records.h"

struct verb_output {
	const char *report, *verb, *sheet; /* names: of the report, of what made it */
	const struct sheet_column *column; /* those always there; NULL name behind */
};

/* Whether the header has all of its columns. */
bool outputs_has_all(struct table *t, const struct verb_output *v);

/* The column as one of them; another is a group of the user's. */
struct sheet_column outputs_style(const struct sheet_column *column, const char *heading);

/*
 * Reads such tables as they are.  Dies when a header lacks a column (status
 * 1), and for --min-cell and --top, which have nothing to work on (2).
 */
struct sheet *outputs_read(const struct request *q, const struct tables *in,
    const struct verb_output *v, records_style *style);

/*
 * Reads tables of rt-churn survival, incidence or risk --gains as they are: the sheet
 * has a column "survival", "incidence" or "capture".  Dies (status 1) when they are
 * none of these.
 */
struct sheet *outputs_steps(const struct request *q, const struct tables *in);

#endif
