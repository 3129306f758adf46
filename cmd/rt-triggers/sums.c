/*
 * sums -- what a customer's months come to, over all tables of a rule.
 */
#include "cmd/rt-triggers/sums.h"

#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/monthly.h"
#include "common/base/diag.h"

struct sums
sums_of(const struct intakes *in, const struct rule *r)
{
	struct sums sums = { .count = 0 };

	for (enum kind k = 0; k < KINDS; k++)
		for (int i = 0; i < in->of[k].feeds; i++) {
			const struct feed *f = &in->of[k].feed[i];

			if (f->rule == r && f->series != NONE)
				sums.of[sums.count++] = &in->series[f->series];
		}
	return sums;
}

bool
sums_add(const struct sums *s, struct customer *c, monthnum month, money *total)
{
	bool known = false;

	for (int i = 0; i < s->count; i++) {
		money m;

		if (!monthly_sum(s->of[i], c, month, &m))
			continue;
		if (!money_add(total, m))
			die(BAD_DATA, "the sum of a customer's months is too large");
		known = true;
	}
	return known;
}

void
sums_evidence(struct line *l, const struct rule *r, monthnum month, money v)
{
	line_add_column(l, r->column);
	line_add(l, " ");
	line_add_amount(l, r->column, v);
	line_say(l, " in ", "，月份 ");
	line_add_month(l, month);
}

struct order
sums_order(const struct rule *r, uint32_t customer, const struct moment *moment,
    char month[MONTH_TEXT])
{
	struct order order = order_begin(r, customer, moment->as_of);

	month_print(moment->month, month);
	order.key = (struct slice){ month, MONTH_TEXT };
	return order;
}
