/*
 * outputs -- R06-R08: what rt-churn finds out, as it is: movements of revenue,
 * cohorts, survival, incidence, gains.
 */
#include "cmd/rt-report/outputs.h"

#include <string.h>

#include "common/base/diag.h"
#include "common/value/number.h"

static const struct sheet_column movements_columns[] = {
	{ "period", CELL_TEXT, EVERYBODY, 0, OURS },
	{ "opening_amount", CELL_MONEY, EVERYBODY, 4, OURS },
	{ "new", CELL_MONEY, EVERYBODY, 2, OURS },
	{ "expansion", CELL_MONEY, EVERYBODY, 2, OURS },
	{ "contraction", CELL_MONEY, EVERYBODY, 1, OURS },
	{ "lost", CELL_MONEY, EVERYBODY, 0, OURS },
	{ "reactivated", CELL_MONEY, EVERYBODY, 6, OURS },
	{ "closing_amount", CELL_MONEY, EVERYBODY, 3, OURS },
	{ "gross_churn_rate", CELL_RATE, EVERYBODY, 1, OURS },
	{ "net_churn_rate", CELL_RATE, EVERYBODY, 0, OURS },
	{ "opening_customers", CELL_COUNT, EVERYBODY, 7, OURS },
	{ "new_customers", CELL_COUNT, EVERYBODY, 8, OURS },
	{ "expansion_customers", CELL_COUNT, EVERYBODY, 9, OURS },
	{ "contraction_customers", CELL_COUNT, EVERYBODY, 9, OURS },
	{ "lost_customers", CELL_COUNT, EVERYBODY, 8, OURS },
	{ "reactivated_customers", CELL_COUNT, EVERYBODY, 9, OURS },
	{ "closing_customers", CELL_COUNT, EVERYBODY, 8, OURS },
	{ NULL, CELL_TEXT, EVERYBODY, 0, OURS },
};

static const struct sheet_column cohorts_columns[] = {
	{ "cohort", CELL_TEXT, EVERYBODY, 0, OURS },
	{ "age", CELL_COUNT, EVERYBODY, 0, OURS },
	{ "size", CELL_COUNT, EVERYBODY, 0, OURS },
	{ "active", CELL_COUNT, EVERYBODY, 0, OURS },
	{ "retention", CELL_RATE, EVERYBODY, 0, OURS },
	{ NULL, CELL_TEXT, EVERYBODY, 0, OURS },
};

static const struct sheet_column survival_columns[] = {
	{ "time", CELL_KEPT, EVERYBODY, 0, OURS },
	{ "at_risk", CELL_COUNT, EVERYBODY, 1, OURS },
	{ "events", CELL_COUNT, EVERYBODY, 1, OURS },
	{ "censored", CELL_COUNT, EVERYBODY, 3, OURS },
	{ "survival", CELL_KEPT_SHARE, EVERYBODY, 0, OURS },
	{ "std_error", CELL_KEPT_SHARE, EVERYBODY, 4, OURS },
	{ "ci_low", CELL_KEPT_SHARE, EVERYBODY, 2, OURS },
	{ "ci_high", CELL_KEPT_SHARE, EVERYBODY, 2, OURS },
	{ NULL, CELL_TEXT, EVERYBODY, 0, OURS },
};

/* Of survival --summary: a row for each group. */
static const struct sheet_column summary_columns[] = {
	{ "n", CELL_COUNT, EVERYBODY, 0, OURS },
	{ "events", CELL_COUNT, EVERYBODY, 0, OURS },
	{ "median", CELL_KEPT, EVERYBODY, 0, OURS },
	{ "ci_low", CELL_KEPT, EVERYBODY, 1, OURS },
	{ "ci_high", CELL_KEPT, EVERYBODY, 1, OURS },
	{ "rmst", CELL_KEPT, EVERYBODY, 2, OURS },
	{ "chi2", CELL_KEPT, EVERYBODY, 4, OURS },
	{ "df", CELL_KEPT, EVERYBODY, 4, OURS },
	{ "p", CELL_KEPT_P, EVERYBODY, 3, OURS },
	{ NULL, CELL_TEXT, EVERYBODY, 0, OURS },
};

static const struct sheet_column incidence_columns[] = {
	{ "reason", CELL_TEXT, EVERYBODY, 0, OURS },
	{ "time", CELL_KEPT, EVERYBODY, 0, OURS },
	{ "at_risk", CELL_COUNT, EVERYBODY, 1, OURS },
	{ "events", CELL_COUNT, EVERYBODY, 1, OURS },
	{ "incidence", CELL_KEPT_SHARE, EVERYBODY, 0, OURS },
	{ "std_error", CELL_KEPT_SHARE, EVERYBODY, 4, OURS },
	{ "ci_low", CELL_KEPT_SHARE, EVERYBODY, 2, OURS },
	{ "ci_high", CELL_KEPT_SHARE, EVERYBODY, 2, OURS },
	{ NULL, CELL_TEXT, EVERYBODY, 0, OURS },
};

