/*
 * unfold -- a record becomes one for each of some of its cells.
 *
 * Each is put together in a buffer of its own, in the form in which the
 * scanner hands out records, so that fields are read in one way.
 */
#include <stdlib.h>

#include "common/csv/reader_parts.h"
#include "common/value/text.h"

enum { PAD = 8 };  /* readable before a field and behind it */

struct unfolded {
	struct unfolding how;
	int *other;            /* columns of the file that come first */
	int others;
	struct slice *heading;
	struct place file;     /* where the record in the file stands */
	bool inside;           /* it is current, and r->now a part of it */
	int next;              /* the cell to look at next */
	struct slice *cell;    /* of the record in the file: others, then the cells */
	char *buffer;
	size_t room;
	uint32_t *end;         /* with one before them */
	uint64_t parts, whole; /* records handed out; refused as they came */
};

const struct place *
reader_place(const struct reader *r)
{
	if (r->unfolded != NULL && r->unfolded->inside)
		return &r->unfolded->file;
	return r->is_rewritten ? rewritten_place(r->rewritten) : &r->now;
}

void
unfolded_note_refusal(struct unfolded *u)
{
	u->whole += !u->inside;
}

uint64_t
unfolded_rows(const struct unfolded *u)
{
	return u->parts + u->whole;
}

void
unfolded_free(struct unfolded *u)
{
	free(u->other);
	free(u->heading);
	free(u->cell);
	free(u->buffer);
	free(u->end);
	free(u);
}

void
reader_unfold(struct reader *r, const struct unfolding *how)
{
	struct unfolded *u = mem_new(sizeof *u);
	size_t columns = (size_t)r->columns + 2;
	int next = 0;

	u->how = *how;
	u->next = how->columns;
	u->other = mem_array(columns, sizeof *u->other);
	u->heading = mem_array(columns, sizeof *u->heading);
	u->cell = mem_array(columns, sizeof *u->cell);
	u->end = mem_array(columns + 1, sizeof *u->end);
	for (int i = 0; i < r->columns; i++) {
		if (next < how->columns && how->column[next] == i) {
			next++;
			continue;
		}
		u->heading[u->others] = r->heading[i];
		u->other[u->others++] = i;
	}
	u->heading[u->others] = how->name[0];
	u->heading[u->others + 1] = how->name[1];
	r->unfolded = u;
}

int
unfolded_columns(const struct unfolded *u)
{
	return u->others + 2;
}

struct slice
unfolded_heading(const struct unfolded *u, int column)
{
	return u->heading[column];
}

int
reader_part(const struct reader *r)
{
	return r->unfolded->next - 1;
}

void
reader_leave_parts(struct reader *r)
{
	r->unfolded->next = r->unfolded->how.columns;
}

static bool
is_blank(const struct unfolding *how, struct slice cell)
{
	for (size_t i = 0; i < how->nulls; i++)
		if (slice_is(cell, how->null[i]))
			return true;
	return text_blank(cell);
}

/* Takes the cells of the record in the file; they last until the next one. */
static void
take_cells(struct reader *r, struct unfolded *u)
{
	size_t length = 0;

	for (int i = 0; i < u->others; i++)
		u->cell[i] = reader_field(r, u->other[i]);
	for (int i = 0; i < u->how.columns; i++)
		u->cell[u->others + i] = reader_field(r, u->how.column[i]);
	for (int i = 0; i < r->columns; i++)
		length += u->cell[i].n + 1;
	for (int i = 0; i < u->how.columns; i++)
		length += u->how.label[i].n;
	if (u->room < length + 2 * PAD) {
		u->room = 2 * (length + 2 * PAD);
		u->buffer = mem_resize(u->buffer, u->room, 1);
		memset(u->buffer, ' ', PAD);
	}
	u->file = r->now;
	u->inside = true;
	u->next = 0;
}

static size_t
put_field(struct unfolded *u, int column, size_t at, struct slice field)
{
	memcpy(u->buffer + PAD + at, field.p, field.n);
	u->end[1 + column] = (uint32_t)(at + field.n);
	u->buffer[PAD + at + field.n] = ',';
	return at + field.n + 1;
}

/* Puts together the record of the cell. */
static void
make_part(struct reader *r, struct unfolded *u, int part)
{
	size_t at = 0;

	for (int i = 0; i < u->others; i++)
		at = put_field(u, i, at, u->cell[i]);
	at = put_field(u, u->others, at, u->how.label[part]);
	at = put_field(u, u->others + 1, at, u->cell[u->others + part]);
	memset(u->buffer + PAD + at, ' ', PAD - 1);
	u->end[0] = UINT32_MAX;
	r->now.base = u->buffer + PAD;
	r->now.end = u->end + 1;
	r->now.cells = (uint32_t)u->others + 2;
	r->now.quoted = false;
}

bool
reader_next_part(struct reader *r)
{
	struct unfolded *u = r->unfolded;

	if (r->is_rewritten)
		reader_rewrite_end(r);
	for (;;) {
		while (u->next < u->how.columns) {
			int part = u->next++;

			if (is_blank(&u->how, u->cell[u->others + part]))
				continue;
			make_part(r, u, part);
			u->parts++;
			return true;
		}
		if (u->inside)
			r->now = u->file;
		u->inside = false;
		if (!reader_next(r))
			return false;
		take_cells(r, u);
	}
}
