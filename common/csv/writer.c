/*
 * writer -- CSV out.
 *
 * Records are put together in a buffer that leaves only whole ones, so that
 * a death between two of them leaves the next tool no half record.
 */
#include "common/csv/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/csv/replace.h"
#include "common/value/number.h"
#include "common/value/text.h"

enum {
	NOWHERE = -2,
	BUFFER = 128 * 1024,
	SLACK = 4096,       /* so that an ordinary record never waits for room */
};

struct writer {
	int fd;             /* NOWHERE: all stays in the buffer */
	const char *name;   /* for complaints */
	struct replace *replace; /* the file to be put in place, or NULL */
	bool closes;        /* fd is ours to close */
	bool waits;         /* what is in doubt must be settled first */
	FILE *held;         /* what waits, in memory, or NULL */
	char *shown;        /* a cell made fit for a terminal */
	size_t shown_room;
	bool terminal;      /* control characters would play tricks on it */
	bool crlf, no_header;
	char *buffer, *limit;
	char *record;       /* where the present record begins */
	char *next;         /* a cell is written with a delimiter behind it */
	char delimiter;
	bool bare;          /* no quotes: see check_bare() */
	struct slice null;  /* of bare cells that are blank */
	struct arena *names; /* of the columns, for complaints: bare */
	struct slice *heading;
	size_t columns, room;
};

static struct writer *
writer_new(int fd, const char *name)
{
	struct writer *w = mem_new(sizeof *w);

	w->fd = fd;
	w->name = name;
	w->terminal = fd >= 0 && isatty(fd);
	w->buffer = mem_resize(NULL, BUFFER + SLACK, 1);
	w->limit = w->buffer + BUFFER + SLACK;
	w->record = w->next = w->buffer;
	w->delimiter = ',';
	return w;
}

_Noreturn static void
fail(const struct writer *w)
{
	if (errno == EPIPE)
		leave(BAD_SYSTEM);
	die(BAD_SYSTEM, "%s: %s", w->name, translate_error(errno));
}

static void
send_bytes(struct writer *w, const char *p, const char *end)
{
	while (p < end) {
		ssize_t n = write(w->fd, p, (size_t)(end - p));

		if (n < 0 && errno != EINTR)
			fail(w);
		if (n > 0)
			p += n;
	}
}

_Noreturn static void
fail_holding(void)
{
	die(BAD_SYSTEM, "no memory for what --strict keeps back: %s", translate_error(errno));
}

/* A file in memory: what waits may be personal, and lies in no folder. */
static FILE *
memory_file(void)
{
	int fd = memfd_create("held", MFD_CLOEXEC);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w+");

	if (f == NULL)
		fail_holding();
	return f;
}

/* Keeps the bytes back until it is certain that they are wanted. */
static void
hold_bytes(struct writer *w, const char *p, const char *end)
{
	size_t n = (size_t)(end - p);

	if (w->held == NULL)
		w->held = memory_file();
	if (fwrite(p, 1, n, w->held) != n)
		fail_holding();
}

/* Sends what was kept back. */
static void
release(struct writer *w)
{
	char bytes[SLACK];
	size_t n;

	if (fseek(w->held, 0, SEEK_SET) != 0) /* unreached: a file in memory has a begin */
		fail_holding();
	while ((n = fread(bytes, 1, sizeof bytes, w->held)) > 0)
		send_bytes(w, bytes, bytes + n);
	if (ferror(w->held) || fclose(w->held) != 0)
		fail_holding();
	w->held = NULL;
}

/* Sends the whole records; a piece of the next one moves to the front. */
static void
flush(struct writer *w)
{
	size_t rest = (size_t)(w->next - w->record);
	bool holds = w->waits && w->replace == NULL && doubt_holds();

	if (w->fd == NOWHERE)
		return;
	if (w->held != NULL && !holds)
		release(w);
	(holds ? hold_bytes : send_bytes)(w, w->buffer, w->record);
	memmove(w->buffer, w->record, rest);
	w->record = w->buffer;
	w->next = w->buffer + rest;
}

/* Sends what can be sent, and has room for n bytes more than before. */
static void
make_room(struct writer *w, size_t n)
{
	size_t whole, used, room;

	flush(w);
	whole = (size_t)(w->record - w->buffer);
	used = (size_t)(w->next - w->buffer);
	room = (size_t)(w->limit - w->buffer);
	if (room - used >= n)
		return;
	room = 2 * room + n;
	w->buffer = mem_resize(w->buffer, room, 1);
	w->limit = w->buffer + room;
	w->record = w->buffer + whole;
	w->next = w->buffer + used;
}

/* Where n bytes and a line end can be written. */
static inline char *
reserve(struct writer *w, size_t n)
{
	if ((size_t)(w->limit - w->next) < n + 4)
		make_room(w, n + 4);
	return w->next;
}

/* The column of the cell that is being written. */
static size_t
column_at(const struct writer *w)
{
	size_t column = 0;

	for (const char *p = w->record; p < w->next; p++)
		column += *p == w->delimiter;
	return column;
}

