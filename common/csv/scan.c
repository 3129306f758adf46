/*
 * A second thread fills chunks ahead when the input is large.  A record that
 * is cut by the end of a chunk moves to the front of the next, so that each
 * record lies in one piece.
 */
#include "common/csv/scan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/run.h"
#include "common/csv/clean.h"
#include "common/csv/lane.h"

enum {
	CHUNK = 128 << 10,  /* bytes; with their ends they stay in the second cache */
	BEFORE = 8,         /* readable before the text, for loads that end in it */
	CHUNKS = 4,         /* one read, one filled, two between */
};

struct scan {
	struct source *source;
	struct judge *judge;
	char delimiter;
	enum quoting quoting;
	size_t max_cell, chunk_size;
	bool judge_all;
	struct margin margin;  /* first: lines still to be passed over */
	uint64_t line;         /* physical line of the next byte */
	struct chunk chunk[CHUNKS];
	const struct chunk *previous; /* its unused bytes begin the next one */
	unsigned next;
	struct run *ahead;     /* NULL: no second thread */
	bool finished;
	bool stopped;          /* by its source */
};

static bool
forced_libcsv(void)
{
	const char *forced = getenv("RT_CSV");

	return forced != NULL && strcmp(forced, "libcsv") == 0;
}

const char *
scan_unit(void)
{
	return forced_libcsv() ? "libcsv" : lane_unit();
}

struct scan *
scan_new(struct source *source, char delimiter, enum quoting quoting, size_t max_cell,
    struct margin margin, size_t chunk_size)
{
	struct scan *s = mem_new(sizeof *s);

	s->source = source;
	s->judge = judge_new(delimiter, quoting, max_cell);
	s->delimiter = delimiter;
	s->quoting = quoting;
	s->max_cell = max_cell;
	s->chunk_size = chunk_size > 0 ? chunk_size : CHUNK;
	s->judge_all = forced_libcsv();
	s->margin = margin;
	s->line = 1;
	lane_unit(); /* chosen before there are threads */
	return s;
}

void
scan_free(struct scan *s)
{
	if (s->ahead != NULL)
		run_stop(s->ahead);
	for (unsigned i = 0; i < CHUNKS; i++) {
		struct chunk *c = &s->chunk[i];

		if (c->buffer != NULL)
			free(c->buffer - BEFORE);
		free(c->stretch);
		free(c->end);
		if (c->judged != NULL)
			arena_free(c->judged);
	}
	judge_free(s->judge);
	free(s);
}

static void
chunk_room(struct chunk *c, size_t room)
{
	char *old = c->buffer != NULL ? c->buffer - BEFORE : NULL;

	c->buffer = (char *)mem_resize(old, BEFORE + room + LANE_PAD, 1) + BEFORE;
	if (old == NULL)
		memset(c->buffer - BEFORE, 0, BEFORE);
	c->room = room;
}

/* Begins a chunk with what the one before left over. */
static void
chunk_begin(struct scan *s, struct chunk *c)
{
	const struct chunk *p = s->previous;
	size_t left = p == NULL ? 0 : p->length - p->used;

	if (c->room < s->chunk_size || c->room < left + 16)
		chunk_room(c, left + s->chunk_size);
	if (c->judged == NULL)
		c->judged = arena_new();
	arena_empty(c->judged);
	if (left > 0)
		memmove(c->buffer, p->buffer + p->used, left);
	c->length = left;
	c->used = 0;
	c->stretches = 0;
	c->last = false;
	c->error = 0;
}

/*
 * Where the last lines begin; 0 when there are no more than those.  A line
 * without its end is one, as are blank ones.
 */
static size_t
before_last_lines(const char *p, size_t n, size_t lines)
{
	for (; lines > 0 && n > 0; lines--) {
		n -= n > 1 && p[n - 1] == '\n' && p[n - 2] == '\r' ? 2 :
		    p[n - 1] == '\n' || p[n - 1] == '\r';
		while (n > 0 && p[n - 1] != '\n' && p[n - 1] != '\r')
			n--;
	}
	return n;
}

/* One read; notes the end of the source. */
static void
chunk_read(struct scan *s, struct chunk *c)
{
	long n;

	if (c->room - c->length < 16)
		chunk_room(c, 2 * c->room);
	n = source_read(s->source, c->buffer + c->length, c->room - c->length);
	if (n < 0)
		c->error = errno;
	else
		c->length += (size_t)n;
	s->stopped = n == 0 && source_stopped(s->source);
	c->last = n <= 0 && !s->stopped;
	c->bound = before_last_lines(c->buffer, c->length, s->margin.last);
	memset(c->buffer + c->length, ' ', LANE_PAD);
}

static struct stretch *
chunk_stretch(struct scan *s, struct chunk *c, size_t bytes)
{
	struct stretch *t;

	if (c->stretches == c->stretch_room)
		c->stretch = mem_grow(c->stretch, c->stretches, &c->stretch_room,
		    sizeof *c->stretch);
	t = &c->stretch[c->stretches++];
	*t = (struct stretch){
		.ruling = RECORD,
		.raw = { c->buffer + c->used, bytes },
		.line = s->line,
	};
	c->used += bytes;
	return t;
}

/*
 * Room for the ends of all fields that the rest of the chunk can hold, with
 * one before them.  No stretch gets into the room of the next: it has at
 * most as many ends as bytes.
 */
static uint32_t *
end_room(struct chunk *c)
{
	uint32_t *end;

	if (c->end_room < 2 * c->length + LANE_PAD) {
		c->end_room = 2 * c->room + LANE_PAD;
		c->end = mem_resize(c->end, c->end_room, sizeof *c->end);
	}
	end = c->end + c->used + c->stretches;
	*end = UINT32_MAX;
	return end + 1;
}

