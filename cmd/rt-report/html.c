/*
 * html -- a page for a browser or a mail: one file, which asks nothing of
 * any network.
 *
 * Its policy forbids all but its own style and script, by their hashes.  The
 * script only draws charts from the tables and sorts them: without it the
 * page is whole.
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/canvas.h"
#include "cmd/rt-report/heat.h"
#include "cmd/rt-report/kpi_tree.h"
#include "cmd/rt-report/page.h"
#include "common/base/diag.h"

static const char style[] =
#include "report/page.css.inc"
    ;

static const char script[] =
#include "report/page.js.inc"
    ;

/* Chart.js, as Debian packs it. */
static const char chart_js[] =
#include "report/chart.js.inc"
    ;

/* 'sha256-...' of a style or script, as the policy names it. */
static void
put_hash(struct markup *h, const char *text)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char name[64];

	if (crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text)) != 0)
		die(BAD_SYSTEM, "libsodium failed");
	sodium_bin2base64(name, sizeof name, hash, sizeof hash,
	    sodium_base64_VARIANT_ORIGINAL);
	markup_put(h, " 'sha256-");
	markup_put(h, name);
	markup_put(h, "'");
}

static void
put_head(struct markup *h, const struct page *p, const char *title)
{
	char as_of[AS_OF_ROOM];

	page_as_of(p, as_of);
	markup_put(h, "<!DOCTYPE html>\n<html lang=\"");
	markup_put(h, phrase("en", "zh-CN"));
	markup_put(h, "\">\n<head>\n<meta charset=\"utf-8\">\n"
	    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
	    "style-src");
	put_hash(h, style);
	markup_put(h, "; script-src");
	put_hash(h, chart_js);
	put_hash(h, script);
	markup_put(h, "; base-uri 'none'; form-action 'none'\">\n"
	    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	    "<meta name=\"referrer\" content=\"no-referrer\">\n"
	    "<title>");
	markup_text(h, slice_of(title));
	markup_put(h, "</title>\n<style>");
	markup_put(h, style);
	markup_put(h, "</style>\n</head>\n<body>\n<main>\n<h1>");
	markup_text(h, slice_of(title));
	markup_put(h, "</h1>\n<p class=\"asof\">");
	markup_put(h, phrase("As of", "统计时点"));
	markup_put(h, " ");
	markup_put(h, as_of);
	markup_put(h, "</p>\n");
}

/* On a narrow screen such a row is a card, whose cells bear their headings. */
static bool
is_call_sheet(const struct sheet *s)
{
	return strncmp(sheet_kind(s), "contacts", strlen("contacts")) == 0;
}

/*
 * What must not break over lines: dates, times, names, levels.  A call sheet has
 * many columns of text, so there what says more than a name may.
 */
static bool
is_short(const struct sheet *s, const struct cell *c, enum cell_type type)
{
	enum { SHORT_MOST = 24, NAME_MOST = 12 }; /* bytes */
	size_t most = SHORT_MOST;

	if (!c->known || !cell_is_text(type))
		return c->known;
	if (is_call_sheet(s) && c->text.n > 0 && !(c->text.p[0] >= '0' && c->text.p[0] <= '9'))
		most = NAME_MOST;
	return c->text.n <= most;
}

/* The number of the cell for the script, and how sure it is. */
static void
put_value(struct markup *h, const struct layout *l, const struct chart *c, size_t row,
    int column)
{
	const struct cell *cell = sheet_cell(l->sheet, row, column);
	char plain[CELL_ROOM], limits[96];
	struct interval i;

	markup_put(h, " data-v=\"");
	markup_text(h, cell_print(cell, sheet_column(l->sheet, column)->type, plain));
	markup_put(h, "\"");
	if (!chart_interval(c, l->sheet, row, column, &i))
		return;
	snprintf(limits, sizeof limits, " data-low=\"%.6f\" data-high=\"%.6f\"", i.low,
	    i.high);
	markup_put(h, limits);
}

/* The length of the day or month that the text begins with; 0: with none. */
static size_t
day_length(struct slice text)
{
	static const char shape[] = "0000-00-00";
	enum { MONTH_LENGTH = 7 };
	size_t n = 0;

	while (n < strlen(shape) && n < text.n && (shape[n] == '-' ? text.p[n] == '-' :
	    text.p[n] >= '0' && text.p[n] <= '9'))
		n++;
	return n == strlen(shape) ? n : n >= MONTH_LENGTH ? MONTH_LENGTH : 0;
}

