/*
 * merge -- what a verb wrote of parts becomes one table: --merge.
 *
 * Rows stand in the order of the files.  Memory: the text of all rows.
 */
#ifndef RT_CHURN_MERGE_H
#define RT_CHURN_MERGE_H

#include "cmd/rt-churn/churn.h"

/* Each reads the tables of the command line, writes one; returns its status. */
int merge_alive(const struct request *q);
int merge_risk(const struct request *q);
int merge_winback(const struct request *q);

#endif
