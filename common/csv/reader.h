/*
 * reader -- records of one CSV file, columns by name or number.
 *
 * while (reader_next(r)) ... reader_field(r, column) ...
 *
 * A record that cannot be used is refused: without a rejects file that ends
 * the program with status 1, with one the raw record goes there and reading
 * goes on.
 */
#ifndef RT_READER_H
#define RT_READER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/csv/lane.h"
#include "common/csv/rejects.h"
#include "common/csv/source.h"
#include "common/value/decimal.h"

/* How the user says that a file is written. */
struct dialect {
	char delimiter;        /* ',' */
	enum quoting quoting;
	const char *encoding;  /* NULL: UTF-8 */
	const char *header;    /* comma-separated names; NULL: the first record */
	int64_t skip;          /* lines to pass over first, or SKIP_AUTO */
	size_t skip_end;       /* lines to pass over at the end */
	size_t max_cell;       /* bytes */
	const char *const *null; /* cell texts that are blank */
	size_t nulls;
	enum decimal decimal;  /* of the numbers in its cells */
	size_t chunk;          /* bytes read at a time; 0: as is best */
};

/* Lines up to the header, which the reader must be told: see dialect_skip(). */
enum { SKIP_AUTO = -1 };

extern const struct dialect dialect_default;

struct reader;

/*
 * Reads the header of the source, which then belongs to the reader.  Dies
 * with status 1 on an empty input and on a header that is none.  threads > 1
 * lets a second thread scan ahead.
 */
struct reader *reader_open(struct source *s, const struct dialect *d,
    struct rejects *rejects, int threads);
void reader_close(struct reader *r);

/*
 * Pieces of a file, for threads that read it side by side.  A piece knows the
 * header, and counts lines from its own first one; what it has to say of its
 * records it keeps for reader_absorb().
 *
 * Whether there can be pieces, before any record behind the header was read.
 */
bool reader_splits(const struct reader *r);

/*
 * Where a piece may begin that is not before that offset of the file: behind a
 * line end, where a record begins unless the line is inside of quotes; -1
 * when there is none.  And the offset behind the header, and the end of the
 * file.
 */
int64_t reader_piece_begin(const struct reader *r, int64_t offset);
int64_t reader_offset(const struct reader *r);
int64_t reader_end(const struct reader *r);

/*
 * A reader of the records from one offset up to another (-1: the end), which
 * is given up, by way of diag_escape(), once *stop is set.
 */
struct reader *reader_piece(struct reader *r, int64_t from, int64_t to,
    const atomic_bool *stop);
void reader_piece_close(struct reader *piece);

/*
 * Begins anew behind the header, and reader_next() says that there are no more
 * records behind that offset.
 */
void reader_stop_at(struct reader *r, int64_t offset);

/*
 * All that a piece read is now said as if r had read it; it begins where r
 * stands, and r stands behind it then.
 */
void reader_absorb(struct reader *r, struct reader *piece);

/* How many physical lines are before where the reader stands. */
uint64_t reader_lines(struct reader *r);

/*
 * Gives up a piece where a refusal would end the run, before anything is made
 * to say so: it would be lost.
 */
void reader_give_up(const struct reader *r);

/* Whether the last record ended where the reader had to stop. */
bool reader_stopped_well(const struct reader *r);

/* Goes on where the reader stands. */
void reader_go_on(struct reader *r);

/*
 * A reader over text in memory, in the default dialect, for policies: the
 * name stands in complaints, which end the program with this status.
 */
struct reader *reader_open_text(const char *name, struct slice text, int status);

const char *reader_name(const struct reader *r);

/* The name of the encoding that the file was read in, and what parts its cells. */
const char *reader_encoding(const struct reader *r);
char reader_delimiter(const struct reader *r);

/*
 * Dies with status 1 when the header is a single cell with another delimiter
 * in it: a header that was not split.
 */
void reader_check_delimiter(struct reader *r);

/*
 * The text from the header on, up to 64 KiB, where no record was read yet.
 * It uses the reader up: for what is to be said when there is no going on.
 */
struct slice reader_ahead(struct reader *r);

/*
 * Records may end early, with no fewer cells than these: the rest is not there,
 * and must not be asked for.
 */
void reader_end_early(struct reader *r, int cells);

/* The number of cells of the current record. */
int reader_cells(const struct reader *r);

/* The header: number of columns, and the text of each as written. */
int reader_columns(const struct reader *r);
struct slice reader_heading(const struct reader *r, int column);

/*
 * Where the reader stands: its first member, for the two functions that are
 * called for every record and field; nobody else looks in here.
 */
