/*
 * rewrite -- a record with other cells in place of some of its own.
 *
 * It is put together in a buffer, in the form in which the scanner hands out
 * records, so that fields are read in one way.  Where the record stands in the
 * file is kept, and taken back when the next one is asked for.
 */
#include <stdlib.h>

#include "common/csv/reader_parts.h"

enum { PAD = 8 };  /* readable before a field and behind it */

struct rewritten {
	struct place file;  /* where the record stands that was rewritten */
	char *buffer;
	size_t room;
	uint32_t *end;      /* with one before them */
};

static void
make_room(struct rewritten *w, size_t length)
{
	if (w->room >= length)
		return;
	w->room = 2 * length;
	w->buffer = mem_resize(w->buffer, w->room, 1);
	memset(w->buffer, ' ', PAD);
}

void
reader_rewrite(struct reader *r, const struct slice cell[])
{
	int columns = reader_columns(r);
	struct rewritten *w = r->rewritten;
	size_t length = 2 * PAD, at = 0;

	if (w == NULL) {
		w = r->rewritten = mem_new(sizeof *w);
		w->end = mem_array((size_t)columns + 1, sizeof *w->end);
		w->end[0] = UINT32_MAX;
	}
	for (int i = 0; i < columns; i++)
		length += cell[i].n + 1;
	make_room(w, length);
	for (int i = 0; i < columns; i++) {
		if (cell[i].n > 0)
			memcpy(w->buffer + PAD + at, cell[i].p, cell[i].n);
		at += cell[i].n;
		w->end[1 + i] = (uint32_t)at;
		w->buffer[PAD + at++] = ',';
	}
	memset(w->buffer + PAD + at, ' ', PAD);
	w->file = r->now;
	r->is_rewritten = true;
	r->now.base = w->buffer + PAD;
	r->now.end = w->end + 1;
	r->now.cells = (uint32_t)columns;
	r->now.quoted = false;
	r->now.quick = 0;      /* the next record is asked for in the slow way */
}

const struct place *
rewritten_place(const struct rewritten *w)
{
	return &w->file;
}

void
reader_rewrite_end(struct reader *r)
{
	bool used = r->now.unquoted_used;

	r->is_rewritten = false;
	r->now = r->rewritten->file;
	r->now.unquoted_used |= used;
}

void
rewritten_free(struct rewritten *w)
{
	if (w == NULL)
		return;
	free(w->buffer);
	free(w->end);
	free(w);
}
