/*
 * Most records are quick: of a stretch that holds nothing to complain of, only
 * ends are handed on.  Lines are counted when a complaint needs one.
 */
#include "common/csv/reader_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/translate.h"
#include "common/csv/progress.h"
#include "common/value/space.h"

enum {
	AHEAD_AFTER = 4,        /* chunks: less than that is not worth a thread */
	COLUMNS_MOST = 65536,
	AHEAD = 65536,          /* bytes that are shown to who asks for more */
};

const struct dialect dialect_default = { .delimiter = ',', .max_cell = 1 << 20 };

const char *
reader_name(const struct reader *r)
{
	return source_name(r->source);
}

const char *
reader_encoding(const struct reader *r)
{
	return source_encoding(r->source);
}

char
reader_delimiter(const struct reader *r)
{
	return r->delimiter;
}

int
reader_columns(const struct reader *r)
{
	return r->unfolded != NULL ? unfolded_columns(r->unfolded) : r->columns;
}

void
reader_end_early(struct reader *r, int cells)
{
	r->least_cells = cells;
}

int
reader_cells(const struct reader *r)
{
	return (int)r->now.cells;
}

struct slice
reader_heading(const struct reader *r, int column)
{
	if (r->unfolded != NULL)
		return unfolded_heading(r->unfolded, column);
	return r->heading[column];
}

uint64_t
reader_rows(const struct reader *r)
{
	return r->unfolded != NULL ? unfolded_rows(r->unfolded) : r->rows;
}

uint64_t
reader_refused(const struct reader *r)
{
	return r->refused;
}

/* The bytes of a record without its line end. */
static struct slice
without_line_end(struct slice raw)
{
	if (raw.n > 0 && raw.p[raw.n - 1] == '\n')
		raw.n--;
	if (raw.n > 0 && raw.p[raw.n - 1] == '\r')
		raw.n--;
	return raw;
}

/* The offset at which the record begins. */
static uint32_t
start_of(const struct place *p)
{
	return p->end[-1] + 1;
}

struct slice
reader_raw(const struct reader *r)
{
	const struct place *now = reader_place(r);
	struct slice raw = r->stretch->raw;

	if (r->stretch->regular)
		raw = (struct slice){ now->base + start_of(now),
			now->end[now->cells - 1] - start_of(now) + 1 };
	return without_line_end(raw);
}

typedef unsigned char sixteen __attribute__((vector_size(16)));

/* The sum of sixteen bytes. */
static inline uint64_t
sum_of(sixteen count)
{
	const uint64_t even = UINT64_C(0x00ff00ff00ff00ff);
	uint64_t half[2], pairs;

	memcpy(half, &count, sizeof half);
	pairs = (half[0] & even) + (half[0] >> 8 & even) + (half[1] & even) +
	    (half[1] >> 8 & even);
	return pairs * UINT64_C(0x0001000100010001) >> 48;
}

/* How many line feeds are among so many bytes. */
static uint64_t
count_lines(const char *p, size_t n)
{
	enum { MOST = 255 }; /* that a byte can count */
	sixteen bytes = { 0 };
	uint64_t lines = 0;

	for (size_t blocks = n / sizeof bytes, some; blocks > 0; blocks -= some) {
		const char *end;
		sixteen count = { 0 };

		some = blocks < MOST ? blocks : MOST;
		for (end = p + some * sizeof bytes; p < end; p += sizeof bytes) {
			memcpy(&bytes, p, sizeof bytes);
			count -= (sixteen)(bytes == '\n');
		}
		lines += sum_of(count);
	}
	bytes = (sixteen){ 0 };
	memcpy(&bytes, p, n % sizeof bytes);
	return lines + sum_of(-(sixteen)(bytes == '\n'));
}

/* Without quotes or CRs in the stretch each record is a line. */
uint64_t
reader_line(struct reader *r)
{
	const char *to;

	if (r->stretch == NULL)
		return 1;
	if (r->stretch->regular && !r->stretch->marked)
		return r->stretch->line + r->stretch->records - 1 - r->records_left -
		    reader_place(r)->quick;
	to = r->stretch->raw.p;
	if (r->stretch->regular)
		to = reader_place(r)->base + start_of(reader_place(r));
	if (r->counted_to < to)
		r->counted += count_lines(r->counted_to, (size_t)(to - r->counted_to));
	r->counted_to = to;
	return r->counted;
}