_Noreturn static void
fail_bare(const struct writer *w, const char *what)
{
	size_t column = column_at(w);

	if (column < w->columns)
		die(BAD_DATA, "%s: %.*s: a cell with %s, and --output-delimiter quotes nothing",
		    w->name, (int)w->heading[column].n, w->heading[column].p, _(what));
	die(BAD_DATA, "%s: column %zu: a cell with %s, and --output-delimiter quotes nothing",
	    w->name, column + 1, _(what));
}

/* The end of a cell that has no quotes: blank, or one that cannot be mistaken. */
static char *
end_bare(struct writer *w, char *to)
{
	size_t n = (size_t)(to - w->next);

	if (n == 0) {
		to = reserve(w, w->null.n);
		memcpy(to, w->null.p, w->null.n);
		return to + w->null.n;
	}
	if (memchr(w->next, w->delimiter, n) != NULL)
		fail_bare(w, N_("the delimiter in it"));
	if (memchr(w->next, '\n', n) != NULL || memchr(w->next, '\r', n) != NULL)
		fail_bare(w, N_("a line break in it"));
	if (slice_equal((struct slice){ w->next, n }, w->null))
		fail_bare(w, N_("the text of --null, which is a blank"));
	return to;
}

/* Ends the cell that was written up to here. */
static inline void
end_cell(struct writer *w, char *to)
{
	if (w->bare)
		to = end_bare(w, to);
	*to++ = w->delimiter;
	w->next = to;
}

/* What is complete may leave. */
static void
complete(struct writer *w)
{
	w->record = w->next;
	if (w->next - w->buffer >= BUFFER)
		flush(w);
}

struct writer *
writer_onto(int fd, const char *name)
{
	struct writer *w = writer_new(fd, name);

	w->closes = true;
	return w;
}

struct writer *
writer_beside(const struct writer *w)
{
	struct writer *beside = writer_new(NOWHERE, w->name);

	beside->crlf = w->crlf;
	beside->delimiter = w->delimiter;
	beside->bare = w->bare;
	beside->null = w->null;
	beside->terminal = w->terminal;
	beside->no_header = true;
	return beside;
}

struct slice
writer_taken(struct writer *w)
{
	struct slice taken = { w->buffer, (size_t)(w->record - w->buffer) };

	w->record = w->next = w->buffer;
	return taken;
}

void
writer_free(struct writer *w)
{
	free(w->buffer);
	free(w->shown);
	free(w->heading);
	if (w->names != NULL)
		arena_free(w->names);
	free(w);
}

static struct writer *
open_file(const struct output *o)
{
	struct stat st;
	struct writer *w;
	int fd;

	if (stat(o->path, &st) == 0 && !S_ISREG(st.st_mode)) {
		fd = open(o->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
		if (fd < 0)
			die(BAD_SYSTEM, "%s: %s", o->path, translate_error(errno));
		return writer_onto(fd, o->path);
	}
	w = writer_new(-1, o->path);
	w->replace = replace_begin(o->path, o->mode != 0 ? o->mode : 0600, &w->fd);
	if (o->last)
		replace_last(w->replace);
	return w;
}

struct writer *
writer_open(const struct output *o)
{
	struct writer *w;

	if (o->path == NULL)
		w = writer_new(STDOUT_FILENO, _("standard output"));
	else
		w = open_file(o);
	w->waits = true;
	w->crlf = o->crlf;
	w->no_header = o->no_header;
	w->bare = o->delimiter != 0;
	w->delimiter = w->bare ? o->delimiter : ',';
	w->null = slice_of(o->null != NULL ? o->null : "");
	if (o->bom)
		writer_bytes(w, SLICE("\xEF\xBB\xBF"));
	return w;
}

/* Cells that cannot be written are told by the name of their column. */
static void
note_name(struct writer *w, struct slice name)
{
	if (w->names == NULL)
		w->names = arena_new();
	w->heading = mem_grow(w->heading, w->columns, &w->room, sizeof *w->heading);
	w->heading[w->columns++] = arena_keep(w->names, name);
}

void
writer_header(struct writer *w, const char *const names[])
{
	for (size_t i = 0; w->bare && names[i] != NULL; i++)
		note_name(w, slice_of(names[i]));
	if (w->no_header)
		return;
	for (size_t i = 0; names[i] != NULL; i++)
		writer_string(w, names[i]);
	writer_end(w);
}

bool
writer_has_header(const struct writer *w)
{
	return !w->no_header;
}

static bool
is_special(char c)
{
	return c == ',' || c == '"' || c == '\n' || c == '\r';
}

/*
 * Most text holds no byte below the comma's neighbour, '-': eight bytes are
 * cleared with three instructions.  Only what has one, a space perhaps, is
 * looked at byte by byte.
 */
static bool
all_above_comma(const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t v;

	memcpy(&v, p, 8);
	return ((v - ones * ('-')) & ~v & ones * 0x80) == 0;
}

static bool
is_plain(struct slice text)
{
	size_t i = 0;

	if (text.n >= 8) {
		while (i + 8 <= text.n && all_above_comma(text.p + i))
			i += 8;
		if (i + 8 > text.n && all_above_comma(text.p + text.n - 8))
			return true;
	}
	for (; i < text.n; i++)
		if (is_special(text.p[i]))
			return false;
	return true;
}

static char *
quote(char *to, struct slice text)
{
	*to++ = '"';
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			*to++ = '"';
		*to++ = text.p[i];
	}
	*to++ = '"';
	return to;
}

