/*
 * every -- rules about the first day of each month or quarter.
 *
 * Memory: nothing a customer.
 */
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/translate.h"

static struct row_mistake
mistake(const struct rule *r)
{
	bool fits = r->window.unit == MONTHS &&
	    (r->window.count == 1 || r->window.count == 3);

	return (struct row_mistake){ "window", fits ? NULL : N_("neither 1mo nor 3mo") };
}

static void
open_order(struct watch *w, const struct feed *f, struct record *r, monthnum month)
{
	struct line *l = line_begin(&w->line);
	struct order order = order_begin(f->rule, f->guard, record_customer(r),
	    month_first(month));

	line_add(l, f->rule->window.count == 1 ? phrase("the month of ", "月份 ") :
	    phrase("the quarter from ", "季度，始于 "));
	line_add_month(l, month);
	order.day = order.fired_on;
	docket_add(w->docket, &order, l);
}

static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	monthnum last = day_month(w->moment.as_of);

	if (!where_holds(&f->where, r->value))
		return;
	for (monthnum m = day_month(w->moment.since) + 1; m <= last; m++)
		if (m % f->rule->window.count == 0)
			open_order(w, f, r, m);
}

static void
describe(struct line *l, const struct rule *r)
{
	line_add(l, r->window.count == 1 ? "the first day of each month" :
	    "the first day of each quarter");
}

const struct rule_kind every_rule = {
	.name = "every",
	.tables = KIND(CUSTOMERS),
	.needs = { .window = true },
	.is_event = true,
	.mistake = mistake,
	.observe = observe,
	.describe = describe,
};
