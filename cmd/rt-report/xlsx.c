/*
 * xlsx -- a workbook: a sheet for each report, and one about them.
 *
 * Nothing in a cell is a formula; amounts, rates and dates are numbers with
 * their formats, ids are text.  The dates in the file are as-of's, so that a
 * second run makes the same bytes.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "cmd/rt-report/chart.h"
#include "cmd/rt-report/layout.h"
#include "cmd/rt-report/page.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/value/number.h"

enum { A4 = 9 };
enum { ROWS_MOST = 1048575, WIDTH_MOST = 60 };

struct book {
	lxw_workbook *workbook;
	lxw_format *head, *title, *as[CELL_DATE + 1];
	struct show show;
};

static lxw_format *
number_format(struct book *b, const char *pattern)
{
	lxw_format *f = workbook_add_format(b->workbook);

	format_set_num_format(f, pattern);
	return f;
}

static void
add_formats(struct book *b)
{
	b->head = workbook_add_format(b->workbook);
	format_set_bold(b->head);
	format_set_bottom(b->head, LXW_BORDER_THIN);
	b->title = workbook_add_format(b->workbook);
	format_set_bold(b->title);
	b->as[CELL_COUNT] = number_format(b, "#,##0");
	b->as[CELL_MONEY] = number_format(b, "#,##0.00");
	b->as[CELL_RATE] = number_format(b, "0.00%");
	b->as[CELL_KEPT_SHARE] = b->as[CELL_RATE];
	b->as[CELL_POINTS] = number_format(b, "0.00");
	b->as[CELL_DATE] = number_format(b, "yyyy-mm-dd");
}

/* The text with its line breaks, and no other control character. */
static char *
text_of(struct book *b, struct slice text)
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
	copy[n] = '\0';
	return copy;
}

static void
write_string(struct book *b, lxw_worksheet *to, size_t row, int column,
    struct slice text, lxw_format *format)
{
	char *copy = text_of(b, text);
	lxw_error e = worksheet_write_string(to, (lxw_row_t)row, (lxw_col_t)column, copy,
	    format);

	if (e != LXW_NO_ERROR)
		die(BAD_DATA, "row %zu: a cell that no workbook can hold: %s", row,
		    lxw_strerror(e));
	free(copy);
}

/* Days since 1970 as spreadsheets count them. */
enum { EPOCH_SERIAL = 25569 };

static void
write_cell(struct book *b, lxw_worksheet *to, const struct sheet *s, size_t row,
    int column, int place, bool number)
{
	const struct cell *c = sheet_cell(s, row, column);
	enum cell_type type = sheet_column(s, column)->type;
	lxw_row_t at = (lxw_row_t)row + 1;
	char room[CELL_ROOM];
	double x = 0;

	if (!c->known)
		return;
	if (type == CELL_DATE)
		worksheet_write_number(to, at, (lxw_col_t)place, c->day + EPOCH_SERIAL,
		    b->as[type]);
	else if (number && number_parse(cell_print(c, type, room), &x))
		worksheet_write_number(to, at, (lxw_col_t)place, x, b->as[type]);
	else
		write_string(b, to, row + 1, place, cell_print(c, type, room), NULL);
}

static void
write_column(struct book *b, lxw_worksheet *to, const struct layout *l, int column,
    int place)
{
	bool number = sheet_is_number(l->sheet, column);
	size_t width = l->column[column].width + 2;

	worksheet_set_column(to, (lxw_col_t)place, (lxw_col_t)place,
	    (double)(width < WIDTH_MOST ? width : WIDTH_MOST), NULL);
	write_string(b, to, 0, place, slice_of(layout_heading(l, column)), b->head);
	for (size_t row = 0; row < sheet_rows(l->sheet); row++)
		write_cell(b, to, l->sheet, row, column, place, number);
}

/* How many columns of text stand in front: they name the bars. */
static int
leading_names(const struct layout *l)
{
	int names = 0;

	for (int i = 0; i < sheet_columns(l->sheet); i++) {
		if (!layout_shows(l, i))
			continue;
		if (l->column[i].side != LEFT)
			break;
		names++;
	}
	return names;
}

/* The rows of one line or of all bars: from this one, up to the next. */
struct stretch {
	size_t from, to;
};

