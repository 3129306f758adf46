/*
 * later -- pieces of a file, each read by a thread of its own.
 *
 * A piece does not know the lines before it, nor whether they are in order:
 * what it finds to be said waits until all before it has been said.  When
 * nothing can be said of it for certain it is given up, and read once more by
 * the reader of the whole.
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/csv/reader_parts.h"

/* More than so many bytes of refused records are not kept: the piece is given up. */
enum { KEPT_MOST = 16 << 20 };

struct refusal {
	uint64_t line;
	const char *column;    /* or NULL */
	const char *reason, *hint;
	struct slice raw;
};

struct later {
	const atomic_bool *stop;
	struct refusal *refusal;
	size_t count, room;
	struct arena *text;
	size_t bytes;
	uint64_t cut_line;     /* 0: the last line is not cut */
};

bool
reader_splits(const struct reader *r)
{
	return r->unfolded == NULL && r->later == NULL && !r->finished && r->chunks_met <= 1 &&
	    source_splits(r->source) && !scan_has_margin(r->scan, r->chunks_met == 0);
}

/* Behind the header; of names that -H gives, where the file begins. */
static struct stand
behind_header(const struct reader *r)
{
	struct stand s = { source_offset(r->source), 1 };
	const struct slice *raw;
	const char *end, *p;

	if (r->chunk == NULL)
		return s;
	raw = &r->stretch->raw;
	end = !r->stretch->regular ? raw->p + raw->n :
	    r->now.base + r->now.end[r->now.cells - 1] + 1;
	s.offset -= r->chunk->buffer + r->chunk->length - end;
	s.line = r->stretch->line;
	for (p = raw->p; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		s.line++;
	return s;
}

int64_t
reader_piece_begin(const struct reader *r, int64_t offset)
{
	return source_line_behind(r->source, offset);
}

int64_t
reader_offset(const struct reader *r)
{
	return behind_header(r).offset;
}

int64_t
reader_end(const struct reader *r)
{
	return source_end(r->source);
}

struct reader *
reader_piece(struct reader *r, int64_t from, int64_t to, const atomic_bool *stop)
{
	struct reader *piece = mem_new(sizeof *piece);

	memcpy(piece->now.look, r->now.look, sizeof piece->now.look);
	piece->now.header_word = r->now.header_word;
	piece->now.header_mask = r->now.header_mask;
	piece->source = source_part(r->source, from, to);
	piece->scan = scan_new(piece->source, r->delimiter, r->quoting, r->max_cell,
	    (struct margin){ 0, 0 }, scan_chunk_size(r->scan));
	piece->rejects = r->rejects;
	piece->delimiter = r->delimiter;
	piece->quoting = r->quoting;
	piece->max_cell = r->max_cell;
	piece->least_cells = r->least_cells;
	piece->status = r->status;
	piece->threads = 1;
	piece->kept = arena_new();
	piece->unquoted = arena_new();
	piece->heading = r->heading;
	piece->columns = r->columns;
	piece->header = r->header;
	piece->later = mem_new(sizeof *piece->later);
	piece->later->stop = stop;
	piece->later->text = arena_new();
	return piece;
}

void
reader_piece_close(struct reader *piece)
{
	arena_free(piece->later->text);
	free(piece->later->refusal);
	free(piece->later);
	scan_free(piece->scan);
	source_close(piece->source);
	arena_free(piece->kept);
	arena_free(piece->unquoted);
	free(piece);
}

void
later_check(const struct later *l)
{
	if (atomic_load_explicit(l->stop, memory_order_relaxed))
		die(BAD_DATA, "a piece that nobody wants");
}

void
reader_give_up(const struct reader *r)
{
	if (r->later != NULL && r->rejects == NULL)
		die(BAD_DATA, "a piece with an error");
}

void
later_cut(struct later *l, uint64_t line)
{
	l->cut_line = line;
}

/* A copy that ends with NUL, which is not counted. */
static const char *
keep(struct later *l, struct slice text)
{
	char *copy = arena_take(l->text, text.n + 1);

	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	l->bytes += text.n + 1;
	return copy;
}

void
later_refuse(struct later *l, uint64_t line, const char *column, const char *reason,
    const char *hint, struct slice raw)
{
	struct refusal *f;

	if (l->bytes > KEPT_MOST)
		die(BAD_DATA, "too much to be said of a piece");
	l->refusal = mem_grow(l->refusal, l->count, &l->room, sizeof *l->refusal);
	f = &l->refusal[l->count++];
	f->line = line;
	f->column = column == NULL ? NULL : keep(l, slice_of(column));
	f->reason = keep(l, slice_of(reason));
	f->hint = keep(l, slice_of(hint));
	f->raw = (struct slice){ keep(l, raw), raw.n };
}

/* From there on it reads afresh. */
static void
go_on(struct reader *r, struct stand at)
{
	scan_go_on(r->scan, at.offset, at.line);
	r->at = (struct stand){ 0, 0 };
	r->chunk = NULL;
	r->stretch = NULL;
	r->next_stretch = 0;
	r->now.quick = 0;
	r->now.next = r->last_end = NULL;
	r->finished = false;
}

void
reader_stop_at(struct reader *r, int64_t offset)
{
	go_on(r, behind_header(r));
	r->rows = 0;
	source_stop_at(r->source, offset);
	r->threads_later = r->threads;
	r->threads = 1; /* the others have pieces of their own */
}

/* Where the reader stands: behind the last piece, or the records it read. */
static struct stand
stand(struct reader *r)
{
	if (r->at.line == 0)
		r->at = (struct stand){ scan_offset(r->scan), scan_line(r->scan) };
	return r->at;
}

uint64_t
reader_lines(struct reader *r)
{
	return stand(r).line - 1;
}

void
reader_absorb(struct reader *r, struct reader *piece)
{
	const struct later *l = piece->later;
	uint64_t before;

	before = reader_lines(r);
	for (const struct refusal *f = l->refusal; f < l->refusal + l->count; f++)
		reader_keep_refused(r, before + f->line, f->column, f->reason, f->hint,
		    f->raw);
	if (l->cut_line > 0)
		reader_note_cut(r, before + l->cut_line);
	r->rows += piece->rows;
	r->refused += piece->refused;
	r->at = (struct stand){ scan_offset(piece->scan),
		before + scan_line(piece->scan) };
}

bool
reader_stopped_well(const struct reader *r)
{
	return scan_stopped(r->scan) && scan_offset(r->scan) == source_offset(r->source);
}

void
reader_go_on(struct reader *r)
{
	go_on(r, stand(r));
	r->threads = r->threads_later;
}
