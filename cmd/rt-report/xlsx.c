/*
 * xlsx -- a workbook: a sheet for each report, and one about them.
 *
 * Nothing in a cell is a formula; amounts, rates and dates are numbers with
 * their formats, ids are text.  The dates in the file are as-of's, so that a
 * second run makes the same bytes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/book.h"
#include "cmd/rt-report/book_column.h"
#include "cmd/rt-report/call_sheets.h"
#include "cmd/rt-report/chart.h"
#include "cmd/rt-report/drawing.h"
#include "cmd/rt-report/layout.h"
#include "cmd/rt-report/page.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/number.h"
#include "common/value/text.h"

enum { ROWS_MOST = 1048575, WIDTH_MOST = 60, TEXT_MOST = 32767 };

#define SHEET_BEGINS "<worksheet " \
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" " \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"

/* The text with its line breaks, and no other control character. */
static struct slice
text_of(struct book *b, struct slice text, char **room)
{
	char *copy = NULL;
	size_t n = 0;

	for (;;) {
		const char *end = text.n > 0 ? memchr(text.p, '\n', text.n) : NULL;
		size_t line = end != NULL ? (size_t)(end - text.p) : text.n;
		bool crlf = end != NULL && line > 0 && text.p[line - 1] == '\r';
		struct slice shown = show_text(&b->show,
		    (struct slice){ text.p, line - crlf });

		copy = mem_resize(copy, n + shown.n + 2, 1);
		if (shown.n > 0)
			memcpy(copy + n, shown.p, shown.n);
		n += shown.n;
		if (end == NULL)
			break;
		copy[n++] = '\n';
		text = (struct slice){ end + 1, text.n - line - 1 };
	}
	*room = copy;
	return (struct slice){ copy, n };
}

/* As many characters as a cell may have, which is counted in UTF-16. */
static bool
fits_cell(struct slice text)
{
	size_t units = 0, n;

	while (text.n > 0 && units <= TEXT_MOST) {
		units += text_next(text, &n) > 0xffff ? 2 : 1;
		text.p += n;
		text.n -= n;
	}
	return units <= TEXT_MOST;
}

static void
begin_cell(struct book *b, size_t row, int column, enum style style)
{
	xml_put(b->z, "<c r=\"");
	xml_place(b->z, row, column, PLAIN);
	if (style != STYLE_PLAIN)
		xml_print(b->z, "\" s=\"%d", (int)style);
}

static void
put_string(struct book *b, size_t row, int column, struct slice text, enum style style)
{
	char *room;
	struct slice shown = text_of(b, text, &room);

	if (!fits_cell(shown))
		die(BAD_DATA, "row %zu: a cell that no workbook can hold: more than %d "
		    "characters", row, TEXT_MOST);
	if (shown.n > 0) {
		begin_cell(b, row, column, style);
		xml_print(b->z, "\" t=\"s\"><v>%u</v></c>", book_text(b, shown));
	}
	free(room);
}

static void
put_number(struct book *b, size_t row, int column, double x, enum style style)
{
	begin_cell(b, row, column, style);
	xml_put(b->z, "\"><v>");
	xml_number(b->z, x);
	xml_put(b->z, "</v></c>");
}

static void
put_cell(struct book *b, const struct sheet *s, size_t row, int column, int place,
    struct book_column as)
{
	const struct cell *c = sheet_cell(s, row, column);
	enum cell_type type = cell_type_in(c, sheet_column(s, column)->type);
	enum style style = STYLE_DATE;
	char room[CELL_ROOM];
	struct slice text;
	double x = 0;

	if (!c->known)
		return;
	text = cell_print(c, type, room);
	if (type == CELL_DATE)
		put_number(b, row + 1, place, book_day(c->day), style);
	else if (type == CELL_TIME)
		put_number(b, row + 1, place, book_minute(c->minutes), STYLE_TIME);
	else if (as.what == BOOK_NUMBERS && number_parse(text, &x))
		put_number(b, row + 1, place, x, sheet_column(s, column)->type == CELL_FIGURE ?
		    book_style(type) : as.style);
	else if (as.what == BOOK_CELL_BY_CELL && book_moment(text, &x, &style))
		put_number(b, row + 1, place, x, style);
	else
		put_string(b, row + 1, place, text,
		    type == CELL_PROSE ? STYLE_WRAPPED : STYLE_PLAIN);
}

/* A spreadsheet's width has room for the edges of the cell. */
static void
put_width(struct book *b, int place, size_t width)
{
	xml_print(b->z, "<col min=\"%d\" max=\"%d\" width=\"%zu.7109375\" customWidth=\"1\"/>",
	    place + 1, place + 1, width < WIDTH_MOST ? width : (size_t)WIDTH_MOST);
}

static void
put_header(struct book *b, const struct layout *l)
{
	xml_put(b->z, "<row r=\"1\">");
	for (int i = 0; i < sheet_columns(l->sheet); i++)
		if (layout_shows(l, i))
			put_string(b, 0, layout_place(l, i),
			    slice_of(layout_heading(l, i)), STYLE_HEAD);
	xml_put(b->z, "</row>");
}

static void
put_rows(struct book *b, const struct layout *l, const struct names *text)
{
	const struct sheet *s = l->sheet;
	int columns = sheet_columns(s);
	struct book_column *as = mem_array((size_t)columns, sizeof *as);

	for (int i = 0; i < columns; i++)
		as[i] = book_column(s, i, text);
	for (size_t row = 0; row < sheet_rows(s); row++) {
		xml_print(b->z, "<row r=\"%zu\">", row + 2);
		for (int i = 0; i < columns; i++)
			if (layout_shows(l, i))
				put_cell(b, s, row, i, layout_place(l, i), as[i]);
		xml_put(b->z, "</row>");
	}
	free(as);
}

