/*
 * value -- rules about what a column comes to in the assessment month.
 *
 * Memory: see monthly.h.
 */
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/monthly.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/translate.h"

static struct row_mistake
mistake(const struct rule *r)
{
	bool month = r->window.unit == MONTHS && r->window.count == 1;

	return (struct row_mistake){ "window", !r->has_window || month ? NULL : N_("not 1mo") };
}

/* "amount 0.00 in 2026-02 (threshold = 0)". */
static void
judge(struct watch *w, const struct rule *r, int guard, const struct sums *sums,
    uint32_t customer)
{
	struct customer *c = roster_state(w->roster, customer);
	struct order order = order_begin(r, guard, customer, w->moment.as_of);
	money v = 0;

	if (!monthly_add(sums, c, w->moment.month, &v) ||
	    !comparison_holds(r->op, v, r->threshold))
		return;
	line_add_month_sum(line_begin(&w->line), r->column, w->moment.month, v);
	line_add_threshold(&w->line, r);
	docket_add_of_month(w->docket, &order, w->moment.month, &w->line);
}

static void
fire(struct watch *w, const struct rule *r)
{
	struct sums sums = monthly_sums(w->intakes, r);
	int guard = intakes_guard(w->intakes, r);
	uint32_t count = roster_count(w->roster);

	for (uint32_t i = 0; w->moment.month != NO_MONTH && i < count; i++)
		judge(w, r, guard, &sums, i);
}

static void
describe(struct line *l, const struct rule *r)
{
	line_add(l, "sum of the month: ");
	describe_comparison(l, r);
}

const struct rule_kind value_rule = {
	.name = "value",
	.tables = EVENT_TABLES | KIND(BILLS),
	.needs = { .column = true, .op = true, .threshold = true },
	.column = COLUMN_NUMBER,
	.sums_months = true,
	.mistake = mistake,
	.fire = fire,
	.describe = describe,
};
