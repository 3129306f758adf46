/*
 * merge -- the work orders of parts become one table: --merge.
 *
 * In the order of one run.  Memory: the text of all rows.
 */
#ifndef RT_TRIGGERS_MERGE_H
#define RT_TRIGGERS_MERGE_H

#include "common/table/options.h"

/* Reads the tables of the command line, writes one; returns its status. */
int merge(const struct options *o);

#endif
