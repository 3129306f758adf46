/*
 * keys -- the columns that rows of a report are told apart by.
 *
 * First those of --by under the names that were typed, then those that the
 * kind of report has of its own and --by did not name.
 */
#ifndef RT_KEYS_H
#define RT_KEYS_H

#include "cmd/rt-report/report.h"

struct key {
	const char *name;  /* the heading */
	const char *own;   /* the kind's name of the column, NULL: it has none */
};

struct keys {
	struct key *key;
	int count, by;       /* the first ones come from --by */
	int *column;         /* of each table, count after count */
	struct slice *value; /* of the current record */
};

/*
 * own: names of columns, NULL at the end.  Dies when no table has a column
 * of --by.
 */
struct keys *keys_open(const struct request *q, const struct tables *in,
    const char *const own[]);
void keys_close(struct keys *k);

/* The number of the key that is the kind's column of that name. */
int keys_find(const struct keys *k, const char *own);

/* Reads the current record of that table, one of in, into k->value. */
void keys_read(struct keys *k, const struct tables *in, int table);

/* Adds the key columns to the sheet; a date of the kind's own is a date. */
void keys_head(const struct keys *k, struct sheet *s);

/* Adds one cell of them. */
void keys_cell(const struct keys *k, struct sheet *s, int key, struct slice value);

#endif