/* Where there is one column, quotes say that a blank cell is a record. */
static bool
is_blank(struct reader *r)
{
	if (r->columns == 1 && r->now.cells == 1)
		return space_trim(reader_raw(r)).n == 0;
	for (uint32_t i = 0; i < r->now.cells; i++)
		if (space_trim(reader_field(r, (int)i)).n > 0)
			return false;
	return true;
}

/* Takes the next record of a stretch that needs a look; false: it is no good. */
static bool
take_carefully(struct reader *r)
{
	const uint32_t *last = r->now.next;

	if (r->stretch->regular)
		while (r->now.base[*last] != '\n')
			last++;
	else
		last = r->last_end - 1;
	r->now.end = r->now.next;
	r->now.cells = (uint32_t)(last - r->now.end) + 1;
	r->now.next = last + 1;
	r->records_left--;
	if (is_blank(r)) {
		reader_check_lengths(r); /* which the judge does before */
		return false;
	}
	r->rows++;
	return reader_check(r);
}

/*
 * Lets the rest of the stretch be taken without a look at each record, when
 * there is nothing to be found: each has as many fields as the header, and
 * no byte or cell can be wrong.
 */
static void
allow_quick(struct reader *r)
{
	const struct stretch *t = r->stretch;
	size_t columns = (size_t)r->columns, ends = (size_t)(r->last_end - r->now.next);

	if (!t->regular || t->suspect || t->raw.n > r->max_cell || columns < 2 ||
	    ends != columns * r->records_left)
		return;
	for (size_t i = columns - 1; i < ends; i += columns)
		if (t->base[r->now.next[i]] != '\n')
			return;
	r->now.cells = (uint32_t)columns;
	r->now.quick = r->records_left;
	r->rows += r->records_left;
	r->records_left = 0;
}

static void
begin_stretch(struct reader *r, const struct stretch *t)
{
	r->stretch = t;
	r->counted_to = t->raw.p;
	r->counted = t->line;
	r->now.next = r->last_end = NULL;
	if (t->ruling != RECORD) {
		reader_refuse_fault(r);
		return;
	}
	r->now.base = t->base;
	r->now.quoted = t->marked;
	r->now.bare_inside = !t->doubled && r->quoting == QUOTES;
	r->now.next = t->end;
	r->last_end = t->end + t->ends;
	r->records_left = t->records;
	allow_quick(r);
}

void
reader_note_cut(const struct reader *r, uint64_t line)
{
	doubt_of(CUT_END, reader_name(r), line)->count = 1;
}

/* A table whose only line is cut has no header that would do. */
static void
note_cut(const struct reader *r)
{
	if (!r->chunk->cut || source_in_memory(r->source))
		return;
	if (r->later != NULL)
		later_cut(r->later, r->chunk->cut_line);
	else if (r->chunk->cut_line > 1)
		reader_note_cut(r, r->chunk->cut_line);
}

/* The next stretch, of the next chunk if need be; false at the end. */
static bool
next_stretch(struct reader *r)
{
	while (r->chunk == NULL || r->next_stretch == r->chunk->stretches) {
		if (r->chunk != NULL && r->chunk->error != 0)
			die(BAD_SYSTEM, "%s: %s", reader_name(r), translate_error(r->chunk->error));
		if (r->threads > 1 && r->chunks_met >= AHEAD_AFTER)
			scan_ahead(r->scan);
		r->chunks_met++;
		r->chunk = scan_next(r->scan);
		r->next_stretch = 0;
		if (r->chunk == NULL)
			return false;
		note_cut(r);
		if (r->later != NULL)
			later_check(r->later);
		else
			progress_tick(r->source);
	}
	begin_stretch(r, &r->chunk->stretch[r->next_stretch++]);
	return true;
}

void
reader_pass_over(struct reader *r)
{
	r->rows--;
}