/*
 * Indexes the regular records from here on; true when an irregular one
 * follows them.
 */
static bool
take_regular(struct scan *s, struct chunk *c)
{
	const char *text = c->buffer + c->used;
	uint32_t n = (uint32_t)(c->bound - c->used), *end = end_room(c);
	struct index x;

	lane_index(text, n, s->delimiter, s->quoting, end, &x);
	if (x.ends > 0) {
		struct stretch *t = chunk_stretch(s, c, x.used);

		t->regular = true;
		t->marked = x.marked;
		t->doubled = x.doubled;
		t->suspect = x.suspect && !clean_text(t->raw);
		t->base = text;
		t->end = end;
		t->ends = x.ends;
		t->records = x.records;
		s->line += x.lines;
	}
	return x.stop < n;
}

/* Passes over a blank line; false when there is none, or its end is not there. */
static bool
skip_blank(struct scan *s, struct chunk *c)
{
	const char *p = c->buffer + c->used;
	size_t left = c->bound - c->used;

	if (left == 0 || (p[0] != '\n' && p[0] != '\r'))
		return false;
	if (p[0] == '\r' && left == 1 && !c->last)
		return false;
	c->used += p[0] == '\r' && left > 1 && p[1] == '\n' ? 2 : 1;
	s->line++;
	return true;
}

/* Has one record judged; false when its end is not there yet. */
static bool
take_judged(struct scan *s, struct chunk *c)
{
	struct slice rest = { c->buffer + c->used, c->bound - c->used };
	struct verdict v;
	struct stretch *t;

	if (rest.n == 0 || (rest.p[0] == '\r' && rest.n == 1 && !c->last))
		return false;
	v = judge_record(s->judge, rest, c->last, c->judged);
	if (v.ruling == MORE)
		return false;
	t = chunk_stretch(s, c, v.used);
	t->ruling = v.ruling;
	t->suspect = true;
	t->base = v.base;
	t->end = v.end;
	t->ends = v.ends;
	t->records = 1;
	t->field = v.field;
	t->field_line = s->line + v.field_line;
	s->line += v.lines;
	return true;
}

/* Finds the records of the chunk, as far as they are all there. */
static void
take_records(struct scan *s, struct chunk *c)
{
	bool more = true;

	while (more && c->used < c->bound) {
		bool irregular = s->judge_all || take_regular(s, c);
		bool stuck = c->last || c->bound - c->used >= s->chunk_size;

		more = (irregular || stuck) && (skip_blank(s, c) || take_judged(s, c));
	}
}

/* Drops the lines that --skip names; false when more bytes are needed. */
static bool
skip_lines(struct scan *s, struct chunk *c)
{
	for (; s->margin.first > 0; s->margin.first--) {
		const char *p = c->buffer + c->used;
		size_t left = c->bound - c->used, n = 0;

		while (n < left && p[n] != '\n' && p[n] != '\r')
			n++;
		if (!c->last && (n == left || (p[n] == '\r' && n + 1 == left))) {
			c->used += n;
			return false;
		}
		n += n < left ? p[n] == '\r' && n + 1 < left && p[n + 1] == '\n' ? 2 : 1 : 0;
		c->used += n;
		s->line++;
	}
	return true;
}

/* What a record without its line end leaves over is never empty. */
static bool
ends_with_line_end(const struct chunk *c)
{
	return c->length == 0 || c->buffer[c->length - 1] == '\n' ||
	    c->buffer[c->length - 1] == '\r';
}

/* Fills a chunk with at least one record; false with the last one. */
static bool
fill(void *maker, void *block)
{
	struct scan *s = maker;
	struct chunk *c = block;

	chunk_begin(s, c);
	do {
		chunk_read(s, c);
		if (c->error == 0 && skip_lines(s, c))
			take_records(s, c);
	} while (c->stretches == 0 && !c->last && !s->stopped);
	s->previous = c;
	c->cut = c->last && !ends_with_line_end(c);
	c->cut_line = s->line;
	return !c->last && !s->stopped;
}

const struct chunk *
scan_next(struct scan *s)
{
	struct chunk *c;

	if (s->ahead != NULL)
		return run_next(s->ahead);
	if (s->finished)
		return NULL;
	c = &s->chunk[s->next];
	s->next = (s->next + 1) % 2;
	s->finished = !fill(s, c);
	return c;
}

void
scan_ahead(struct scan *s)
{
	void *block[CHUNKS];
	int blocks = 0;

	if (s->ahead != NULL || s->finished)
		return;
	/* All but the chunk that the caller still reads. */
	for (unsigned i = 0; i < CHUNKS; i++)
		if (&s->chunk[i] != s->previous)
			block[blocks++] = &s->chunk[i];
	s->ahead = run_start(fill, s, block, blocks);
}

bool
scan_stopped(const struct scan *s)
{
	return s->stopped;
}

int64_t
scan_offset(const struct scan *s)
{
	const struct chunk *p = s->previous;
	size_t left = p == NULL ? 0 : p->length - p->used;

	return source_offset(s->source) - (int64_t)left;
}

uint64_t
scan_line(const struct scan *s)
{
	return s->line;
}

void
scan_go_on(struct scan *s, int64_t offset, uint64_t line)
{
	source_go_on(s->source, offset);
	s->previous = NULL;
	s->line = line;
	s->finished = s->stopped = false;
}

bool
scan_has_margin(const struct scan *s, bool is_new)
{
	return s->margin.last > 0 || (is_new && s->margin.first > 0);
}

size_t
scan_chunk_size(const struct scan *s)
{
	return s->chunk_size;
}
