/*
 * portrait -- what one column of a table is like.
 *
 * Every record is looked at once.  A cell that the tools would refuse is
 * counted as a doubt bad-cell, and the record looked at all the same.
 */
#ifndef RT_REPORT_PORTRAIT_H
#define RT_REPORT_PORTRAIT_H

#include "cmd/rt-report/distinct.h"
#include "cmd/rt-report/extent.h"
#include "cmd/rt-report/infer.h"
#include "cmd/rt-report/months.h"
#include "cmd/rt-report/roll.h"
#include "common/table/cells.h"
#include "common/table/table.h"

/* Doubts, a bit each. */
typedef uint32_t doubt_set;
#define DOUBT(name) ((doubt_set)1 << (name))

struct portrait {
	struct table *table;
	int column;                  /* of the file */
	struct slice heading;        /* as it stands in the file */
	const struct column *known;  /* of the kind; NULL: it has none such */
	const char *name;            /* of it, or of one of another kind; "": none */
	enum column_type type;
	uint64_t blank;
	struct extent extent;
	struct distinct distinct;    /* where no roll has the ids */
	struct months *months;       /* NULL: the records are not told by this column */
	struct roll *roll;           /* of such ids; NULL: none */
	int place;                   /* on it */
	struct map_batch *batch;     /* on its way there */
	/* how it is looked at */
	enum look {
		BY_ID, BY_MONEY, BY_MONTH, BY_TEXT, BY_CELL, BY_UNKNOWN,
	} look;
	bool filled;                 /* a blank cell is bad */
	const struct words *closed;  /* other words are bad, or NULL */
	struct fields fields;        /* of BY_CELL, with the next */
	struct cells *cells;
	struct infer *infer;         /* of BY_UNKNOWN */
	/* what was seen */
	doubt_set doubts;
	uint64_t bad, bad_line;      /* cells, and the line of the first */
	char *slip;                  /* what was wrong with that */
};

/*
 * Begins with a column of the file, which answers to that column of its kind,
 * or to none; table_next() was not called yet.
 */
void portrait_begin(struct portrait *p, struct table *t, int column,
    const struct column *known);
void portrait_free(struct portrait *p);

/* The column answers to its name, but no tool would take it: why. */
void portrait_doubt_heading(struct portrait *p, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Looks at all records of the table, whose columns they are, and tells bad cells. */
void portraits_look(struct portrait p[], int count);

/* Doubts the bad cells that were seen. */
void portrait_tell(struct portrait *p);

/* How many different values; text and ids that are the same byte by byte. */
int64_t portrait_distinct(const struct portrait *p);

/* The type, when all was read. */
enum column_type portrait_type(const struct portrait *p);

/* From the least to the greatest value; NO_EXTENT of what names or tells. */
struct extent portrait_extent(const struct portrait *p);

#endif