struct place {
	/* the current record: fields from one end to the next */
	const char *base;
	const uint32_t *end;     /* end[-1] is that of the field before */
	uint32_t cells;
	bool quoted;             /* fields may still bear their quotes */
	bool bare_inside;        /* and then no others between them */
	bool unquoted_used;      /* room taken for fields without them */
	/* records ahead that need no look */
	size_t quick;
	const uint32_t *next;    /* the ends of the next record */
	uint64_t header_word, header_mask; /* the first bytes of the header */
	unsigned char look[256]; /* for what, by the first byte of a record */
};

/* What a record may be that begins with this byte. */
enum { LOOK_BLANK = 1, LOOK_HEADER = 2 };

/*
 * Whether a record that begins like this may be blank, or the header again:
 * false is certain.
 */
static inline bool
place_wants_look(const struct place *now, const char *p)
{
	unsigned char look = now->look[(unsigned char)*p];
	uint64_t word;

	if (look == 0)
		return false;
	if ((look & LOOK_BLANK) != 0 && (*p != '"' ||
	    (now->look[(unsigned char)p[1]] & LOOK_BLANK) != 0))
		return true;
	memcpy(&word, p, sizeof word);
	return ((word ^ now->header_word) & now->header_mask) == 0;
}

/* The slow ways of the two functions below. */
bool reader_next_slowly(struct reader *r);
struct slice reader_field_slowly(struct reader *r, int column);

/*
 * Moves to the next good record; false at the end.  Blank lines, and records
 * whose cells are all blank, or white space of any kind, are passed over.  Where every record was
 * refused, the end is that of the run, with status 1.
 */
static inline bool
reader_next(struct reader *r)
{
	struct place *now = (struct place *)(void *)r;

	if (now->quick == 0 || now->unquoted_used ||
	    place_wants_look(now, now->base + (uint32_t)(now->next[-1] + 1)))
		return reader_next_slowly(r);
	now->quick--;
	now->end = now->next;
	now->next += now->cells;
	return true;
}

/*
 * A field of the current record, empty when blank and for a column below 0.
 * Borrowed: the bytes last until the next reader_next(), and are not
 * NUL-terminated.  8 bytes before the field and behind it can be read.
 */
static inline struct slice
reader_field(struct reader *r, int column)
{
	const struct place *now = (const struct place *)(const void *)r;
	const char *begin, *end;

	if (column < 0)
		return (struct slice){ "", 0 };
	begin = now->base + (uint32_t)(now->end[column - 1] + 1);
	end = now->base + now->end[column];
	if (now->quoted && (*begin == '"' || end[-1] == '\r')) {
		if (!now->bare_inside || end[-1] != '"')
			return reader_field_slowly(r, column);
		begin++;
		end--;
	}
	return (struct slice){ begin, (size_t)(end - begin) };
}

/* The current record as it came, without its line end; borrowed likewise. */
struct slice reader_raw(const struct reader *r);

/*
 * The current record with no more quotes than it needs: records whose cells
 * are equal have equal bytes.  Borrowed likewise.
 */
struct slice reader_even(struct reader *r);

/*
 * From now on each record is as many as it has cells in these columns of the
 * file that are not blank: the other columns come first, then the columns
 * named here, which hold the label of the cell's column and the cell.
 * Headings, fields and columns below are those; raw bytes, lines and refusals
 * are of the record in the file.  Labels and names are borrowed; a cell of
 * spaces or one of these texts is blank.
 */
struct unfolding {
	const int *column;           /* ascending */
	const struct slice *label;   /* of each */
	int columns;
	struct slice name[2];        /* of the two columns that come behind */
	const char *const *null;
	size_t nulls;
};
void reader_unfold(struct reader *r, const struct unfolding *u);

/*
 * The next of those records, in place of reader_next().
 */
bool reader_next_part(struct reader *r);

/* Which of the unfolding's columns the current record is of. */
int reader_part(const struct reader *r);

/* Passes over what is left of the record in the file. */
void reader_leave_parts(struct reader *r);

/*
 * Puts these cells, one for each column, in the place of those of the current
 * record until the next is asked for.  They are copied; the raw bytes, the line
 * and refusals stay those of the record in the file.
 */
void reader_rewrite(struct reader *r, const struct slice cell[]);

/* The physical line on which the current record begins, from 1. */
uint64_t reader_line(struct reader *r);

/*
 * Refuses the current record because of the cell in that column (-1: of no
 * single one): returns with --rejects, else does not.  The name is the
 * tool's for the column; the reason is a phrase such as "not a number".
 */
void reader_refuse(struct reader *r, int column, const char *name, const char *reason);

/* Dies with status 1 at the current record, or at the header when before it. */
_Noreturn void reader_die(struct reader *r, const char *column,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/*
 * The current record is blank after all, in the eyes of who knows more about
 * its cells: it is not counted.
 */
void reader_pass_over(struct reader *r);

/* Records met, and those refused. */
uint64_t reader_rows(const struct reader *r);
uint64_t reader_refused(const struct reader *r);

#endif
