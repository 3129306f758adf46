/*
 * chart -- what a chart shows of a sheet.
 */
#include "cmd/rt-report/chart.h"

#include <string.h>

static const struct {
	const char *kind;
	enum chart_form form;
	const char *label;
	int below;
	const char *value[CHART_VALUES];
} charts[] = {
	{ "churn", LINES, "period", 0, { "churn_rate", "relative_churn_rate" } },
	{ "complaints", BARS, NULL, 0, { "count" } },
	{ "effect", INTERVAL, NULL, 0, { "difference", "ci_low", "ci_high" } },
	{ "movement", BARS, NULL, 0, { "customers" } },
	{ "movements", STACKED, NULL, 2,
	    { "new", "reactivated", "expansion", "contraction", "lost" } },
	{ "nps", INTERVAL, NULL, 0, { "nps", "ci_low", "ci_high" } },
	{ "objections", BARS, NULL, 0, { "count" } },
	{ "pareto", BARS, "top_share", 0, { "amount_share" } },
	{ "plan", STACKED, NULL, 0, { "on_time", "late", "unplanned" } },
	{ "service", BARS, NULL, 0, { "respond_rate", "resolve_rate" } },
	{ "survival", STEPS, "time", 0, { "survival" } },
	{ "tiers", BARS, NULL, 0, { "share", "amount_share" } },
	{ "workorders", BARS, NULL, 0, { "count" } },
};

enum { CHARTS = sizeof charts / sizeof *charts };

/* Of a table with figures, the first of them. */
static struct chart
chart_of_bar(const struct sheet *s)
{
	struct bar bar = sheet_bar(s);

	if (bar.column < 0 || strcmp(sheet_kind(s), "table") != 0)
		return (struct chart){ .form = NO_CHART };
	return (struct chart){ .form = BARS, .value = { bar.column }, .values = 1,
		.label = -1 };
}

struct chart
chart_of(const struct sheet *s)
{
	struct chart c = { .form = NO_CHART, .label = -1 };
	int i = 0;

	while (i < CHARTS && strcmp(charts[i].kind, sheet_kind(s)) != 0)
		i++;
	if (i == CHARTS || sheet_rows(s) == 0)
		return sheet_rows(s) == 0 ? c : chart_of_bar(s);
	c.form = charts[i].form;
	c.below = charts[i].below;
	if (charts[i].label != NULL)
		c.label = sheet_find(s, charts[i].label);
	for (; c.values < CHART_VALUES && charts[i].value[c.values] != NULL; c.values++)
		c.value[c.values] = sheet_find(s, charts[i].value[c.values]);
	return c;
}
