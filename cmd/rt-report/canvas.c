/*
 * The chart is data- of the canvas and numbers of the table beside it: nothing is
 * told twice, and without a script nothing is missing.
 */
#include "cmd/rt-report/canvas.h"

#include <stdio.h>
#include <string.h>

#include "cmd/rt-report/flow.h"

/* What a script reads of the chart: columns as the table counts them. */
static void
put_columns(struct markup *h, const struct layout *l, const char *name,
    const int column[], int count)
{
	char number[24];

	markup_put(h, name);
	for (int i = 0; i < count; i++) {
		snprintf(number, sizeof number, "%s%d", i > 0 ? "," : "",
		    layout_place(l, column[i]));
		markup_put(h, number);
	}
	markup_put(h, "\"");
}

/* " data-turns=": what the turns of a flow are called. */
static void
put_turns(struct markup *h)
{
	markup_put(h, " data-turns=\"");
	for (enum turn t = 0; t < TURNS; t++) {
		markup_put(h, t > 0 ? "," : "");
		markup_put(h, flow_word(t));
	}
	markup_put(h, "\"");
}

/* Where it stands how many are at risk, and of whom: reasons share them. */
static void
put_risks(struct markup *h, const struct layout *l, const struct chart *c)
{
	int side[CHART_NAMES], sides = 0;

	for (int i = 0; i < c->names; i++)
		if (strcmp(sheet_column(l->sheet, c->name[i])->name, "reason") != 0)
			side[sides++] = c->name[i];
	put_columns(h, l, " data-risk=\"", &c->risk, 1);
	put_columns(h, l, " data-sides=\"", side, sides);
}

/* How sure the chart is; of an effect, whether it is one at all. */
static void
put_caution(struct markup *h, const struct sheet *s, const struct chart *c)
{
	const char *text = NULL;

	if (strcmp(sheet_kind(s), "effect") == 0)
		text = word_definition(lang_spoken(), sheet_definition(s, 0));
	else if (c->sure != UNSURE)
		text = c->sure == OF_LIMITS ?
		    phrase("light band or thin line: 95% interval, as in the table",
		        "浅色带或细线：95% 区间，见表") :
		    phrase("light band or thin line: 95% interval (Wilson)",
		        "浅色带或细线：95% 区间（Wilson 法）");
	if (text == NULL)
		return;
	markup_put(h, "<figcaption>");
	markup_text(h, slice_of(text));
	markup_put(h, "</figcaption>");
}

void
canvas_put(struct markup *h, const struct layout *l, const struct chart *c, int number)
{
	static const char *const form[] = {
		[NO_CHART] = "", [BARS] = "bar", [STACKED] = "stack", [FLOW] = "flow",
		[INTERVAL] = "interval", [LINES] = "line", [STEPS] = "step",
		[CURVE] = "curve",
	};
	enum cell_type type = sheet_column(l->sheet, c->value[0])->type;
	bool lines = chart_is_line(c->form);
	char id[48];

	snprintf(id, sizeof id, " data-table=\"t%d\"", number);
	markup_put(h, "<figure><div class=\"chart\"><canvas role=\"img\" aria-label=\"");
	markup_text(h, slice_of(phrase("Chart of the table beside it", "旁边表格的图")));
	markup_put(h, "\" data-form=\"");
	markup_put(h, form[c->form]);
	markup_put(h, "\"");
	markup_put(h, id);
	markup_put(h, type == CELL_RATE || type == CELL_KEPT_SHARE ? " data-percent" : "");
	put_columns(h, l, " data-labels=\"", lines ? &c->label : c->name,
	    lines ? 1 : c->names);
	put_columns(h, l, " data-series=\"", c->name, lines ? c->names : 0);
	put_columns(h, l, " data-values=\"", c->value, c->values);
	put_columns(h, l, " data-below=\"", c->value + c->values - c->below, c->below);
	markup_put(h, " data-colors=\"");
	markup_put(h, c->color);
	markup_put(h, "\" data-all=\"");
	markup_text(h, slice_of(phrase("All", "全部")));
	markup_put(h, "\"");
	if (c->form == FLOW)
		put_turns(h);
	if (c->form == STEPS || c->form == CURVE)
		markup_put(h, c->start == 1 ? " data-start=\"1\"" : " data-start=\"0\"");
	if (c->form == CURVE)
		put_risks(h, l, c);
	markup_put(h, "></canvas></div>");
	put_caution(h, l->sheet, c);
	markup_put(h, "</figure>\n");
}
