/*
 * dialect -- how a file is written.
 *
 * The kind says how to read the header, and the header says the kind: so
 * the first bytes are read on trial, in each way that the user named.
 */
#include "common/table/dialect.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

#include "common/base/mem.h"
#include "common/csv/guess.h"
#include "common/value/text.h"

/* A first line and its cells. */
struct trial {
	char *decoded;       /* NULL: the bytes as they came */
	struct slice *cell;
	size_t cells, room;
};

static const kinds written_by_rt = KIND(WORKORDERS) | KIND(PLAN) | KIND(TIERS);

/* As much of the bytes as can be turned into UTF-8; the caller frees it. */
static char *
decode(struct slice bytes, const char *encoding, size_t *length)
{
	iconv_t cd = iconv_open("UTF-8", encoding);
	size_t room = 4 * bytes.n + 16, left = bytes.n, rest = room;
	char *text, *to, *from = (char *)(uintptr_t)bytes.p;

	*length = 0;
	if (cd == (iconv_t)-1)
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

	if (by_mark && bytes.n >= 2 && (memcmp(bytes.p, "\xff\xfe", 2) == 0 ||
	        memcmp(bytes.p, "\xfe\xff", 2) == 0))
		return "UTF-16";
	if (encoding != NULL && strcasecmp(encoding, "auto") == 0)
		return guess_fits("UTF-8", bytes) ? NULL : "GB18030";
	return encoding;
}

static struct slice
unquoted(struct slice cell)
{
	struct slice inner = slice_trim(cell);

	if (inner.n >= 2 && inner.p[0] == '"' && inner.p[inner.n - 1] == '"')
		return (struct slice){ inner.p + 1, inner.n - 2 };
	return cell;
}

/* Good enough for headings: a delimiter in quotes is not expected in one. */
static void
cut_cells(struct trial *t, struct slice line, char delimiter)
{
	struct slice cell;

	while (slice_cut(&line, delimiter, &cell)) {
		t->cell = mem_grow(t->cell, t->cells, &t->room, sizeof *t->cell);
		t->cell[t->cells++] = unquoted(cell);
	}
}

/* Takes the first line off the text: up to LF, CRLF or CR, or all of it. */
static bool
cut_line(struct slice *text, struct slice *line)
{
	size_t n = 0;

	if (text->p == NULL)
		return false;
	while (n < text->n && text->p[n] != '\n' && text->p[n] != '\r')
		n++;
	*line = (struct slice){ text->p, n };
	if (n == text->n) {
		*text = (struct slice){ NULL, 0 };
		return true;
	}
	n += n + 1 < text->n && text->p[n] == '\r' && text->p[n + 1] == '\n';
	*text = (struct slice){ text->p + n + 1, text->n - n - 1 };
	return true;
}

static struct trial
trial_read(struct slice bytes, const struct dialect *d)
{
	struct trial t = { NULL, NULL, 0, 0 };
	const char *encoding = encoding_of(bytes, d->encoding);
	struct slice text = bytes, line = { NULL, 0 };

	if (encoding != NULL)
		text.p = t.decoded = decode(bytes, encoding, &text.n);
	if (text.n >= 3 && memcmp(text.p, "\xef\xbb\xbf", 3) == 0)
		text = (struct slice){ text.p + 3, text.n - 3 };
	for (int64_t i = 0; i <= d->skip; i++)
		if (!cut_line(&text, &line))
			return t;
	cut_cells(&t, line, d->delimiter);
	return t;
}

static void
trial_free(struct trial *t)
{
	free(t->decoded);
	free(t->cell);
}

/* The kind that the first line seems to be of; with -H, by its own names. */
static enum kind
seems(const struct options *o, struct slice bytes, const struct dialect *d, kinds among)
{
	struct trial t = trial_read(bytes, d), names = { NULL, NULL, 0, 0 };
	const struct trial *heading = &t;
	const char *missing;
	enum kind k, nearest;

	if (d->header != NULL) {
		cut_cells(&names, slice_of(d->header), ',');
		heading = &names;
	}
	k = header_recognise(&(struct header){ heading->cell, (int)heading->cells,
	    o->mapping, o->mappings }, among, &nearest, &missing);
	if (names.cells > 0 && names.cells != t.cells)
		k = NO_KIND;
	trial_free(&t);
	trial_free(&names);
	return k;
}

/* A header that rt writes: its telling columns under their very names. */
static bool
is_ours(const struct options *o, struct slice bytes, kinds among)
{
	struct trial t = trial_read(bytes, &o->ours);
	const char *missing;
	enum kind k, nearest;

	k = header_recognise(&(struct header){ t.cell, (int)t.cells, NULL, 0 },
	    among & written_by_rt, &nearest, &missing);
	trial_free(&t);
	return k != NO_KIND;
}

/* What the kinds with a dialect of their own make of the first bytes. */
static const struct dialect *
try_own(const struct options *o, struct slice bytes, kinds among)
{
	const struct dialect *all = &o->dialect[NO_KIND];
	enum kind k = seems(o, bytes, all, among);

	if (k != NO_KIND && (o->own_dialect & KIND(k)) == 0)
		return all;
	for (k = 0; k < KINDS; k++)
		if ((among & o->own_dialect & KIND(k)) != 0 &&
		    seems(o, bytes, &o->dialect[k], among) == k)
			return &o->dialect[k];
	return all;
}

static enum kind
only_kind(kinds among)
{
	for (enum kind k = 0; k < KINDS; k++)
		if (among == KIND(k))
			return k;
	return NO_KIND;
}

const struct dialect *
dialect_choose(const struct options *o, struct source *s, kinds among)
{
	enum kind only = only_kind(among);
	kinds written = (among & KIND(NO_KIND)) != 0 ? written_by_rt : among;

	if (!o->plain && (written & written_by_rt) != 0 &&
	    is_ours(o, source_peek(s), written))
		return &o->ours;
	if (only != NO_KIND)
		return &o->dialect[only];
	if ((among & o->own_dialect) != 0)
		return try_own(o, source_peek(s), among);
	return &o->dialect[NO_KIND];
}