static bool
same_names(const struct layout *l, const struct chart *c, size_t row, size_t other)
{
	for (int i = 0; i < sheet_columns(l->sheet); i++) {
		const struct cell *a = sheet_cell(l->sheet, row, i);
		const struct cell *b = sheet_cell(l->sheet, other, i);

		if (sheet_column(l->sheet, i)->type == CELL_TEXT && i != c->label &&
		    (a->known != b->known || (a->known && !slice_equal(a->text, b->text))))
			return false;
	}
	return true;
}

/* Lines end where another group begins; bars go through to the end. */
static struct stretch
next_stretch(const struct layout *l, const struct chart *c, size_t from)
{
	bool lines = chart_is_line(c->form);
	size_t to = from + 1, rows = sheet_rows(l->sheet);

	while (to < rows && (!lines || same_names(l, c, from, to)))
		to++;
	return (struct stretch){ from, to };
}

/* The columns that name what stands along the axis; from -1: none does. */
struct axis {
	int from, to;
};

static struct axis
axis_of(const struct layout *l, const struct chart *c)
{
	struct axis n = { -1, -1 };

	if (c->label >= 0)
		n.from = n.to = layout_place(l, c->label);
	else if (c->form == FLOW)
		n = (struct axis){ 0, leading_names(l) - 1 };
	else if (c->names > 0)
		n = (struct axis){ layout_place(l, c->name[0]),
			layout_place(l, c->name[c->names - 1]) };
	return n;
}

static void
add_series(lxw_chart *chart, const struct layout *l, const struct chart *c,
    const char *name, int value, struct stretch rows)
{
	lxw_row_t first = (lxw_row_t)rows.from + 1, last = (lxw_row_t)rows.to;
	int at = layout_place(l, value);
	struct axis names = axis_of(l, c);
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

	if (names.from >= 0)
		chart_series_set_categories(series, name, first, (lxw_col_t)names.from,
		    last, (lxw_col_t)names.to);
	chart_series_set_values(series, name, first, (lxw_col_t)at, last, (lxw_col_t)at);
	/* One of several lines bears the name of its group. */
	if (rows.to - rows.from < sheet_rows(l->sheet) && leading_names(l) > 0)
		chart_series_set_name_range(series, name, first, 0);
	else
		chart_series_set_name_range(series, name, 0, (lxw_col_t)at);
}

