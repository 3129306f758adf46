/*
 * csv -- a page for the next program: one sheet, and no footer in it.
 */
#include <stdlib.h>

#include "cmd/rt-report/page.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

static void
write_head(const struct sheet *s, struct writer *w)
{
	const char **name = mem_array((size_t)sheet_columns(s) + 1, sizeof *name);
	int shown = 0;

	for (int i = 0; i < sheet_columns(s); i++)
		if (sheet_column(s, i)->audience != PEOPLE)
			name[shown++] = sheet_column(s, i)->name;
	writer_header(w, name);
	free(name);
}

static void
write_row(const struct sheet *s, struct writer *w, size_t row)
{
	char room[CELL_ROOM];

	for (int i = 0; i < sheet_columns(s); i++)
		if (sheet_column(s, i)->audience != PEOPLE)
			writer_text(w, cell_print(sheet_cell(s, row, i),
			    sheet_column(s, i)->type, room));
	writer_end(w);
}

void
page_csv(const struct page *p, struct writer *w)
{
	const struct sheet *s = p->sheet[0];

	write_head(s, w);
	for (size_t row = 0; row < sheet_rows(s); row++)
		write_row(s, w, row);
	if (diag_verbose()) {
		struct footer f = page_footer(p, p->q->lang);

		for (int i = 0; i < f.lines; i++)
			remark("%s", f.line[i]);
		footer_free(&f);
	}
}
