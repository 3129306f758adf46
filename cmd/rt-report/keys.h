/*
 * keys -- the columns that rows of a report are told apart by.
 *
 * First those of --by under the names that were typed, then those that the
 * kind of report has of its own and --by did not name.
 */
#ifndef RT_REPORT_KEYS_H
#define RT_REPORT_KEYS_H

#include "cmd/rt-report/report.h"
#include "cmd/rt-report/tally.h"

struct key {
	const char *name;  /* the heading */
	const char *own;   /* the kind's name of the column, NULL: it has none */
	bool date;         /* its values are dates, or blank */
};

struct keys {
	struct key *key;
	int count, by;       /* the first ones come from --by */
	int tables;
	int *column;         /* of each table, count after count */
	struct slice *value; /* of the current record */
	struct mask *mask;
	int *id;             /* of each table, its customers */
	int table;           /* of the current record */
	struct slice who;    /* its customer */
	struct heads *heads; /* NULL: nobody is counted */
};

/*
 * own: names of columns, NULL at the end.  Dies when no table has a column
 * of --by.
 */
struct keys *keys_open(const struct request *q, const struct tables *in,
    const char *const own[]);
void keys_close(struct keys *k);

/*
 * The same keys for another thread, which reads a part of a table; with a mask, or
 * where customers are counted, there are none.
 */
bool keys_can_part(const struct keys *k);
struct keys *keys_part(const struct keys *k);
void keys_part_close(struct keys *part);

/* The number of the key that is the kind's column of that name. */
int keys_find(const struct keys *k, const char *own);

/* Reads the current record of that table, one of in, into k->value. */
void keys_read(struct keys *k, const struct tables *in, int table);

/* The figures of the row that the current record is of. */
struct figure *keys_at(struct keys *k, struct tally *t);

/* --min-cell: the tally without groups of --by of too few customers. */
struct tally *keys_small(const struct keys *k, const struct request *q, struct tally *t);

/*
 * --min-cell and --top: what is left of the groups of --by, largest by the
 * first figure, then of the rows within them; or of the rows alone.  Of rows
 * of too few customers the keys from within on become "(others)"; a kind
 * without keys of its own has no such rows.
 */
struct tally *keys_merge(const struct keys *k, const struct request *q, struct tally *t,
    int within);

/* Adds the key columns to the sheet; a date of the kind's own is a date. */
void keys_head(const struct keys *k, struct sheet *s);

/*
 * Dies (status 2) when --top, or --min-cell where the kind has no keys of its
 * own, stands without --by: before all is read in vain.
 */
void keys_check(const struct keys *k, const struct request *q, const char *kind);

/* Adds the key cells of a row, which may be one of "(others)". */
void keys_row(const struct keys *k, struct sheet *s, const struct tally *t, uint32_t row);

/* Adds one cell of them. */
void keys_cell(const struct keys *k, struct sheet *s, int key, struct slice value);

#endif
