/*
 * churn -- R06: the churn rates of rt-churn, as they are, with bars.
 */
#include <string.h>

#include "cmd/rt-report/outputs.h"

/* The columns that rt-churn rates always writes, and which can be spared. */
static const struct sheet_column columns[] = {
	{ "period", CELL_TEXT, EVERYBODY, 0, OURS },
	{ "opening", CELL_COUNT, EVERYBODY, 2, OURS },
	{ "joined", CELL_COUNT, EVERYBODY, 6, OURS },
	{ "joined_lost", CELL_COUNT, EVERYBODY, 10, OURS },
	{ "lost", CELL_COUNT, EVERYBODY, 1, OURS },
	{ "closing", CELL_COUNT, EVERYBODY, 5, OURS },
	{ "churn_rate", CELL_RATE, EVERYBODY, 0, OURS },
	{ "retention_rate", CELL_RATE, EVERYBODY, 8, OURS },
	{ "opening_amount", CELL_MONEY, EVERYBODY, 9, OURS },
	{ "lost_amount", CELL_MONEY, EVERYBODY, 7, OURS },
	{ "relative_churn_rate", CELL_RATE, EVERYBODY, 3, OURS },
	{ "definition", CELL_TEXT, EVERYBODY, SPARE_FIRST, OURS },
	{ NULL, CELL_TEXT, EVERYBODY, 0, OURS },
};

static const struct verb_output rates = { "churn", "rates", "churn", columns };

/* The name behind "churn-" is the one that rt-churn prints. */
static const char *const definitions[] = {
	"churn-opening", "churn-opening-new", "churn-average",
	"churn-closing-normalised", "churn-snapshot",
};

enum { DEFINITIONS = sizeof definitions / sizeof *definitions };

bool
report_is_churn(struct table *t)
{
	return outputs_has_all(t, &rates);
}

static struct sheet_column
style(const char *heading, int number)
{
	(void)number;
	return outputs_style(columns, heading);
}

static bool
stands_in(const struct sheet *s, int column, struct slice text)
{
	for (size_t row = 0; row < sheet_rows(s); row++) {
		const struct cell *c = sheet_cell(s, row, column);

		if (c->known && slice_equal(c->text, text))
			return true;
	}
	return false;
}

static bool
has_open_period(const struct sheet *s)
{
	int period = sheet_find(s, "period");

	for (size_t row = 0; row < sheet_rows(s); row++) {
		const struct cell *c = sheet_cell(s, row, period);

		if (c->known && c->text.p[c->text.n - 1] == '*')
			return true;
	}
	return false;
}

/* Says what the numbers are; where definitions differ, they are always shown. */
static void
define(struct sheet *s)
{
	int column = sheet_find(s, "definition"), met = 0;

	for (int i = 0; i < DEFINITIONS; i++)
		if (stands_in(s, column, slice_of(definitions[i] + strlen("churn-")))) {
			sheet_define(s, definitions[i]);
			met++;
		}
	if (met > 1)
		sheet_keep(s, column);
	sheet_define(s, "relative");
	sheet_define(s, "closing");
	if (has_open_period(s))
		sheet_define(s, "partial");
}

/* Lost of opening is what the rate says only where that is its definition. */
static void
mark_shares(struct sheet *s)
{
	int definition = sheet_find(s, "definition"), rate = sheet_find(s, "churn_rate");

	for (size_t row = 0; row < sheet_rows(s); row++)
		if (slice_is(sheet_cell(s, row, definition)->text, "opening"))
			sheet_set_share(s, row, rate);
}

struct sheet *
report_churn(const struct request *q, const struct tables *in)
{
	struct sheet *s = outputs_read(q, in, &rates, style);

	sheet_set_bar(s, sheet_find(s, "churn_rate"), 4);
	mark_shares(s);
	define(s);
	return s;
}
