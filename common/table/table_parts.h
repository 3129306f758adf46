/*
 * table_parts -- the inside of a table: what table.c and cell.c share.
 */
#ifndef RT_TABLE_PARTS_H
#define RT_TABLE_PARTS_H

#include "common/table/filter.h"
#include "common/table/renaming.h"
#include "common/table/table.h"
#include "common/table/wide.h"

/* What a column of the file is to the tool. */
struct binding {
	const char *name;    /* of the tool's column, or NULL */
	bool filled;         /* a blank cell makes the record bad */
	const struct words *closed; /* so does a cell that says none of these; or NULL */
	uint8_t word;        /* what the cell of the current record says, of those */
};

struct table {
	struct table_front front; /* first: see table.h */
	enum kind kind;
	const struct dialect *dialect;
	struct header header;
	struct wide *wide;       /* NULL: no months in columns */
	struct renaming *renaming; /* NULL: ids are as they stand */
	struct filter *filter;   /* NULL: all records are used */
	const struct slice *heading;
	struct binding *bound;   /* by column of the file */
	const struct words **words; /* by column of the file, or NULL; NULL: not found yet */
	int *watched;            /* columns that table_next() finds blank */
	int watches;
	bool begun;
	bool brisk;              /* begun, plain, and watched for blank cells at most */
	bool looks_on;           /* a bad cell is told, its record not refused */
	bool sieving;            /* but by --where */
	char slip[LOOK_TEXT];    /* what was wrong with it */
	const char *const *null;
	size_t nulls;
	bool clean_ids;          /* the marks of ids go */
	bool bare_output;        /* its blanks are --null: see writer.h */
	const char *without_id;  /* see options.h */
	struct doubt *doubt[DOUBTS]; /* those there are, else NULL */
	enum decimal decimal;
	bool is_part;            /* of another: see split.h */
};

/*
 * The column, by the tool's name for it, or NO_COLUMN; dies when two answer,
 * and when the one that does counts in another unit.
 */
int table_find(const struct table *t, const char *name);

/*
 * Of the kinds that the tool reads, the one that the file is, which is said
 * where it was; or dies.
 */
enum kind table_recognise(const struct table *t, const struct options *o, kinds among,
    enum kind said);

/*
 * Dies: the column is not there.  Says what of the kind is, and which of the
 * headings might have been meant.
 */
_Noreturn void table_miss(const struct table *t, enum kind k, const char *name);

#endif