/* Lines do not end within a day, as browsers would end them at its hyphens. */
static void
put_prose(struct markup *h, struct slice text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		size_t n = day_length((struct slice){ text.p + i, text.n - i });

		if (n == 0)
			continue;
		markup_text(h, (struct slice){ text.p + from, i - from });
		markup_put(h, "<span class=\"day\">");
		markup_text(h, (struct slice){ text.p + i, n });
		markup_put(h, "</span>");
		from = i + n;
		i = from - 1;
	}
	markup_text(h, (struct slice){ text.p + from, text.n - from });
}

static void
put_cell(struct markup *h, const struct layout *l, const struct chart *chart, size_t row,
    int column, bool heads)
{
	const struct cell *c = sheet_cell(l->sheet, row, column);
	enum cell_type type = sheet_column(l->sheet, column)->type;
	bool number = l->column[column].side == RIGHT;
	char room[SHOW_ROOM];

	markup_put(h, heads ? "<th scope=\"row\"" : "<td");
	markup_put(h, number ? " class=\"n\"" : is_short(l->sheet, c, type) ? " class=\"s\"" : "");
	if (is_call_sheet(l->sheet)) {
		markup_put(h, " data-h=\"");
		markup_text(h, slice_of(layout_heading(l, column)));
		markup_put(h, "\"");
	}
	if (number && c->known)
		put_value(h, l, chart, row, column);
	markup_put(h, ">");
	if (type == CELL_PROSE && c->known)
		put_prose(h, c->text);
	else if (cell_is_text(type) && !number)
		markup_text(h, c->known ? c->text : SLICE(""));
	else
		writer_bytes(h->out, show_cell(&h->show, c, type, room));
	markup_put(h, heads ? "</th>" : "</td>");
}

/* Begins a row, with what the script is to know of it. */
static void
put_row(struct markup *h, const struct sheet *s, size_t row)
{
	enum turn t = chart_turn(s, row);
	char mark[32];

	markup_put(h, "<tr");
	markup_put(h, sheet_is_other(s, row) ? " data-last" : "");
	if (t != TURNS) {
		snprintf(mark, sizeof mark, " data-turn=\"%d\"", t);
		markup_put(h, mark);
	}
	if (chart_steps(s, row).n > 0) {
		markup_put(h, " data-steps=\"");
		markup_text(h, chart_steps(s, row));
		markup_put(h, "\"");
	}
	markup_put(h, ">");
}

static void
put_rows(struct markup *h, const struct layout *l, const struct chart *c)
{
	for (size_t row = 0; row < sheet_rows(l->sheet); row++) {
		bool heads = true;

		put_row(h, l->sheet, row);
		for (int i = 0; i < sheet_columns(l->sheet); i++)
			if (layout_shows(l, i)) {
				put_cell(h, l, c, row, i, heads);
				heads = false;
			}
		markup_put(h, "</tr>\n");
	}
}

/* A caption that the heading above has said is for those who cannot see that. */
static void
begin_table(struct markup *h, const char *title, const char *heading, int number)
{
	char tag[48];

	snprintf(tag, sizeof tag, "<table id=\"t%d\"%s>", number,
	    strcmp(title, heading) == 0 ? " class=\"said\"" : "");
	markup_put(h, tag);
	markup_put(h, "<caption>");
	markup_text(h, slice_of(title));
	markup_put(h, "</caption>\n");
}