/* Takes the next of the quick records; false when it is blank, or the header again. */
static bool
take_quickly(struct reader *r)
{
	struct place *now = &r->now;

	now->quick--;
	now->end = now->next;
	now->next += now->cells;
	if (is_blank(r)) {
		reader_pass_over(r);
		return false;
	}
	if (!reader_repeats_header(r))
		return true;
	reader_refuse_header(r);
	return false;
}

/*
 * A table of which nothing is left is no table that was meant; a header
 * alone holds nothing that could count again.
 */
static void
finish(struct reader *r)
{
	bool first = !r->finished;

	r->finished = true;
	if (!first || r->later != NULL || scan_stopped(r->scan))
		return;
	if (r->rejects != NULL && r->refused > 0 && r->refused == reader_rows(r) &&
	    !rejects_looks_on(r->rejects))
		reader_die_useless(r);
	if (r->rows > 0)
		source_compare(r->source);
}

bool
reader_next_slowly(struct reader *r)
{
	if (r->is_rewritten)
		reader_rewrite_end(r);
	if (r->now.unquoted_used) {
		arena_empty(r->unquoted);
		r->now.unquoted_used = false;
		if (r->now.quick > 0)
			return reader_next(r);
	}
	for (;;) {
		if (r->now.quick > 0) {
			if (take_quickly(r))
				return true;
		} else if (r->now.next < r->last_end) {
			if (take_carefully(r))
				return true;
		} else if (r->finished || !next_stretch(r)) {
			finish(r);
			return false;
		}
	}
}

/* Whether one of the bytes is a quote. */
static inline bool
any_quote(uint64_t bytes)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t x = bytes ^ '"' * ones;

	return ((x - ones) & ~x & 0x80 * ones) != 0;
}

/* The same of a text; most are short, and 8 bytes behind it can be read. */
static inline bool
has_quote(struct slice text)
{
	uint64_t head, tail;

	if (text.n > 16)
		return memchr(text.p, '"', text.n) != NULL;
	memcpy(&head, text.p, 8);
	if (text.n < 8)
		return any_quote(head & (((uint64_t)1 << 8 * text.n) - 1));
	memcpy(&tail, text.p + text.n - 8, 8);
	return any_quote(head) || any_quote(tail);
}

/* What stands between the quotes, doubled ones made single. */
static struct slice
unquote(struct reader *r, struct slice field)
{
	struct slice inner = { field.p + 1, field.n - 2 };
	char *to, *text;

	if (!has_quote(inner))
		return inner;
	text = to = arena_take(r->unquoted, inner.n);
	r->now.unquoted_used = true;
	for (size_t i = 0; i < inner.n; i++) {
		*to++ = inner.p[i];
		i += inner.p[i] == '"';
	}
	return (struct slice){ text, (size_t)(to - text) };
}

struct slice
reader_field_slowly(struct reader *r, int column)
{
	struct slice field;
	uint32_t start;

	start = r->now.end[column - 1] + 1;
	field = (struct slice){ r->now.base + start, r->now.end[column] - start };
	if (!r->now.quoted)
		return field;
	if (column + 1 == (int)r->now.cells && field.n > 0 && field.p[field.n - 1] == '\r')
		field.n--;
	if (r->quoting == QUOTES && field.n > 0 && field.p[0] == '"')
		return unquote(r, field);
	return field;
}

struct slice
reader_ahead(struct reader *r)
{
	const char *from = reader_raw(r).p;
	size_t n = (size_t)(r->chunk->buffer + r->chunk->length - from);
	char *text = arena_take(r->kept, AHEAD);
	long more = 1;

	n = n < AHEAD ? n : AHEAD;
	memcpy(text, from, n);
	while (more > 0 && AHEAD - n >= 16) {
		more = source_read(r->source, text + n, AHEAD - n);
		n += more > 0 ? (size_t)more : 0;
	}
	return (struct slice){ text, n };
}

/* The names that -H gives. */
static void
header_from_option(struct reader *r, const char *names)
{
	struct slice rest = slice_of(names), name;

	size_t room = 0;

	while (slice_cut(&rest, ',', &name)) {
		if (r->columns == COLUMNS_MOST)
			die_usage("--header names more than %d columns", COLUMNS_MOST);
		r->heading = mem_grow(r->heading, (size_t)r->columns, &room,
		    sizeof *r->heading);
		r->heading[r->columns++] = arena_keep(r->kept, name);
	}
	/* No record begins like this, so none is taken for the header again. */
	memset(&r->now.header_word, '\n', sizeof r->now.header_word);
	r->now.header_mask = ~(uint64_t)0;
}

