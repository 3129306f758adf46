/*
 * chart -- what a chart shows of a sheet.
 */
#include "cmd/rt-report/chart.h"

#include <string.h>

#include "common/value/number.h"

/* More bars than this are no picture. */
enum { BARS_MOST = 60 };

const char *const turn_name[TURNS] = {
	[ROSE] = "rose", [STAYED] = "stayed", [FELL] = "fell", [CAME] = "new",
	[WENT] = "gone",
};

static const struct picture {
	const char *kind;
	enum chart_form form;
	const char *label, *unnamed; /* unnamed: a column that another one names better */
	int below;
	const char *value[CHART_VALUES];
	const char *color;
	enum sure sure;
	const char *bound[2];
	int start;
} pictures[] = {
	{ "churn", LINES, "period", NULL, 0, { "churn_rate", "relative_churn_rate" }, "",
	    OF_COUNTS, { "lost", "opening" }, 0 },
	{ .kind = "complaints", .form = BARS, .value = { "count" } },
	{ "curve", CURVE, "time", NULL, 0, { "survival", "incidence", "capture" }, "",
	    OF_LIMITS, { "ci_low", "ci_high" }, 0 },
	{ .kind = "effect", .form = INTERVAL, .value = { "difference", "ci_low", "ci_high" } },
	{ "gains", BARS, "group", NULL, 0, { "rate" }, "", OF_LIMITS, { "ci_low", "ci_high" },
	    0 },
	{ "incidence", STEPS, "time", NULL, 0, { "incidence" }, "", OF_LIMITS,
	    { "ci_low", "ci_high" }, 0 },
	{ "incidence-summary", BARS, NULL, NULL, 0, { "incidence" }, "", UNSURE, { NULL }, 0 },
	{ .kind = "movement", .form = FLOW, .unnamed = "to", .value = { "share" },
	    .color = "25103" },
	{ .kind = "movements", .form = STACKED, .below = 2,
	    .value = { "new", "reactivated", "expansion", "contraction", "lost" },
	    .color = "04213" },
	{ .kind = "nps", .form = INTERVAL, .value = { "nps", "ci_low", "ci_high" } },
	{ .kind = "objections", .form = BARS, .value = { "count" } },
	{ .kind = "pareto", .form = BARS, .label = "top_share", .value = { "amount_share" } },
	{ .kind = "plan", .form = STACKED, .value = { "on_time", "late", "unplanned" },
	    .color = "015" },
	{ .kind = "service", .form = BARS, .value = { "respond_rate", "resolve_rate" },
	    .sure = OF_OWN_SHARE },
	{ "survival", STEPS, "time", NULL, 0, { "survival" }, "", OF_LIMITS,
	    { "ci_low", "ci_high" }, 1 },
	{ .kind = "tiers", .form = BARS,
	    .value = { "share", "amount_share" } },
	{ .kind = "workorders", .form = BARS, .value = { "count" } },
};

enum { PICTURES = sizeof pictures / sizeof *pictures };

static bool
is_value(const struct chart *c, int column)
{
	for (int i = 0; i < c->values; i++)
		if (c->value[i] == column)
			return true;
	return false;
}

static bool
same_text(const struct sheet *s, size_t row, size_t other, int column)
{
	enum cell_type type = sheet_column(s, column)->type;
	char a[CELL_ROOM], b[CELL_ROOM];

	return slice_equal(cell_print(sheet_cell(s, row, column), type, a),
	    cell_print(sheet_cell(s, other, column), type, b));
}

static bool
same_names(const struct chart *c, const struct sheet *s, size_t row, size_t other)
{
	for (int i = 0; i < c->names; i++)
		if (!same_text(s, row, other, c->name[i]))
			return false;
	return true;
}

/* Whether the column tells rows apart that the names so far do not. */
static bool
tells_apart(const struct chart *c, const struct sheet *s, int column)
{
	for (size_t row = 1; row < sheet_rows(s); row++)
		for (size_t other = 0; other < row; other++)
			if (same_names(c, s, row, other) &&
			    !same_text(s, row, other, column))
				return true;
	return false;
}

static bool
names_rows(const struct sheet_column *column, const char *unnamed)
{
	if (unnamed != NULL && strcmp(column->name, unnamed) == 0)
		return false;
	return (column->type == CELL_TEXT || column->type == CELL_PLAIN ||
	           column->type == CELL_DATE) &&
	    (column->audience == EVERYBODY || column->audience == PEOPLE) &&
	    column->spare < SPARE_FIRST;
}

