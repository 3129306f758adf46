/*
 * reader_parts -- the inside of a reader, for its own files.
 */
#ifndef RT_READER_PARTS_H
#define RT_READER_PARTS_H

#include "common/base/mem.h"
#include "common/csv/reader.h"
#include "common/csv/scan.h"

enum { REFUSAL_TEXT = 200 };

/* A place in the file, and its physical line. */
struct stand {
	int64_t offset;
	uint64_t line;
};

struct reader {
	struct place now;        /* first: see reader.h */
	struct source *source;
	struct scan *scan;
	struct rejects *rejects;
	char delimiter;
	enum quoting quoting;
	size_t max_cell;
	int status;              /* of complaints about the data */
	int threads;
	int threads_later;         /* what threads is when pieces are read */
	unsigned chunks_met;

	struct arena *kept;      /* the header */
	struct slice *heading;
	int columns;
	int least_cells;         /* of a record that ends early; 0: none may */
	struct slice header;     /* its raw text; empty with -H */

	const struct chunk *chunk;
	size_t next_stretch;
	const struct stretch *stretch;
	const uint32_t *last_end;
	size_t records_left;     /* of the stretch, those in now.quick apart */
	bool finished;

	struct arena *unquoted;  /* fields that had doubled quotes */
	const char *counted_to;  /* lines of the stretch are counted up to here */
	uint64_t counted;

	uint64_t rows, refused;
	char first_refusal[REFUSAL_TEXT]; /* its line, column and reason */
	struct unfolded *unfolded; /* NULL: records are as in the file */
	bool is_rewritten;         /* the current record has other cells */
	struct rewritten *rewritten; /* NULL: none had */

	struct later *later;       /* of a piece: what it has to say; else NULL */
	struct stand at;           /* behind the pieces that were absorbed; line 0: none */
};

/* A record that a piece refused, to be told when its line is known. */
void later_refuse(struct later *l, uint64_t line, const char *column,
    const char *reason, const char *hint, struct slice raw);

/* That the last line of the file, which the piece has, is cut. */
void later_cut(struct later *l, uint64_t line);

/* Ends a piece that nobody wants. */
void later_check(const struct later *l);

/* Tells that the last line, this one, has no end. */
void reader_note_cut(const struct reader *r, uint64_t line);

/* Keeps a record with the rejects, or ends the run. */
void reader_keep_refused(struct reader *r, uint64_t line, const char *column,
    const char *reason, const char *hint, struct slice raw);

/*
 * Where the record stands that is current in the file: r->now, but for an
 * unfolded or rewritten one.
 */
const struct place *reader_place(const struct reader *r);

/* Counts a refusal of the record in the file as a whole. */
void unfolded_note_refusal(struct unfolded *u);

/* Records met, of the unfolded ones. */
uint64_t unfolded_rows(const struct unfolded *u);

/* The columns of those, and their headings. */
int unfolded_columns(const struct unfolded *u);
struct slice unfolded_heading(const struct unfolded *u, int column);

void unfolded_free(struct unfolded *u);

/* Where the record stands that was rewritten. */
const struct place *rewritten_place(const struct rewritten *w);

/* The current record has its own cells again. */
void reader_rewrite_end(struct reader *r);

void rewritten_free(struct rewritten *w);

/* Whether the current record is the header once more. */
bool reader_repeats_header(const struct reader *r);

/* Dies with status 1: all records were refused. */
_Noreturn void reader_die_useless(const struct reader *r);

/* The present stretch is a record that no lane could take. */
void reader_refuse_fault(struct reader *r);

/* The current record is the header once more. */
void reader_refuse_header(struct reader *r);

/* Ends the run where a cell of the current record is past the limit. */
void reader_check_lengths(struct reader *r);

/*
 * Whether the current record will do: its bytes are text, its cells as many
 * as the header's.  A cell past the limit ends the run.
 */
bool reader_check(struct reader *r);

#endif
