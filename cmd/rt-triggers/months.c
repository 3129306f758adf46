/*
 * The key of such an order is its month.
 */
#include "cmd/rt-triggers/months.h"

#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"

void
months_evidence(struct line *l, const struct rule *r, monthnum month, money v)
{
	line_add_column(l, r->column);
	line_add(l, " ");
	line_add_amount(l, r->column, v);
	line_say(l, " in ", "，月份 ");
	line_add_month(l, month);
}

void
months_open(struct watch *w, const struct rule *r, int guard, uint32_t customer)
{
	struct order order = order_begin(r, customer, w->moment.as_of);
	char month[MONTH_TEXT];

	month_print(w->moment.month, month);
	order.guard = guard;
	order.key = (struct slice){ month, sizeof month };
	order.evidence = line_slice(&w->line);
	docket_add(w->docket, &order);
}