/* The text as a terminal may have it, until the next one. */
static struct slice
show(struct writer *w, struct slice text)
{
	size_t n = text_show(text, w->shown, w->shown_room);

	if (n > w->shown_room) {
		w->shown_room = 2 * n;
		w->shown = mem_resize(w->shown, w->shown_room, 1);
		text_show(text, w->shown, w->shown_room);
	}
	return (struct slice){ w->shown, n };
}

void
writer_text(struct writer *w, struct slice text)
{
	char *to;

	if (w->terminal)
		text = show(w, text);
	to = reserve(w, 2 * text.n + 2);
	if (!w->bare && !is_plain(text)) {
		end_cell(w, quote(to, text));
		return;
	}
	if (text.n > 0)
		memcpy(to, text.p, text.n);
	end_cell(w, to + text.n);
}

void
writer_string(struct writer *w, const char *text)
{
	writer_text(w, text != NULL ? slice_of(text) : SLICE(""));
}

void
writer_blank(struct writer *w)
{
	end_cell(w, reserve(w, 0));
}

void
writer_money(struct writer *w, money m)
{
	char *to = reserve(w, MONEY_TEXT);

	end_cell(w, to + money_print(m, to));
}

void
writer_count(struct writer *w, int64_t n)
{
	char *to = reserve(w, NUMBER_TEXT);

	end_cell(w, to + count_print(n, to));
}

void
writer_number(struct writer *w, double x)
{
	char *to = reserve(w, NUMBER_TEXT);

	end_cell(w, isfinite(x) ? to + number_print(x, to) : to);
}

void
writer_date(struct writer *w, daynum d)
{
	char *to = reserve(w, DATE_TEXT);

	if (d != NO_DAY) {
		date_print(d, to);
		to += DATE_TEXT;
	}
	end_cell(w, to);
}

void
writer_instant(struct writer *w, instant t)
{
	char *to = reserve(w, INSTANT_TEXT);

	if (t != NO_INSTANT) {
		instant_print(t, to);
		to += INSTANT_TEXT;
	}
	end_cell(w, to);
}

void
writer_ratio(struct writer *w, __int128 numerator, int64_t denominator, int decimals)
{
	char *to = reserve(w, NUMBER_TEXT);

	if (denominator != 0)
		to += ratio_print(numerator, denominator, decimals, to);
	end_cell(w, to);
}

/* A blank line is no record: a single blank cell is written as "". */
void
writer_end(struct writer *w)
{
	char *to = reserve(w, 2);

	to -= to > w->record; /* the delimiter of the last cell */
	if (to == w->record && w->next > w->record && !w->bare) {
		*to++ = '"';
		*to++ = '"';
	}
	if (w->crlf)
		*to++ = '\r';
	*to++ = '\n';
	w->next = to;
	complete(w);
}

size_t
writer_mark(const struct writer *w)
{
	return (size_t)(w->next - w->record);
}

struct slice
writer_since(const struct writer *w, size_t mark)
{
	return (struct slice){ w->record + mark, (size_t)(w->next - w->record) - mark };
}

void
writer_again(struct writer *w, struct slice cells)
{
	char *to = reserve(w, cells.n);

	memcpy(to, cells.p, cells.n);
	w->next = to + cells.n;
}

void
writer_bytes(struct writer *w, struct slice bytes)
{
	char *to = reserve(w, bytes.n);

	if (bytes.n > 0)
		memcpy(to, bytes.p, bytes.n);
	w->next = to + bytes.n;
	complete(w);
}

void
writer_lines(struct writer *w, struct slice text)
{
	struct slice line;

	if (!w->terminal) {
		writer_bytes(w, text);
		return;
	}
	while (text.n > 0 && slice_cut(&text, '\n', &line)) {
		writer_bytes(w, show(w, line));
		if (text.p != NULL)
			writer_bytes(w, SLICE("\n"));
	}
}

/* Some file systems say only on closing that a write was lost. */
static void
close_checked(const struct writer *w)
{
	int fd = w->closes ? w->fd : dup(w->fd);

	if (fd >= 0 && close(fd) != 0 && errno != EINTR)
		fail(w);
}

int
writer_close(struct writer *w)
{
	if (w->waits)
		doubt_settle();
	flush(w);
	if (w->replace != NULL)
		replace_finish(w->replace);
	else
		close_checked(w);
	writer_free(w);
	return DONE;
}
