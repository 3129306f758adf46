/*
 * text -- a page for people at a terminal, or in a mail.
 *
 * Columns are as wide as a terminal shows their widest cell.  Where they do
 * not fit the line, the least needed ones are left out, and the page says
 * which; a bar stands behind each row where there is room for one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cmd/rt-report/layout.h"
#include "cmd/rt-report/page.h"
#include "common/base/mem.h"
#include "common/value/width.h"

enum {
	LINE_WIDTH = 80, /* where there is no terminal */
	INDENT = 2,      /* of lines that go on */
};

struct text {
	struct writer *out;
	enum { PLAIN_TEXT, COLORED } color;
	size_t width;          /* of a line */
	const char *line_end;
	struct show show;
};

static void
put(struct text *t, const char *text)
{
	writer_bytes(t->out, slice_of(text));
}

static void
put_spaces(struct text *t, size_t n)
{
	static const char spaces[] = "                                ";

	for (; n > sizeof spaces - 1; n -= sizeof spaces - 1)
		put(t, spaces);
	writer_bytes(t->out, (struct slice){ spaces, n });
}

static void
put_bold(struct text *t, struct slice text)
{
	if (t->color == COLORED)
		put(t, "\033[1m");
	writer_bytes(t->out, text);
	if (t->color == COLORED)
		put(t, "\033[0m");
}

/* Spaces wait until something comes behind them: no line ends in one. */
static void
put_cell(struct text *t, const struct column_layout *c, struct slice shown,
    size_t *spaces)
{
	size_t fill = c->width - width_of(shown);

	if (c->side == RIGHT)
		*spaces += fill;
	if (shown.n > 0) {
		put_spaces(t, *spaces);
		writer_bytes(t->out, shown);
		*spaces = 0;
	}
	if (c->side == LEFT)
		*spaces += fill;
	*spaces += GAP;
}

static void
put_headings(struct text *t, const struct layout *l)
{
	size_t spaces = 0;

	if (t->color == COLORED)
		put(t, "\033[1m");
	for (int i = 0; i < sheet_columns(l->sheet); i++)
		if (layout_shows(l, i))
			put_cell(t, &l->column[i], show_text(&t->show,
			    slice_of(layout_heading(l, i))), &spaces);
	if (t->color == COLORED)
		put(t, "\033[0m");
	put(t, t->line_end);
}

static void
put_rule(struct text *t, const struct layout *l)
{
	size_t before = 0;

	for (int i = 0; i < sheet_columns(l->sheet); i++) {
		if (!layout_shows(l, i))
			continue;
		put_spaces(t, before);
		for (size_t n = 0; n < l->column[i].width; n++)
			put(t, "-");
		before = GAP;
	}
	put(t, t->line_end);
}

static double
largest(const struct sheet *s, int column)
{
	double most = 0;

	for (size_t row = 0; row < sheet_rows(s); row++) {
		double size = show_size(sheet_cell(s, row, column),
		    sheet_column(s, column)->type);

		most = size > most ? size : most;
	}
	return most;
}

/* A bar for each row, the longest for the largest figure. */
static void
put_bar(struct text *t, const struct layout *l, size_t row, double most, size_t spaces)
{
	int column = sheet_bar(l->sheet).column;
	double size = show_size(sheet_cell(l->sheet, row, column),
	    sheet_column(l->sheet, column)->type);
	size_t marks = 0;

	if (most > 0 && size > 0)
		marks = (size_t)(size / most * (double)l->bar + 0.5);
	if (marks > 0)
		put_spaces(t, spaces);
	for (size_t i = 0; i < marks; i++)
		put(t, "#");
}

/* A text on lines of its own, going on with that indent where it is too long. */
static void
put_wrapped(struct text *t, struct slice text, size_t indent)
{
	size_t n = width_line(text, t->width);

	for (;;) {
		size_t shown = n;

		while (shown > 0 && text.p[shown - 1] == ' ')
			shown--;
		writer_bytes(t->out, (struct slice){ text.p, shown });
		put(t, t->line_end);
		while (n < text.n && text.p[n] == ' ')
			n++;
		text = (struct slice){ text.p + n, text.n - n };
		if (text.n == 0)
			return;
		put_spaces(t, indent);
		n = width_line(text, t->width - indent);
	}
}