/* Of incidence --summary: a row for each group and reason. */
static const struct sheet_column reasons_columns[] = {
	{ "reason", CELL_TEXT, EVERYBODY, 0, OURS },
	{ "n", CELL_COUNT, EVERYBODY, 1, OURS },
	{ "events", CELL_COUNT, EVERYBODY, 1, OURS },
	{ "incidence", CELL_KEPT_SHARE, EVERYBODY, 0, OURS },
	{ "chi2", CELL_KEPT, EVERYBODY, 4, OURS },
	{ "df", CELL_KEPT, EVERYBODY, 4, OURS },
	{ "p", CELL_KEPT_P, EVERYBODY, 3, OURS },
	{ NULL, CELL_TEXT, EVERYBODY, 0, OURS },
};

/* Of risk --gains; shared ties make lost ones with decimals. */
static const struct sheet_column gains_columns[] = {
	{ "group", CELL_COUNT, EVERYBODY, 0, OURS },
	{ "customers", CELL_COUNT, EVERYBODY, 1, OURS },
	{ "mean_risk", CELL_KEPT_SHARE, EVERYBODY, 5, OURS },
	{ "lost", CELL_KEPT, EVERYBODY, 1, OURS },
	{ "rate", CELL_KEPT_SHARE, EVERYBODY, 0, OURS },
	{ "ci_low", CELL_KEPT_SHARE, EVERYBODY, 3, OURS },
	{ "ci_high", CELL_KEPT_SHARE, EVERYBODY, 3, OURS },
	{ "lift", CELL_KEPT, EVERYBODY, 1, OURS },
	{ "cumulative_customers", CELL_COUNT, EVERYBODY, 7, OURS },
	{ "cumulative_lost", CELL_KEPT, EVERYBODY, 6, OURS },
	{ "capture", CELL_KEPT_SHARE, EVERYBODY, 0, OURS },
	{ NULL, CELL_TEXT, EVERYBODY, 0, OURS },
};

static const struct verb_output
	movements = { "movements", "movements", "movements", movements_columns },
	cohorts = { "cohorts", "cohorts", "cohorts", cohorts_columns },
	survival = { "survival", "survival", "survival", survival_columns },
	summary = { "survival", "survival", "survival-summary", summary_columns },
	incidence = { "incidence", "incidence", "incidence", incidence_columns },
	reasons = { "incidence", "incidence", "incidence-summary", reasons_columns },
	gains = { "gains", "risk --gains", "gains", gains_columns };

/* Those that a curve can be drawn of. */
static const struct verb_output curves[] = {
	{ "curve", "survival", "curve", survival_columns },
	{ "curve", "incidence", "curve", incidence_columns },
	{ "curve", "risk --gains", "curve", gains_columns },
};

bool
outputs_has_all(struct table *t, const struct verb_output *v)
{
	for (const struct sheet_column *c = v->column; c->name != NULL; c++)
		if (records_heading(t, c->name) == NO_COLUMN)
			return false;
	return true;
}

bool
report_is_movements(struct table *t)
{
	return outputs_has_all(t, &movements);
}

bool
report_is_cohorts(struct table *t)
{
	return outputs_has_all(t, &cohorts);
}

bool
report_is_survival(struct table *t)
{
	return outputs_has_all(t, &survival);
}

bool
report_is_summary(struct table *t)
{
	return outputs_has_all(t, &summary);
}

bool
report_is_incidence(struct table *t)
{
	return outputs_has_all(t, &incidence);
}

bool
report_is_reasons(struct table *t)
{
	return outputs_has_all(t, &reasons);
}

bool
report_is_gains(struct table *t)
{
	return outputs_has_all(t, &gains);
}

struct sheet_column
outputs_style(const struct sheet_column *column, const char *heading)
{
	for (; column->name != NULL; column++)
		if (strcmp(heading, column->name) == 0)
			return *column;
	return (struct sheet_column){ heading, CELL_TEXT, EVERYBODY, 0, THE_USERS };
}

static struct sheet_column
movements_style(const char *heading, int number)
{
	static const struct sheet_column refunds = {
		"refunds", CELL_MONEY, EVERYBODY, 5, OURS,
	};

	(void)number;
	return strcmp(heading, "refunds") == 0 ? refunds :
	    outputs_style(movements_columns, heading);
}

static struct sheet_column
cohorts_style(const char *heading, int number)
{
	static const struct sheet_column amount = {
		"amount", CELL_MONEY, EVERYBODY, 2, OURS,
	};

	(void)number;
	return strcmp(heading, "amount") == 0 ? amount : outputs_style(cohorts_columns, heading);
}

