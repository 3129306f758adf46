/*
 * markdown -- a page for a wiki, an issue or a mail: tables as GitHub has them.
 */
#include <stdlib.h>

#include "cmd/rt-report/layout.h"
#include "cmd/rt-report/page.h"
#include "cmd/rt-report/show.h"

struct markdown {
	struct writer *out;
	const char *line_end;
	struct show show;
};

static void
put(struct markdown *m, const char *text)
{
	writer_bytes(m->out, slice_of(text));
}

static bool
is_word(struct slice text, size_t at)
{
	unsigned char c = at < text.n ? (unsigned char)text.p[at] : ' ';

	return c >= 0x80 || (c >= '0' && c <= '9') ||
	    ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

enum marks { PLAIN_MARKS, EMPHASIS };

/* Two stars, or two lines at the ends of words, would make what is between bold. */
static enum marks
marks_of(struct slice text)
{
	int stars = 0, lines = 0;

	for (size_t i = 0; i < text.n; i++) {
		stars += text.p[i] == '*' && (i == 0 || text.p[i - 1] != '*');
		lines += text.p[i] == '_' &&
		    (i == 0 || !is_word(text, i - 1) || !is_word(text, i + 1));
	}
	return stars > 1 || lines > 1 ? EMPHASIS : PLAIN_MARKS;
}

/* What stands for a byte that Markdown or the page's reader would obey. */
static const char *
stand_in(char c, enum marks marks)
{
	switch (c) {
	case '*': return marks == EMPHASIS ? "\\*" : NULL;
	case '_': return marks == EMPHASIS ? "\\_" : NULL;
	case '|': return "\\|";
	case '`': return "\\`";
	case '\\': return "\\\\";
	case '<': return "&lt;";
	case '\n': return " ";
	default: return NULL;
	}
}

/* Text on one line, which is nothing but text. */
static void
put_text(struct markdown *m, struct slice text)
{
	enum marks marks = marks_of(text);
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		const char *other = stand_in(text.p[i], marks);

		/* CRLF is one line break. */
		if (text.p[i] == '\r')
			other = i + 1 < text.n && text.p[i + 1] == '\n' ? "" : " ";
		/* A link. */
		if (text.p[i] == ']' && i + 1 < text.n && text.p[i + 1] == '(')
			other = "\\]";
		if (other == NULL)
			continue;
		writer_bytes(m->out, show_text(&m->show,
		    (struct slice){ text.p + from, i - from }));
		put(m, other);
		from = i + 1;
	}
	writer_bytes(m->out, show_text(&m->show,
	    (struct slice){ text.p + from, text.n - from }));
}

static void
put_heads(struct markdown *m, const struct layout *l)
{
	for (int i = 0; i < sheet_columns(l->sheet); i++) {
		if (!layout_shows(l, i))
			continue;
		put(m, "| ");
		put_text(m, slice_of(layout_heading(l, i)));
		put(m, " ");
	}
	put(m, "|");
	put(m, m->line_end);
	for (int i = 0; i < sheet_columns(l->sheet); i++)
		if (layout_shows(l, i))
			put(m, l->column[i].side == RIGHT ? "| ---: " : "| --- ");
	put(m, "|");
	put(m, m->line_end);
}

static void
put_cell(struct markdown *m, const struct layout *l, size_t row, int column)
{
	const struct cell *c = sheet_cell(l->sheet, row, column);
	enum cell_type type = sheet_column(l->sheet, column)->type;
	char room[SHOW_ROOM];

	if (c->known && cell_is_text(type) && l->column[column].side != RIGHT)
		put_text(m, c->text);
	else
		writer_bytes(m->out, show_cell(&m->show, c, type, room));
}

static void
put_sheet(struct markdown *m, const struct sheet *s)
{
	struct layout l = layout_new(s, NO_WIDTH, &m->show);

	put_heads(m, &l);
	for (size_t row = 0; row < sheet_rows(s); row++) {
		for (int i = 0; i < sheet_columns(s); i++) {
			if (!layout_shows(&l, i))
				continue;
			put(m, "| ");
			put_cell(m, &l, row, i);
			put(m, " ");
		}
		put(m, "|");
		put(m, m->line_end);
	}
	if (sheet_rows(s) == 0) {
		put(m, m->line_end);
		put(m, phrase("(no rows)", "（无数据）"));
		put(m, m->line_end);
	}
	put(m, m->line_end);
	layout_free(&l);
}

static void
put_title(struct markdown *m, const char *mark, const char *title)
{
	if (title == NULL)
		return;
	put(m, mark);
	put_text(m, slice_of(title));
	put(m, m->line_end);
	put(m, m->line_end);
}

static void
put_footer(struct markdown *m, const struct page *p)
{
	struct footer f = page_footer(p);

	for (int i = 0; i < f.lines; i++) {
		put(m, "- ");
		put_text(m, slice_of(f.line[i]));
		put(m, m->line_end);
	}
	footer_free(&f);
}

static void
put_headline(struct markdown *m, const struct page *p)
{
	char sentence[HEADLINE_TEXT];
	struct headline_line line;

	if (!p->has_headline)
		return;
	put(m, headline_sentence(&p->headline, sentence));
	put(m, m->line_end);
	put(m, m->line_end);
	for (enum headline_name n = 0; n < HEADLINE_NUMBERS; n++) {
		if (!headline_line(&p->headline, n, &line))
			continue;
		put(m, "- ");
		put(m, line.label);
		put(m, phrase(": ", "："));
		put(m, line.value);
		put(m, line.change[0] == '\0' ? "" : phrase(", ", "，"));
		put(m, line.change);
		put(m, m->line_end);
	}
	put(m, m->line_end);
}

void
page_markdown(const struct page *p, struct writer *w)
{
	struct markdown m = {
		.out = w,
		.line_end = p->q->common.output.crlf ? "\r\n" : "\n",
	};

	put_title(&m, "# ", page_title(p, lang_spoken()));
	put_headline(&m, p);
	for (int i = 0; i < p->sheets; i++) {
		put_title(&m, "## ", page_sheet_title(p, i));
		put_sheet(&m, p->sheet[i]);
	}
	put_footer(&m, p);
	free(m.show.buffer);
}