/* As few names as tell the bars apart, the first ones; of lines all of them. */
static void
find_names(struct chart *c, const struct sheet *s, const char *unnamed)
{
	bool few = !chart_is_line(c->form) && sheet_rows(s) <= BARS_MOST;

	for (int i = 0; i < sheet_columns(s) && c->names < CHART_NAMES; i++)
		if (names_rows(sheet_column(s, i), unnamed) && i != c->label &&
		    !is_value(c, i) && (!few || tells_apart(c, s, i)))
			c->name[c->names++] = i;
	if (c->names == 0 && c->label >= 0 && c->form == BARS)
		c->name[c->names++] = c->label;
}

/* Of a table with figures, the first of them. */
static struct chart
chart_of_bar(const struct sheet *s)
{
	struct bar bar = sheet_bar(s);
	struct chart c = { .form = BARS, .value = { bar.column }, .values = 1,
		.label = -1, .color = "" };

	if (bar.column < 0 || strcmp(sheet_kind(s), "table") != 0)
		c.form = NO_CHART;
	return c;
}

/* Of survival it falls from 1; of gains it is over the share of customers. */
static void
settle_curve(struct chart *c, const struct sheet *s)
{
	c->start = sheet_find(s, "survival") >= 0;
	c->risk = sheet_find(s, "at_risk");
	if (c->label < 0) {
		c->label = sheet_find(s, "top_share");
		c->risk = sheet_find(s, "customers");
	}
}

static struct chart
chart_as(const struct picture *p, const struct sheet *s)
{
	struct chart c = { .form = p->form, .below = p->below, .label = -1,
		.color = p->color == NULL ? "" : p->color, .sure = p->sure,
		.start = p->start };

	if (p->label != NULL)
		c.label = sheet_find(s, p->label);
	for (int i = 0; i < CHART_VALUES && p->value[i] != NULL; i++)
		if ((c.value[c.values] = sheet_find(s, p->value[i])) >= 0)
			c.values++;
	for (int i = 0; i < 2 && p->bound[i] != NULL; i++)
		c.bound[i] = sheet_find(s, p->bound[i]);
	if (c.form == CURVE)
		settle_curve(&c, s);
	return c;
}

struct chart
chart_of(const struct sheet *s)
{
	const struct picture *p = NULL;
	struct chart c;

	for (int i = 0; i < PICTURES && p == NULL; i++)
		if (strcmp(pictures[i].kind, sheet_kind(s)) == 0)
			p = &pictures[i];
	c = p == NULL ? chart_of_bar(s) : chart_as(p, s);
	if (sheet_rows(s) == 0 || (!chart_is_line(c.form) && sheet_rows(s) > BARS_MOST))
		c.form = NO_CHART;
	if (c.form != NO_CHART)
		find_names(&c, s, p == NULL ? NULL : p->unnamed);
	return c;
}

enum turn
chart_turn(const struct sheet *s, size_t row)
{
	int last = sheet_columns(s) - 1;
	enum turn t = 0;

	if (strcmp(sheet_column(s, last)->name, "turn") != 0 ||
	    sheet_column(s, last)->audience != CHARTS || !sheet_cell(s, row, last)->known)
		return TURNS;
	while (!slice_is(sheet_cell(s, row, last)->text, turn_name[t]))
		t++;
	return t;
}

struct slice
chart_steps(const struct sheet *s, size_t row)
{
	int last = sheet_columns(s) - 1;

	if (strcmp(sheet_kind(s), "curve") != 0 ||
	    sheet_column(s, last)->audience != CHARTS || !sheet_cell(s, row, last)->known)
		return SLICE("");
	return sheet_cell(s, row, last)->text;
}

static bool
interval_of_share(int64_t part, int64_t whole, struct interval *i)
{
	if (whole <= 0 || part < 0 || part > whole)
		return false;
	*i = interval_share(part, whole);
	return true;
}

bool
chart_interval(const struct chart *c, const struct sheet *s, size_t row, int column,
    struct interval *i)
{
	const struct cell *value = sheet_cell(s, row, column), *bound[2];

	if (c->sure == UNSURE || !is_value(c, column) || !value->known)
		return false;
	if (c->sure == OF_OWN_SHARE)
		return interval_of_share(value->rate.part, value->rate.whole, i);
	for (int n = 0; n < 2; n++)
		bound[n] = sheet_cell(s, row, c->bound[n]);
	if (column != c->value[0] || !bound[0]->known || !bound[1]->known)
		return false;
	if (c->sure == OF_COUNTS)
		return value->share &&
		    interval_of_share(bound[0]->count, bound[1]->count, i);
	return number_parse(bound[0]->text, &i->low) &&
	    number_parse(bound[1]->text, &i->high);
}
