/*
 * Bytes that cannot be decoded end the text, as a character does that the end
 * of the bytes cuts in two.
 */
#include "common/table/trial.h"

#include <stdlib.h>
#include <strings.h>

#include "common/base/mem.h"
#include "common/csv/decoder.h"
#include "common/csv/guess.h"

struct trial {
	char *decoded;       /* NULL: the bytes as they came */
	struct slice rest;   /* p NULL: there is none */
	char delimiter;
	enum quoting quoting;
	struct slice *cell;
	size_t cells, room;
	uint64_t line, next_line;
	bool stray;          /* a quote of the present record is */
};

/* As much of the bytes as can be turned into UTF-8; the caller frees it. */
static char *
decode(struct slice bytes, const char *encoding, size_t *length)
{
	iconv_t cd;
	size_t room = 4 * bytes.n + 16, left = bytes.n, rest = room;
	char *text, *to, *from = (char *)(uintptr_t)bytes.p;

	*length = 0;
	if (!decoder_open(encoding, &cd))
		return NULL;
	text = mem_resize(NULL, room, 1);
	to = text;
	iconv(cd, &from, &left, &to, &rest);
	iconv_close(cd);
	*length = room - rest;
	return text;
}

/* The encoding to try, NULL for UTF-8. */
static const char *
encoding_of(struct slice bytes, const char *encoding)
{
	bool by_mark = encoding == NULL || strcasecmp(encoding, "auto") == 0;

	if (by_mark && (slice_begins(bytes, "\xff\xfe", 2) ||
	        slice_begins(bytes, "\xfe\xff", 2)))
		return "UTF-16";
	if (encoding != NULL && strcasecmp(encoding, "auto") == 0)
		return guess_fits("UTF-8", bytes) ? NULL : "GB18030";
	return encoding;
}

struct trial *
trial_open_text(struct slice text, const struct dialect *d, uint64_t line)
{
	struct trial *t = mem_new(sizeof *t);

	if (slice_begins(text, "\xef\xbb\xbf", 3))
		text = (struct slice){ text.p + 3, text.n - 3 };
	t->rest = text;
	t->delimiter = d->delimiter;
	t->quoting = d->quoting;
	t->next_line = line;
	return t;
}

struct trial *
trial_open(struct slice bytes, const struct dialect *d)
{
	const char *encoding = encoding_of(bytes, d->encoding);
	char *decoded = NULL;
	struct trial *t;

	if (encoding != NULL)
		bytes.p = decoded = decode(bytes, encoding, &bytes.n);
	t = trial_open_text(bytes, d, 1);
	t->decoded = decoded;
	return t;
}

void
trial_free(struct trial *t)
{
	free(t->decoded);
	free(t->cell);
	free(t);
}

/* Where the line ends that holds this place. */
static size_t
line_end(struct slice text, size_t at)
{
	while (at < text.n && text.p[at] != '\n' && text.p[at] != '\r')
		at++;
	return at;
}

/* Takes so many bytes of the rest as the present line, and its line end. */
static struct slice
take_line(struct trial *t, size_t n)
{
	struct slice line = { t->rest.p, n };
	size_t end = n;

	if (n == t->rest.n) {
		t->rest = (struct slice){ NULL, 0 };
		return line;
	}
	end += end + 1 < t->rest.n && t->rest.p[end] == '\r' && t->rest.p[end + 1] == '\n';
	t->rest = (struct slice){ t->rest.p + end + 1, t->rest.n - end - 1 };
	t->next_line++;
	return line;
}

bool
trial_skip(struct trial *t, int64_t lines)
{
	for (; lines > 0 && t->rest.p != NULL; lines--)
		take_line(t, line_end(t->rest, 0));
	return lines == 0;
}

/* Behind the closing quote of a text that begins with a quote; 0: there is none. */
static size_t
behind_quotes(struct slice text)
{
	size_t n = 1;

	while (n < text.n && (text.p[n] != '"' || (n + 1 < text.n && text.p[n + 1] == '"')))
		n += text.p[n] == '"' ? 2 : 1;
	return n < text.n ? n + 1 : 0;
}

static bool
ends_cell(const struct trial *t, struct slice text, size_t at)
{
	return at == text.n || text.p[at] == t->delimiter || text.p[at] == '\n' ||
	    text.p[at] == '\r';
}

/*
 * The bytes of a quoted cell at the beginning, 0: it is none.  A quote that was
 * never closed ends with its line, though there be others further down.
 */
static size_t
quoted_length(const struct trial *t, struct slice text)
{
	size_t n = text.n > 0 && text.p[0] == '"' ? behind_quotes(text) : 0;

	if (n > 0 && !ends_cell(t, text, n) && memchr(text.p, '\n', n) != NULL)
		return 0;
	return n;
}

/* Takes a cell off the rest; true when another one follows in the record. */
static bool
take_cell(struct trial *t)
{
	struct slice cell = t->rest;
	size_t quoted = t->quoting == QUOTES ? quoted_length(t, cell) : 0, n = quoted;
	bool more;

	for (size_t i = 0; i < n; i++)
		t->next_line += cell.p[i] == '\n';
	while (!ends_cell(t, cell, n))
		t->stray |= (cell.p[n++] == '"' && t->quoting == QUOTES) || quoted > 0;
	t->cell = mem_grow(t->cell, t->cells, &t->room, sizeof *t->cell);
	t->cell[t->cells++] = quoted > 0 && n >= 2 && cell.p[n - 1] == '"' ?
	    (struct slice){ cell.p + 1, n - 2 } : (struct slice){ cell.p, n };
	more = n < cell.n && cell.p[n] == t->delimiter;
	if (more)
		t->rest = (struct slice){ cell.p + n + 1, cell.n - n - 1 };
	else
		take_line(t, n);
	return more;
}

bool
trial_next(struct trial *t)
{
	if (t->rest.p == NULL)
		return false;
	t->cells = 0;
	t->stray = false;
	t->line = t->next_line;
	while (take_cell(t))
		;
	return true;
}

bool
trial_is_stray(const struct trial *t)
{
	return t->stray;
}

uint64_t
trial_line(const struct trial *t)
{
	return t->line;
}

const struct slice *
trial_cells(const struct trial *t, int *count)
{
	*count = (int)t->cells;
	return t->cell;
}
