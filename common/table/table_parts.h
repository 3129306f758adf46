/*
 * table_parts -- the inside of a table: what table.c and cell.c share.
 */
#ifndef RT_TABLE_PARTS_H
#define RT_TABLE_PARTS_H

#include "common/table/table.h"

/* What a column of the file is to the tool. */
struct binding {
	const char *name;    /* of the tool's column, or NULL */
	bool filled;         /* a blank cell makes the record bad */
};

struct table {
	struct table_front front; /* first: see table.h */
	enum kind kind;
	struct header header;
	struct slice *heading;
	struct binding *bound;   /* by column of the file */
	int *watched;            /* columns that table_next() finds blank */
	int watches;
	bool begun;
	const char *const *null;
	size_t nulls;
};

/* The column, by the tool's name for it, or NO_COLUMN; dies when two answer. */
int table_find(const struct table *t, const char *name);

#endif
