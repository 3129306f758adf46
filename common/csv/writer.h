/*
 * writer -- CSV out: a field quoted only when it must be, and whether it
 * all arrived.
 *
 * With a delimiter of its own nothing is quoted, for who knows no quotes: a cell
 * that could not be told from another one there, or from a blank, ends the
 * program with status 1.
 *
 * To a file whole or not at all: a temporary file beside it, made readable
 * for its owner only, is written and flushed to the disk; replace_all() puts
 * it in its place, and a death or a signal before that removes it.  What goes
 * elsewhere is kept back in memory as long as a doubt may end the run: see
 * doubt.h.  On a terminal control characters of cells are shown as \xNN.
 */
#ifndef RT_WRITER_H
#define RT_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/value/date.h"
#include "common/value/money.h"

struct output {
	const char *path;    /* NULL: standard output */
	unsigned mode;       /* of the file; 0 is 0600 */
	bool bom, crlf, no_header;
	char delimiter;      /* no cell is quoted; 0: commas, and quotes where need be */
	const char *null;    /* with it a blank cell; NULL: empty */
	bool last;           /* put in place behind all other files */
};

struct writer;

/* Dies when the file cannot be made. */
struct writer *writer_open(const struct output *o);

/*
 * A writer onto an open file, which it closes in the end; plain, no header
 * asked for or left out.  The name is for complaints; kept, not copied.
 */
struct writer *writer_onto(int fd, const char *name);

/*
 * A writer into memory, of records as w writes them: what it takes lasts until
 * writer_taken() hands it out, which borrows it until the next record.
 */
struct writer *writer_beside(const struct writer *w);
struct slice writer_taken(struct writer *w);
void writer_free(struct writer *w);

/*
 * The header line: names in order, NULL at the end.  Nothing with
 * --no-header.
 */
void writer_header(struct writer *w, const char *const names[]);

/* False with --no-header, for a header that is put together cell by cell. */
bool writer_has_header(const struct writer *w);

/* One cell each, in the order of the columns. */
void writer_text(struct writer *w, struct slice text);
void writer_string(struct writer *w, const char *text);   /* NULL is blank */
void writer_blank(struct writer *w);
void writer_money(struct writer *w, money m);
void writer_count(struct writer *w, int64_t n);
void writer_number(struct writer *w, double x);           /* blank unless finite */
void writer_date(struct writer *w, daynum d);             /* NO_DAY is blank */
void writer_instant(struct writer *w, instant t);         /* NO_INSTANT is blank */
/* numerator / denominator, blank when the denominator is 0; see ratio_print(). */
void writer_ratio(struct writer *w, __int128 numerator, int64_t denominator, int decimals);

/* Ends the record. */
void writer_end(struct writer *w);

/*
 * Cells that many records share are put together once: how much of the
 * present record is written, the cells behind such a mark (borrowed until the
 * next call), and those cells once more.
 */
size_t writer_mark(const struct writer *w);
struct slice writer_since(const struct writer *w, size_t mark);
void writer_again(struct writer *w, struct slice cells);

/* Bytes as they are, for output that is no CSV. */
void writer_bytes(struct writer *w, struct slice bytes);

/* The lines of a table that is printed as it is. */
void writer_lines(struct writer *w, struct slice text);

/*
 * Settles what is in doubt, flushes, frees; a file is ready to be put in its
 * place: see replace.h.  Returns DONE, or dies with status 3 when not all of it arrived.
 */
int writer_close(struct writer *w);

#endif