static void
begin_sheet(struct book *b, int number)
{
	char name[40];

	snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", number + 1);
	xml_begin(b->z, name);
	xml_put(b->z, SHEET_BEGINS);
}

/* Outcomes are chosen from a list; other words may be typed, too. */
static void
put_choices(struct book *b, const struct layout *l)
{
	int column = sheet_find(l->sheet, "call_outcome");
	const char *const *outcome = call_outcomes();

	if (column < 0 || sheet_rows(l->sheet) == 0)
		return;
	xml_put(b->z, "<dataValidations count=\"1\"><dataValidation type=\"list\" "
	    "errorStyle=\"information\" allowBlank=\"1\" showErrorMessage=\"1\" sqref=\"");
	xml_place(b->z, 1, layout_place(l, column), PLAIN);
	xml_put(b->z, ":");
	xml_place(b->z, sheet_rows(l->sheet), layout_place(l, column), PLAIN);
	xml_put(b->z, "\"><formula1>&quot;");
	for (int i = 0; outcome[i] != NULL; i++) {
		xml_put(b->z, i > 0 ? "," : "");
		xml_text(b->z, slice_of(outcome[i]));
	}
	xml_put(b->z, "&quot;</formula1></dataValidation></dataValidations>");
}

static void
put_sheet(struct book *b, int number, const struct sheet *s, const struct names *text)
{
	struct layout l = layout_new(s, NO_WIDTH, &b->show);
	bool any = false;

	if (sheet_rows(s) > ROWS_MOST)
		die(BAD_DATA, "%s: more rows than a workbook's sheet can hold",
		    sheet_kind(s));
	begin_sheet(b, number);
	xml_print(b->z, "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>"
	    "<sheetView %sworkbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
	    "activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/>"
	    "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>",
	    number == 0 ? "tabSelected=\"1\" " : "");
	for (int i = 0; i < sheet_columns(s); i++) {
		if (!layout_shows(&l, i))
			continue;
		xml_put(b->z, any ? "" : "<cols>");
		put_width(b, layout_place(&l, i), l.column[i].width + 2);
		any = true;
	}
	xml_put(b->z, any ? "</cols><sheetData>" : "<sheetData>");
	put_header(b, &l);
	put_rows(b, &l, text);
	xml_put(b->z, "</sheetData>");
	put_choices(b, &l);
	xml_print(b->z, "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" "
	    "bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" "
	    "fitToHeight=\"0\" orientation=\"landscape\"/>%s</worksheet>",
	    b->sheet[number].chart > 0 ? "<drawing r:id=\"rId1\"/>" : "");
	zip_end(b->z);
	drawing_put(b, number, &l);
	layout_free(&l);
}

static void
put_about(struct book *b, const struct page *p, const char *title)
{
	struct footer f = page_footer(p);

	begin_sheet(b, b->sheets - 1);
	xml_put(b->z, "<sheetViews><sheetView workbookViewId=\"0\"/></sheetViews>"
	    "<sheetFormatPr defaultRowHeight=\"15\"/><cols>");
	put_width(b, 0, WIDTH_MOST);
	xml_put(b->z, "</cols><sheetData>");
	for (int i = 0; i <= f.lines; i++) {
		xml_print(b->z, "<row r=\"%d\">", i + 1);
		put_string(b, (size_t)i, 0, slice_of(i == 0 ? title : f.line[i - 1]),
		    i == 0 ? STYLE_TITLE : STYLE_PLAIN);
		xml_put(b->z, "</row>");
	}
	xml_put(b->z, "</sheetData></worksheet>");
	zip_end(b->z);
	footer_free(&f);
}

/* What sheets there are, which of them have charts, and About. */
static void
list_sheets(struct book *b, const struct page *p)
{
	b->sheets = p->sheets + 1;
	b->sheet = mem_array((size_t)b->sheets, sizeof *b->sheet);
	for (int i = 0; i < b->sheets; i++) {
		bool about = i == p->sheets;
		const struct sheet *s = about ? NULL : p->sheet[i];

		b->sheet[i] = (struct book_sheet){
			.name = worksheet_name(&b->names, about ? phrase("About", "说明") :
			    sheet_owner(s) != NULL ? sheet_owner(s) :
			    word_title(lang_spoken(), sheet_kind(s))),
			.has_header = !about,
			.chart = about || chart_of(s).form == NO_CHART ? 0 : ++b->charts,
		};
	}
}

void
page_xlsx(const struct page *p, struct writer *w)
{
	struct book b = { .z = zip_new(w), .texts = map_new(0) };
	const char *title = page_title(p, lang_spoken());
	char created[40], day[DATE_TEXT];

	if (title == NULL)
		title = phrase("Report", "报告");
	list_sheets(&b, p);
	book_begin(&b);
	for (int i = 0; i < p->sheets; i++)
		put_sheet(&b, i, p->sheet[i], &p->q->text);
	put_about(&b, p, title);
	date_print(p->q->common.as_of, day);
	snprintf(created, sizeof created, "%.*sT00:00:00Z", DATE_TEXT, day);
	book_end(&b, show_text(&b.show, slice_of(title)), created);
	zip_close(b.z);
	free(b.sheet);
	worksheet_names_free(&b.names);
	map_free(b.texts);
	free(b.show.buffer);
}