/* "    Evidence: 1 call ..." of each column that stands below its row. */
static void
put_below(struct text *t, const struct layout *l, size_t row)
{
	enum { MARGIN = 4, FURTHER = 6 };

	for (int i = 0; i < sheet_columns(l->sheet); i++) {
		const struct cell *c = sheet_cell(l->sheet, row, i);
		struct slice shown;
		char *line;

		if (sheet_column(l->sheet, i)->type != CELL_PROSE || !c->known)
			continue;
		shown = show_text(&t->show, c->text);
		line = mem_format("%*s%s%s%.*s", MARGIN, "", layout_heading(l, i),
		    phrase(": ", "："), (int)shown.n, shown.p);
		put_wrapped(t, slice_of(line), FURTHER);
		free(line);
	}
}

static void
put_rows(struct text *t, const struct layout *l)
{
	double most = l->bar > 0 ? largest(l->sheet, sheet_bar(l->sheet).column) : 0;
	char room[SHOW_ROOM];

	for (size_t row = 0; row < sheet_rows(l->sheet); row++) {
		size_t spaces = 0;

		for (int i = 0; i < sheet_columns(l->sheet); i++)
			if (layout_shows(l, i))
				put_cell(t, &l->column[i], show_cell(&t->show,
				    sheet_cell(l->sheet, row, i),
				    sheet_column(l->sheet, i)->type, room), &spaces);
		if (l->bar > 0)
			put_bar(t, l, row, most, spaces);
		put(t, t->line_end);
		put_below(t, l, row);
	}
}

/* Names what was left out, so that nobody takes the rest for all. */
static void
put_dropped(struct text *t, const struct layout *l)
{
	char *line = NULL, *more;

	for (int i = 0; i < sheet_columns(l->sheet); i++) {
		const char *before = line == NULL ?
		    phrase("not shown for lack of room (--format csv has them)",
		        "因宽度不足未显示（--format csv 中有）") : line;

		if (l->column[i].side != DROPPED)
			continue;
		more = mem_format("%s%s%s", before, line == NULL ? ": " : ", ",
		    layout_heading(l, i));
		free(line);
		line = more;
	}
	if (line == NULL)
		return;
	put(t, t->line_end);
	put_wrapped(t, show_text(&t->show, slice_of(line)), INDENT);
	free(line);
}

static void
put_sheet(struct text *t, const struct sheet *s, const char *title)
{
	struct layout l = layout_new(s, t->width, &t->show);

	put_bold(t, show_text(&t->show, slice_of(title)));
	put(t, t->line_end);
	put(t, t->line_end);
	if (writer_has_header(t->out)) {
		put_headings(t, &l);
		put_rule(t, &l);
	}
	put_rows(t, &l);
	if (sheet_rows(s) == 0) {
		put(t, phrase("(no rows)", "（无数据）"));
		put(t, t->line_end);
	}
	put_dropped(t, &l);
	put(t, t->line_end);
	layout_free(&l);
}

static size_t
terminal_width(const struct output *o)
{
	struct winsize size;

	if (o->path != NULL || !isatty(STDOUT_FILENO) ||
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return LINE_WIDTH;
	return size.ws_col;
}

static void
put_footer(struct text *t, const struct page *p)
{
	struct footer f = page_footer(p);

	for (int i = 0; i < f.lines; i++)
		put_wrapped(t, show_text(&t->show, slice_of(f.line[i])), INDENT);
	footer_free(&f);
}

static void
put_headline(struct text *t, const struct page *p)
{
	char sentence[HEADLINE_TEXT], room[2 * SHOW_ROOM + 32];
	struct headline_line line;

	if (!p->has_headline)
		return;
	put_wrapped(t, slice_of(headline_sentence(&p->headline, sentence)), 0);
	for (enum headline_name n = 0; n < HEADLINE_NUMBERS; n++) {
		if (!headline_line(&p->headline, n, &line))
			continue;
		snprintf(room, sizeof room, "  %s%s%s%s%s", line.label, phrase(": ", "："),
		    line.value, line.change[0] == '\0' ? "" : phrase(", ", "，"),
		    line.change);
		put_wrapped(t, slice_of(room), INDENT + INDENT);
	}
	put(t, t->line_end);
}

void
page_text(const struct page *p, struct writer *w)
{
	const struct request *q = p->q;
	struct text t = {
		.out = w,
		.color = q->common.color ? COLORED : PLAIN_TEXT,
		.line_end = q->common.output.crlf ? "\r\n" : "\n",
		.width = terminal_width(&q->common.output),
	};

	if (q->title != NULL && p->sheets > 1) {
		put_bold(&t, show_text(&t.show, slice_of(q->title)));
		put(&t, t.line_end);
		put(&t, t.line_end);
	}
	put_headline(&t, p);
	for (int i = 0; i < p->sheets; i++)
		put_sheet(&t, p->sheet[i], q->title != NULL && p->sheets == 1 ?
		    q->title : page_sheet_name(p, i));
	put_footer(&t, p);
	free(t.show.buffer);
}
