/*
 * A record is fed line by line, as people see lines, so that libcsv never
 * takes in what stands behind a fault.
 */
#include "common/csv/judge.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"

enum {
	BEFORE = 8, BEHIND = 64,  /* readable around the fields, as in a chunk */
	RECORD_CELLS = 64,        /* so many largest cells a record may take */
	RECORD_LEAST = 64 << 20,  /* and so many bytes, however small they are */
};

struct judge {
	struct csv_parser parser;
	char delimiter;
	enum quoting quoting;
	size_t max_cell;
	bool ended;               /* libcsv ended a record */
	bool too_long;            /* a cell of it was past the limit */
	char *text;               /* its fields, a byte between them */
	size_t length, room;
	uint32_t *end;
	size_t ends, end_room;
};

static int
no_space(unsigned char byte)
{
	(void)byte;
	return 0;
}

static void
begin_parser(struct judge *j)
{
	/* unreached: it says no only where there is no parser */
	if (csv_init(&j->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		die(BAD_SYSTEM, "libcsv does not start");
	csv_set_delim(&j->parser, (unsigned char)j->delimiter);
	csv_set_space_func(&j->parser, no_space);
}

/* A parser that stopped inside a record starts afresh. */
static void
restart_parser(struct judge *j)
{
	csv_free(&j->parser);
	begin_parser(j);
}

struct judge *
judge_new(char delimiter, enum quoting quoting, size_t max_cell)
{
	struct judge *j = mem_new(sizeof *j);

	j->delimiter = delimiter;
	j->quoting = quoting;
	j->max_cell = max_cell;
	begin_parser(j);
	return j;
}

void
judge_free(struct judge *j)
{
	csv_free(&j->parser);
	free(j->text);
	free(j->end);
	free(j);
}

static void
take_field(void *field, size_t n, void *judge)
{
	struct judge *j = judge;

	if (j->too_long)
		return;
	if (n > j->max_cell) {
		j->too_long = true;
		return;
	}
	while (j->room < j->length + n + 1)
		j->text = mem_grow(j->text, j->room, &j->room, 1);
	if (n > 0)
		memcpy(j->text + j->length, field, n);
	j->length += n;
	if (j->ends == j->end_room)
		j->end = mem_grow(j->end, j->ends, &j->end_room, sizeof *j->end);
	j->end[j->ends++] = (uint32_t)j->length;
	j->text[j->length++] = '\n';
}

static void
take_record(int ended_by, void *judge)
{
	(void)ended_by;
	((struct judge *)judge)->ended = true;
}

/* The bytes of the physical line at p, its end included; 0: it does not end here. */
static size_t
line_length(struct slice bytes, bool last)
{
	for (size_t i = 0; i < bytes.n; i++) {
		if (bytes.p[i] == '\n')
			return i + 1;
		if (bytes.p[i] != '\r')
			continue;
		if (i + 1 < bytes.n)
			return i + 1 + (bytes.p[i + 1] == '\n');
		return last ? i + 1 : 0;
	}
	return 0;
}

/* Copies what libcsv found to where it lasts. */
static void
keep_fields(const struct judge *j, struct arena *keep, struct verdict *v)
{
	char *text = arena_take(keep, BEFORE + j->length + BEHIND);
	uint32_t *end = arena_take(keep, (1 + j->ends) * sizeof *end);

	memset(text, 0, BEFORE);
	memcpy(text + BEFORE, j->text, j->length);
	memset(text + BEFORE + j->length, 0, BEHIND);
	end[0] = UINT32_MAX;
	memcpy(end + 1, j->end, j->ends * sizeof *end);
	v->base = text + BEFORE;
	v->end = end + 1;
	v->ends = (uint32_t)j->ends;
}

/*
 * What is to be said after one physical line, or a piece of one, was fed.
 * libcsv counts a quote that may end the cell to the cell, until it knows.
 */
static enum ruling
ruling_on(const struct judge *j, bool stray, const struct verdict *v)
{
	if (j->too_long || j->parser.entry_pos > j->max_cell + 1)
		return TOO_LONG;
	if (!j->ended && v->used > RECORD_LEAST && v->used / RECORD_CELLS > j->max_cell)
		return ENDLESS;
	if (stray)
		return STRAY;
	return j->ended ? RECORD : MORE;
}

/* libcsv stopped: what is left is a fault of the file, unless memory was. */
static void
check_parser(struct judge *j)
{
	int error = csv_error(&j->parser);

	if (error != CSV_EPARSE)
		die(BAD_SYSTEM, "libcsv: %s", csv_strerror(error));
}

static void
parse_line(struct judge *j, struct slice line, struct verdict *v)
{
	size_t taken = csv_parse(&j->parser, line.p, line.n, take_field, take_record, j);

	if (taken < line.n)
		check_parser(j);
	v->used += line.n;
	v->ruling = ruling_on(j, taken < line.n, v);
}

/* A line without quotes: what stands between delimiters. */
static void
cut_line(struct judge *j, struct slice line, struct verdict *v)
{
	struct slice rest = line, cell;

	while (rest.n > 0 && (rest.p[rest.n - 1] == '\n' || rest.p[rest.n - 1] == '\r'))
		rest.n--;
	while (!j->too_long && slice_cut(&rest, j->delimiter, &cell))
		take_field((char *)(uintptr_t)cell.p, cell.n, j);
	j->ended = true;
	v->used += line.n;
	v->ruling = ruling_on(j, false, v);
}

static void
feed_line(struct judge *j, struct slice line, struct verdict *v)
{
	size_t before = j->ends;

	if (j->quoting == NO_QUOTES) {
		cut_line(j, line, v);
		return;
	}
	parse_line(j, line, v);
	if (j->ends > before)
		v->field_line = v->lines;
}

/*
 * Feeds lines until the record ends.  A line that is not all there is fed
 * only to see whether a cell is past the limit.
 */
static void
feed_record(struct judge *j, struct slice bytes, bool last, struct verdict *v)
{
	while (v->ruling == MORE && v->used < bytes.n) {
		struct slice rest = { bytes.p + v->used, bytes.n - v->used };
		size_t n = line_length(rest, last);

		if (n > 0 || last) {
			feed_line(j, (struct slice){ rest.p, n > 0 ? n : rest.n }, v);
			v->lines += n > 0;
		} else {
			feed_line(j, rest, v);
			if (v->ruling < TOO_LONG)
				v->ruling = MORE;
		}
	}
}

struct verdict
judge_record(struct judge *j, struct slice bytes, bool last, struct arena *keep)
{
	struct verdict v = { .ruling = MORE };

	j->ended = j->too_long = false;
	j->length = j->ends = 0;
	feed_record(j, bytes, last, &v);
	if (v.ruling == MORE && last) {
		bool closed = csv_fini(&j->parser, take_field, take_record, j) == 0;

		if (!closed)
			check_parser(j);
		v.ruling = j->too_long ? TOO_LONG : closed ? RECORD : UNCLOSED;
	}
	v.field = (uint32_t)j->ends;
	if (v.ruling == RECORD)
		keep_fields(j, keep, &v);
	else
		restart_parser(j);
	return v;
}
