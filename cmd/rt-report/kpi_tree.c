/*
 * A branch opens and closes; below what it is stand its groups, where there are
 * any, and its own branches.  The rows of an indicator stand together, that of all
 * behind those of its groups.
 */
#include "cmd/rt-report/kpi_tree.h"

#include "cmd/rt-report/layout.h"
#include "cmd/rt-report/words.h"

struct tree {
	struct markup *h;
	const struct sheet *s;
	int by, indicator, name, value, change, mix, rate, definition, depth; /* columns */
};

static const struct cell *
cell_of(const struct tree *t, size_t row, int column)
{
	return sheet_cell(t->s, row, column);
}

/* The last row of the indicator that stands there: that of all. */
static size_t
last_row(const struct tree *t, size_t row)
{
	struct slice id = cell_of(t, row, t->indicator)->text;

	while (row + 1 < sheet_rows(t->s) &&
	    slice_equal(cell_of(t, row + 1, t->indicator)->text, id))
		row++;
	return row;
}

static int64_t
depth_of(const struct tree *t, size_t row)
{
	return cell_of(t, row, t->depth)->count;
}

/* The cell as people read it, nothing when it is blank. */
static void
put_figure(const struct tree *t, size_t row, int column)
{
	char room[SHOW_ROOM];

	markup_text(t->h, show_cell(&t->h->show, cell_of(t, row, column),
	    sheet_column(t->s, column)->type, room));
}

/* Up or down, by how much: of rates in points of percent, not in percent. */
static void
put_change(const struct tree *t, size_t row)
{
	const struct cell *change = cell_of(t, row, t->change);
	const struct cell *value = cell_of(t, row, t->value);
	char room[SHOW_ROOM];
	struct slice text;
	double size;

	if (!change->known)
		return;
	size = show_size(change, CELL_FIGURE);
	text = show_cell(&t->h->show, change, CELL_FIGURE, room);
	if (value->own == CELL_RATE && text.n > 0 && text.p[text.n - 1] == '%')
		text.n--;
	markup_put(t->h, size > 0 ? "<span class=\"up\">\u25b2 +" :
	    size < 0 ? "<span class=\"down\">\u25bc " : "<span>");
	markup_text(t->h, text);
	markup_put(t->h, value->own == CELL_RATE ?
	    phrase(" pp</span>", " 个百分点</span>") : "</span>");
}

/* The name without what shows its place on a line. */
static void
put_name(const struct tree *t, size_t row)
{
	struct slice name = cell_of(t, row, t->name)->text;

	while (slice_take_text(&name, SLICE("\u2003")))
		;
	markup_text(t->h, name);
}

/* What an indicator is; of one that is blank also what is missing, to be read. */
static void
put_node(const struct tree *t, size_t row)
{
	bool known = cell_of(t, row, t->value)->known;

	markup_put(t->h, "<span class=\"k\" title=\"");
	markup_text(t->h, cell_of(t, row, t->definition)->text);
	markup_put(t->h, "\">");
	put_name(t, row);
	markup_put(t->h, "</span> <b>");
	if (known)
		put_figure(t, row, t->value);
	else
		markup_put(t->h, "\u2013");
	markup_put(t->h, "</b> ");
	put_change(t, row);
	if (!known) {
		markup_put(t->h, "<small>");
		markup_text(t->h, cell_of(t, row, t->definition)->text);
		markup_put(t->h, "</small>");
	}
}

static void
put_heading(const struct tree *t, int column)
{
	markup_put(t->h, column == t->by ? "<th scope=\"col\">" :
	    "<th scope=\"col\" class=\"n\">");
	markup_text(t->h, slice_of(heading_of(t->s, column)));
	markup_put(t->h, "</th>");
}

/* The groups of an indicator: a table to open. */
static void
put_groups(const struct tree *t, size_t first, size_t last)
{
	const int column[] = { t->by, t->value, t->change, t->mix, t->rate };
	int columns = cell_of(t, last, t->mix)->known ? 5 : 3;

	if (first == last)
		return;
	markup_put(t->h, "<details class=\"groups\"><summary>");
	markup_text(t->h, slice_of(heading_of(t->s, t->by)));
	markup_put(t->h, "</summary><table><thead><tr>");
	for (int i = 0; i < columns; i++)
		put_heading(t, column[i]);
	markup_put(t->h, "</tr></thead><tbody>\n");
	for (size_t row = first; row <= last; row++) {
		markup_put(t->h, "<tr><th scope=\"row\">");
		put_figure(t, row, t->by);
		markup_put(t->h, "</th>");
		for (int i = 1; i < columns; i++) {
			markup_put(t->h, "<td class=\"n\">");
			put_figure(t, row, column[i]);
			markup_put(t->h, "</td>");
		}
		markup_put(t->h, "</tr>\n");
	}
	markup_put(t->h, "</tbody></table></details>\n");
}

/* An indicator with all below it; returns the row behind them. */
static size_t
put_branch(const struct tree *t, size_t first)
{
	size_t last = last_row(t, first), row = last + 1;
	int64_t depth = depth_of(t, first);
	bool has_more = row < sheet_rows(t->s) && depth_of(t, row) > depth;

	if (!has_more && first == last) {
		markup_put(t->h, "<li>");
		put_node(t, last);
		markup_put(t->h, "</li>\n");
		return row;
	}
	markup_put(t->h, has_more ? "<li><details open><summary>" :
	    "<li><details><summary>");
	put_node(t, last);
	markup_put(t->h, "</summary>\n");
	put_groups(t, first, last);
	if (has_more)
		markup_put(t->h, "<ul>\n");
	while (row < sheet_rows(t->s) && depth_of(t, row) > depth)
		row = put_branch(t, row);
	markup_put(t->h, has_more ? "</ul></details></li>\n" : "</details></li>\n");
	return row;
}

void
kpi_tree_put(struct markup *h, const struct sheet *s)
{
	struct tree t = {
		h, s, sheet_find(s, "mix_effect") < 0 ? -1 : 0, sheet_find(s, "indicator"),
		sheet_find(s, "name"), sheet_find(s, "value"), sheet_find(s, "change"),
		sheet_find(s, "mix_effect"), sheet_find(s, "rate_effect"),
		sheet_find(s, "definition"),
		/* No table has it, so it is not found: see kpi_sheet.c. */
		sheet_columns(s) - 1,
	};

	markup_put(h, "<ul class=\"tree\">\n");
	for (size_t row = 0; row < sheet_rows(s);)
		row = put_branch(&t, row);
	markup_put(h, "</ul>\n");
}
