/*
 * csv -- a page for the next program: one sheet, and no footer in it.
 */
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/page.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/number.h"
#include "common/value/space.h"

/* The full-width forms of = + - @, which spreadsheets take for the same. */
static bool
begins_formula(struct slice text)
{
	static const char *const wide[] = { "\uff1d", "\uff0b", "\uff0d", "\uff20" };

	if (text.n > 0 && memchr("=+-@\t\r", text.p[0], 6) != NULL)
		return true;
	for (size_t i = 0; i < sizeof(wide) / sizeof *wide; i++)
		if (text.n >= 3 && memcmp(text.p, wide[i], 3) == 0)
			return true;
	return false;
}

/* A quote makes text of what a spreadsheet would take for a formula. */
static void
write_safely(struct writer *w, struct slice text)
{
	struct slice safe = { NULL, text.n + 1 };
	char *room;
	double x;

	/* Some programs trim a cell before they look at it. */
	if (!(begins_formula(text) || begins_formula(space_trim(text))) ||
	    number_parse(space_trim(text), &x)) {
		writer_text(w, text);
		return;
	}
	safe.p = room = mem_array(safe.n, 1);
	room[0] = '\'';
	memcpy(room + 1, text.p, text.n);
	writer_text(w, safe);
	free(room);
}

static void
write_text(const struct page *p, struct writer *w, struct slice text)
{
	if (p->q->safety == CELLS_SAFE)
		write_safely(w, text);
	else
		writer_text(w, text);
}

static void
write_head(const struct page *p, struct writer *w)
{
	const struct sheet *s = p->sheet[0];

	if (!writer_has_header(w))
		return;
	for (int i = 0; i < sheet_columns(s); i++)
		if (sheet_is_written(s, i))
			write_text(p, w, slice_of(sheet_column(s, i)->name));
	writer_end(w);
}

static void
write_row(const struct page *p, struct writer *w, size_t row)
{
	const struct sheet *s = p->sheet[0];
	char room[CELL_ROOM];

	for (int i = 0; i < sheet_columns(s); i++)
		if (sheet_is_written(s, i))
			write_text(p, w, cell_print(sheet_cell(s, row, i),
			    sheet_column(s, i)->type, room));
	writer_end(w);
}

void
page_csv(const struct page *p, struct writer *w)
{
	const struct sheet *s = p->sheet[0];

	write_head(p, w);
	for (size_t row = 0; row < sheet_rows(s); row++)
		write_row(p, w, row);
	if (diag_verbose()) {
		struct footer f = page_footer(p);

		for (int i = 0; i < f.lines; i++)
			remark("%s", f.line[i]);
		footer_free(&f);
	}
}