void
reader_check_delimiter(struct reader *r)
{
	static const struct { char byte; const char *name; } other[] = {
		{ ';', "';'" }, { '\t', "tab" }, { '|', "'|'" }, { ',', "','" },
	};

	for (size_t i = 0; r->columns == 1 && r->header.n > 0 && i < sizeof other / sizeof *other; i++) {
		if (memchr(r->heading[0].p, other[i].byte, r->heading[0].n) == NULL)
			continue;
		if (r->status == BAD_USAGE)
			reader_die(r, NULL, "a header of a single cell with %s in it; "
			    "a policy has commas", other[i].name);
		reader_die(r, NULL, "a header of a single cell with %s in it; try -d %s",
		    other[i].name, other[i].name);
	}
}

/* The first record is the header; it must be in order. */
static void
header_from_record(struct reader *r)
{
	struct slice raw;

	/* There are no rejects yet: a header cannot be refused. */
	if (!reader_next(r))
		die(r->status, "%s: empty: not even a header", reader_name(r));
	raw = reader_raw(r);
	if (raw.n >= 4 && strncasecmp(raw.p, "sep=", 4) == 0)
		reader_die(r, NULL, "'sep=' in place of a header; try --skip 1 -d C");
	if (r->now.cells > COLUMNS_MOST)
		reader_die(r, NULL, "a header of more than %d columns", COLUMNS_MOST);
	r->columns = (int)r->now.cells;
	r->heading = mem_array(r->now.cells, sizeof *r->heading);
	for (int i = 0; i < r->columns; i++)
		r->heading[i] = arena_keep(r->kept, reader_field(r, i));
	r->header = arena_keep(r->kept, raw);
	r->now.header_mask = raw.n >= 8 ? ~(uint64_t)0 : ((uint64_t)1 << 8 * raw.n) - 1;
	memcpy(&r->now.header_word, r->header.p, raw.n < 8 ? raw.n : 8);
	r->now.look[(unsigned char)r->header.p[0]] |= LOOK_HEADER;
	r->rows = 0;
	allow_quick(r);
}

static struct reader *
reader_new(struct source *s, const struct dialect *d, int status)
{
	struct reader *r = mem_new(sizeof *r);

	r->source = s;
	r->status = status;
	r->delimiter = d->delimiter;
	r->quoting = d->quoting;
	r->max_cell = d->max_cell;
	r->kept = arena_new();
	r->unquoted = arena_new();
	r->now.look[(unsigned char)d->delimiter] = LOOK_BLANK;
	r->now.look[' '] = r->now.look['"'] = r->now.look['\t'] = LOOK_BLANK;
	/* NBSP, zero-width spaces, U+3000 */
	r->now.look[0xc2] = r->now.look[0xe2] = r->now.look[0xe3] = LOOK_BLANK;
	source_decode(s, d->encoding, status);
	r->scan = scan_new(s, d->delimiter, d->quoting, d->max_cell,
	    (struct margin){ d->skip, d->skip_end }, d->chunk);
	if (d->header != NULL)
		header_from_option(r, d->header);
	else
		header_from_record(r);
	return r;
}

struct reader *
reader_open(struct source *s, const struct dialect *d, struct rejects *rejects,
    int threads)
{
	struct reader *r = reader_new(s, d, BAD_DATA);

	r->rejects = rejects;
	r->threads = threads;
	return r;
}

struct reader *
reader_open_text(const char *name, struct slice text, int status)
{
	struct reader *r = reader_new(source_open_text(name, text), &dialect_default,
	    status);

	reader_check_delimiter(r);
	return r;
}

void
reader_close(struct reader *r)
{
	progress_end();
	if (r->unfolded != NULL)
		unfolded_free(r->unfolded);
	rewritten_free(r->rewritten);
	scan_free(r->scan);
	source_close(r->source);
	arena_free(r->kept);
	arena_free(r->unquoted);
	free(r->heading);
	free(r);
}