static void
put_table(struct markup *h, const struct layout *l, const struct chart *c,
    const char *heading, int number)
{
	const char *title = sheet_title(l->sheet) != NULL ? sheet_title(l->sheet) :
	    word_title(lang_spoken(), sheet_kind(l->sheet));

	markup_put(h, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
	markup_text(h, slice_of(title));
	markup_put(h, "\">");
	begin_table(h, title, heading, number);
	markup_put(h, "<thead><tr>");
	for (int i = 0; i < sheet_columns(l->sheet); i++)
		if (layout_shows(l, i)) {
			markup_put(h, l->column[i].side == RIGHT ?
			    "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
			markup_text(h, slice_of(layout_heading(l, i)));
			markup_put(h, "</th>");
		}
	markup_put(h, "</tr></thead>\n<tbody>\n");
	put_rows(h, l, c);
	markup_put(h, "</tbody></table>");
	if (sheet_rows(l->sheet) == 0) {
		markup_put(h, "<p>");
		markup_text(h, slice_of(phrase("(no rows)", "（无数据）")));
		markup_put(h, "</p>");
	}
	markup_put(h, "</div>\n");
}

static void
put_sheet(struct markup *h, const struct page *p, int number)
{
	const struct sheet *s = p->sheet[number];
	struct layout l = layout_new(s, NO_WIDTH, &h->show);
	struct chart c = chart_of(s);
	const char *title = page_sheet_title(p, number);
	const char *heading = title != NULL ? title : page_title(p, lang_spoken());

	markup_put(h, is_call_sheet(s) ? "<section class=\"calls\">\n" : "<section>\n");
	if (title != NULL) {
		markup_put(h, "<h2>");
		markup_text(h, slice_of(title));
		markup_put(h, "</h2>\n");
	}
	markup_put(h, "<div class=\"both\">\n");
	if (strcmp(sheet_kind(s), "cohorts") == 0 && sheet_rows(s) > 0)
		heat_put(h, s);
	if (strcmp(sheet_kind(s), "kpi") == 0 && p->q->sort == NULL)
		kpi_tree_put(h, s);
	if (c.form != NO_CHART)
		canvas_put(h, &l, &c, number);
	put_table(h, &l, &c, heading, number);
	markup_put(h, "</div>\n</section>\n");
	layout_free(&l);
}

static bool
is_theirs(const struct page *p, int number, const char *owner)
{
	const char *other = number >= 0 && number < p->sheets ?
	    sheet_owner(p->sheet[number]) : NULL;

	return other != NULL && strcmp(other, owner) == 0;
}

/* A section for each owner of sheets, of which each is printed on a page. */
static void
put_owned(struct markup *h, const struct page *p, int number)
{
	const struct sheet *s = p->sheet[number];
	const char *owner = sheet_owner(s);
	struct layout l = layout_new(s, NO_WIDTH, &h->show);
	struct chart none = { .form = NO_CHART };

	if (!is_theirs(p, number - 1, owner)) {
		markup_put(h, "<section class=\"calls owner\">\n<h2>");
		markup_text(h, slice_of(owner));
		markup_put(h, "</h2>\n");
	}
	markup_put(h, "<div class=\"day\">\n<h3>");
	markup_text(h, slice_of(sheet_title(s)));
	markup_put(h, "</h3>\n");
	put_table(h, &l, &none, sheet_title(s), number);
	markup_put(h, "</div>\n");
	if (!is_theirs(p, number + 1, owner))
		markup_put(h, "</section>\n");
	layout_free(&l);
}

/* A few numbers, each with its change. */
static void
put_numbers(struct markup *h, const struct page *p)
{
	struct headline_line line;

	markup_put(h, "<dl>");
	for (enum headline_name n = 0; n < HEADLINE_NUMBERS; n++) {
		if (!headline_line(&p->headline, n, &line))
			continue;
		markup_put(h, "<div><dt>");
		markup_text(h, slice_of(line.label));
		markup_put(h, "</dt><dd>");
		markup_text(h, slice_of(line.value));
		if (line.change[0] != '\0') {
			markup_put(h, " <small>");
			markup_text(h, slice_of(line.change));
			markup_put(h, "</small>");
		}
		markup_put(h, "</dd></div>");
	}
	markup_put(h, "</dl>\n");
}

/* What matters, above everything: a sentence and a few numbers. */
static void
put_headline(struct markup *h, const struct page *p)
{
	char sentence[HEADLINE_TEXT];

	if (!p->has_headline)
		return;
	markup_put(h, "<section class=\"headline\">\n<p>");
	markup_text(h, slice_of(headline_sentence(&p->headline, sentence)));
	markup_put(h, "</p>\n");
	if (headline_is_worth(&p->headline))
		put_numbers(h, p);
	markup_put(h, "</section>\n");
}

static void
put_footer(struct markup *h, const struct page *p)
{
	struct footer f = page_footer(p);

	markup_put(h, "</main>\n<footer><ul>\n");
	for (int i = 0; i < f.lines; i++) {
		markup_put(h, "<li>");
		markup_text(h, slice_of(f.line[i]));
		markup_put(h, "</li>\n");
	}
	markup_put(h, "</ul></footer>\n<script>");
	markup_put(h, chart_js);
	markup_put(h, "</script>\n<script>");
	markup_put(h, script);
	markup_put(h, "</script>\n</body>\n</html>\n");
	footer_free(&f);
}

void
page_html(const struct page *p, struct writer *w)
{
	struct markup h = { .out = w };
	const char *title = page_title(p, lang_spoken());

	if (sodium_init() < 0)
		die(BAD_SYSTEM, "libsodium does not start");
	put_head(&h, p, title != NULL ? title : phrase("Report", "报告"));
	put_headline(&h, p);
	for (int i = 0; i < p->sheets; i++)
		if (sheet_owner(p->sheet[i]) != NULL)
			put_owned(&h, p, i);
		else
			put_sheet(&h, p, i);
	put_footer(&h, p);
	free(h.show.buffer);
}