static struct sheet_column
survival_style(const char *heading, int number)
{
	(void)number;
	return outputs_style(survival_columns, heading);
}

static struct sheet_column
incidence_style(const char *heading, int number)
{
	(void)number;
	return outputs_style(incidence_columns, heading);
}

static struct sheet_column
reasons_style(const char *heading, int number)
{
	(void)number;
	return outputs_style(reasons_columns, heading);
}

static struct sheet_column
gains_style(const char *heading, int number)
{
	(void)number;
	return outputs_style(gains_columns, heading);
}

static struct sheet_column
summary_style(const char *heading, int number)
{
	static const struct sheet_column remaining[] = {
		{ "rmst_se", CELL_KEPT, EVERYBODY, 3, OURS },
		{ "remaining_median", CELL_KEPT, EVERYBODY, 1, OURS },
		{ "remaining_mean", CELL_KEPT, EVERYBODY, 1, OURS },
		{ NULL, CELL_TEXT, EVERYBODY, 0, OURS },
	};
	struct sheet_column c = outputs_style(summary_columns, heading);

	(void)number;
	return c.origin == OURS ? c : outputs_style(remaining, heading);
}

struct sheet *
outputs_read(const struct request *q, const struct tables *in,
    const struct verb_output *v, records_style *style)
{
	for (int i = 0; i < in->count; i++)
		if (!outputs_has_all(in->table[i], v))
			reader_die(table_reader(in->table[i]), NULL,
			    "not the header of rt-churn %s", v->verb);
	if (q->min_cell > 0)
		die_usage("%s: --min-cell has no customers to count", v->report);
	if (q->top > 0)
		die_usage("%s: --top has no figures to add up", v->report);
	return records_read(q, in, v->sheet, style);
}

struct sheet *
report_movements(const struct request *q, const struct tables *in)
{
	struct sheet *s = outputs_read(q, in, &movements, movements_style);

	sheet_define(s, "movements-rates");
	return s;
}

struct sheet *
report_cohorts(const struct request *q, const struct tables *in)
{
	struct sheet *s = outputs_read(q, in, &cohorts, cohorts_style);

	sheet_set_bar(s, sheet_find(s, "retention"), 4);
	sheet_define(s, "cohorts");
	return s;
}

/* The test of the groups stands on each row; of one group there is none. */
static void
add_log_rank(struct sheet *s)
{
	static const struct {
		const char *column, *figure;
	} test[] = {
		{ "chi2", "log-rank" }, { "df", "log-rank-df" }, { "p", "log-rank-p" },
	};

	for (size_t i = 0; i < sizeof test / sizeof *test && sheet_rows(s) > 0; i++) {
		const struct cell *c = sheet_cell(s, 0, sheet_find(s, test[i].column));
		double x;

		if (c->known && number_parse(slice_trim(c->text), &x))
			sheet_add_figure(s, (struct sheet_figure){
				test[i].figure, x, test[i].figure });
	}
}

static struct sheet *
report_summary(const struct request *q, const struct tables *in)
{
	struct sheet *s = outputs_read(q, in, &summary, summary_style);

	sheet_define(s, "survival-summary");
	/* Several tables are several tests. */
	if (in->count == 1)
		add_log_rank(s);
	return s;
}

struct sheet *
report_survival(const struct request *q, const struct tables *in)
{
	struct sheet *s;

	if (report_is_summary(in->table[0]))
		return report_summary(q, in);
	s = outputs_read(q, in, &survival, survival_style);
	sheet_set_bar(s, sheet_find(s, "survival"), 3);
	sheet_define(s, "survival");
	return s;
}

struct sheet *
report_incidence(const struct request *q, const struct tables *in)
{
	struct sheet *s;

	if (report_is_reasons(in->table[0])) {
		s = outputs_read(q, in, &reasons, reasons_style);
		sheet_define(s, "incidence-summary");
		return s;
	}
	s = outputs_read(q, in, &incidence, incidence_style);
	sheet_set_bar(s, sheet_find(s, "incidence"), 3);
	sheet_define(s, "incidence");
	return s;
}

struct sheet *
report_gains(const struct request *q, const struct tables *in)
{
	struct sheet *s = outputs_read(q, in, &gains, gains_style);

	sheet_set_bar(s, sheet_find(s, "rate"), 2);
	sheet_define(s, "gains");
	return s;
}

struct sheet *
outputs_steps(const struct request *q, const struct tables *in)
{
	records_style *const style[] = { survival_style, incidence_style, gains_style };
	size_t count = sizeof curves / sizeof *curves;

	for (size_t i = 0; i < count; i++)
		if (outputs_has_all(in->table[0], &curves[i]))
			return outputs_read(q, in, &curves[i], style[i]);
	reader_die(table_reader(in->table[0]), NULL, "not the header of rt-churn survival, "
	    "incidence or risk --gains");
}