/* Bars from the top down, as the rows are; shares in percent of a whole. */
static void
set_axes(lxw_chart *chart, const struct layout *l, const struct chart *c)
{
	bool across = !chart_is_line(c->form);
	lxw_chart_axis *figures = across ? chart->x_axis : chart->y_axis;
	enum cell_type type = sheet_column(l->sheet, c->value[0])->type;

	if (across) {
		chart_axis_set_reverse(chart->y_axis);
		chart_axis_set_label_position(figures, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
	}
	if (type != CELL_RATE && type != CELL_KEPT_SHARE)
		return;
	chart_axis_set_num_format(figures, "0%");
	if (c->form == BARS || c->form == FLOW || c->form == STEPS || c->form == CURVE)
		chart_axis_set_max(figures, 1);
}

/* Tall enough for a line of text a bar, and one for each series of them. */
static lxw_chart_options
size_of(const struct layout *l, const struct chart *c)
{
	enum { PIXELS = 288, AROUND = 120, A_BAR = 14 };
	double bars = (double)sheet_rows(l->sheet) * (c->form == BARS ? c->values : 1);
	double tall = (AROUND + A_BAR * (bars + (double)sheet_rows(l->sheet) / 2)) / PIXELS;
	bool across = !chart_is_line(c->form);

	return (lxw_chart_options){ .x_scale = 1.4,
		.y_scale = across && tall > 1 ? tall : 1 };
}

static void
add_chart(struct book *b, lxw_worksheet *to, const struct layout *l, const char *name)
{
	static const uint8_t form[] = {
		[BARS] = LXW_CHART_BAR, [STACKED] = LXW_CHART_BAR_STACKED,
		[FLOW] = LXW_CHART_BAR,
		[INTERVAL] = LXW_CHART_BAR, [LINES] = LXW_CHART_LINE,
		[STEPS] = LXW_CHART_SCATTER_STRAIGHT,
		[CURVE] = LXW_CHART_SCATTER_STRAIGHT,
	};
	struct chart c = chart_of(l->sheet);
	lxw_chart_options size;
	lxw_chart *chart;
	int values = c.form == INTERVAL ? 1 : c.values;

	if (c.form == NO_CHART)
		return;
	chart = workbook_add_chart(b->workbook, form[c.form]);
	for (struct stretch r = { 0, 0 }; r.to < sheet_rows(l->sheet);) {
		r = next_stretch(l, &c, r.to);
		for (int i = 0; i < values; i++)
			add_series(chart, l, &c, name, c.value[i], r);
	}
	chart_title_set_name(chart, word_title(lang_spoken(), sheet_kind(l->sheet)));
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	set_axes(chart, l, &c);
	size = size_of(l, &c);
	worksheet_insert_chart_opt(to, 1,
	    (lxw_col_t)layout_place(l, sheet_columns(l->sheet)) + 1, chart, &size);
}

static void
add_sheet(struct book *b, const struct sheet *s)
{
	const char *name = word_title(lang_spoken(), sheet_kind(s));
	struct layout l = layout_new(s, SIZE_MAX / 2, &b->show);
	lxw_worksheet *to = workbook_add_worksheet(b->workbook, name);

	if (sheet_rows(s) > ROWS_MOST)
		die(BAD_DATA, "%s: more rows than a workbook's sheet can hold",
		    sheet_kind(s));
	for (int i = 0; i < sheet_columns(s); i++)
		if (layout_shows(&l, i))
			write_column(b, to, &l, i, layout_place(&l, i));
	worksheet_freeze_panes(to, 1, 0);
	worksheet_set_landscape(to);
	worksheet_set_paper(to, A4);
	worksheet_fit_to_pages(to, 1, 0);
	worksheet_repeat_rows(to, 0, 0);
	add_chart(b, to, &l, name);
	layout_free(&l);
}

static void
add_about(struct book *b, const struct page *p, const char *title)
{
	lxw_worksheet *to = workbook_add_worksheet(b->workbook, "About");
	struct footer f = page_footer(p);

	worksheet_set_column(to, 0, 0, WIDTH_MOST, NULL);
	write_string(b, to, 0, 0, slice_of(title), b->title);
	for (int i = 0; i < f.lines; i++)
		write_string(b, to, (size_t)i + 1, 0, slice_of(f.line[i]), NULL);
	footer_free(&f);
}

static void
make_book(const struct page *p, const char *path)
{
	const char *title = page_title(p, lang_spoken());
	struct book b = { .workbook = workbook_new(path) };
	lxw_doc_properties about = {
		.created = (time_t)p->q->common.as_of * DAY_SECONDS,
	};
	lxw_error e;

	if (b.workbook == NULL)
		die(BAD_SYSTEM, "the workbook cannot be made");
	if (title == NULL)
		title = phrase("Report", "报告");
	about.title = mem_copy(show_text(&b.show, slice_of(title)));
	workbook_set_properties(b.workbook, &about);
	add_formats(&b);
	for (int i = 0; i < p->sheets; i++)
		add_sheet(&b, p->sheet[i]);
	add_about(&b, p, title);
	e = workbook_close(b.workbook);
	if (e != LXW_NO_ERROR)
		die(BAD_SYSTEM, "the workbook cannot be made: %s", lxw_strerror(e));
	free(about.title);
	free(b.show.buffer);
}

static void
copy_file(int fd, struct writer *w)
{
	char buffer[1 << 16];
	ssize_t n;

	while ((n = read(fd, buffer, sizeof buffer)) != 0) {
		if (n < 0 && errno != EINTR)
			die(BAD_SYSTEM, "the workbook: %s", strerror(errno));
		if (n > 0)
			writer_bytes(w, (struct slice){ buffer, (size_t)n });
	}
}

/*
 * The library writes files by name: one in memory has a name as well, and
 * whatever ends the program leaves nothing behind.
 */
void
page_xlsx(const struct page *p, struct writer *w)
{
	char path[32];
	int fd = memfd_create("workbook", MFD_CLOEXEC);

	if (fd < 0)
		die(BAD_SYSTEM, "the workbook cannot be made: %s", strerror(errno));
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	make_book(p, path);
	copy_file(fd, w);
	close(fd);
}
