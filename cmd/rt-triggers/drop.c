/*
 * drop -- rules about a month's sum: value, and drop against the months before.
 */
#include "cmd/rt-triggers/drop.h"

#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/monthly.h"
#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/value/number.h"

/* The sums that feed one rule, of each table that does. */
struct sums {
	const struct series *of[KINDS];
	int count;
};

static struct sums
sums_of(const struct watch *w, int rule)
{
	struct sums sums = { .count = 0 };

	for (enum kind k = 0; k < KINDS; k++)
		for (int i = 0; i < w->plan->intake[k].feeds; i++) {
			const struct feed *f = &w->plan->intake[k].feed[i];

			if (f->number == rule && f->series != NONE)
				sums.of[sums.count++] = &w->plan->series[f->series];
		}
	return sums;
}

/* Adds the sum of a month; false when there is no record in it. */
static bool
add_month(const struct sums *sums, struct customer *c, monthnum month, money *total)
{
	bool known = false;

	for (int i = 0; i < sums->count; i++) {
		money m;

		if (!monthly_sum(sums->of[i], c, month, &m))
			continue;
		if (!money_add(total, m))
			die(BAD_DATA, "the sum of a customer's months is too large");
		known = true;
	}
	return known;
}

/* "amount 0.00 in 2026-02 (threshold = 0)". */
static void
value_evidence(struct line *l, const struct rule *r, monthnum month, money v)
{
	line_add_column(l, r->column);
	line_add(l, " ");
	line_add_amount(l, r->column, v);
	line_say(l, " in ", "，月份 ");
	line_add_month(l, month);
	if (r->kind == VALUE)
		line_add_threshold(l, r);
}

bool
is_drop(int64_t v, int64_t sum, int count, money share, money floor)
{
	__int128 kept = MONEY_UNIT - share;

	return sum > 0 && sum >= (__int128)floor * count &&
	    (__int128)v * count * MONEY_UNIT <= kept * sum;
}

/* "; mean 80.00 of the 3 months before, down 51.2% (threshold 50%)". */
void
drop_evidence(struct line *l, const struct rule *r, int64_t v, int64_t sum,
    const char *noun)
{
	char percent[NUMBER_TEXT];
	__int128 lost = (__int128)sum - (__int128)v * r->baseline;
	int64_t part = (int64_t)((lost * 2000 + sum) / (2 * (__int128)sum));

	line_say(l, "; mean ", "；此前均值 ");
	line_add_amount(l, r->column, money_mean(sum, r->baseline));
	line_say(l, " of the ", "（");
	line_add_count(l, r->baseline);
	line_add(l, noun);
	line_say(l, " before, down ", "），下降 ");
	line_add_slice(l, (struct slice){ percent, ratio_print(part, 10, 1, percent) });
	line_say(l, "% (threshold ", "%（阈值 ");
	line_add_quantity(l, r->threshold * 100);
	line_say(l, "%)", "%）");
}

static void
fire(struct watch *w, int rule, int guard, uint32_t customer, const struct line *evidence)
{
	struct order order = { .rule = rule, .guard = guard, .customer = customer,
		.fired_on = w->moment.as_of, .start = NO_INSTANT, .due = NO_INSTANT,
		.day = NO_DAY, .evidence = line_slice(evidence) };
	char month[MONTH_TEXT];

	month_print(w->moment.month, month);
	order.key = (struct slice){ month, MONTH_TEXT };
	orders_add(w->orders, &order);
}

static void
judge_value(struct watch *w, int rule, int guard, const struct sums *sums,
    uint32_t customer)
{
	const struct rule *r = &w->rules->rule[rule];
	struct line evidence = { .n = 0 };
	money v = 0;

	if (!add_month(sums, ledger_state(w->ledger, customer), w->moment.month, &v) ||
	    !comparison_holds(r->op, v, r->threshold))
		return;
	value_evidence(&evidence, r, w->moment.month, v);
	fire(w, rule, guard, customer, &evidence);
}

static void
judge_drop(struct watch *w, int rule, int guard, const struct sums *sums,
    uint32_t customer)
{
	const struct rule *r = &w->rules->rule[rule];
	struct customer *c = ledger_state(w->ledger, customer);
	struct line evidence = { .n = 0 };
	money v = 0, sum = 0;

	if (!add_month(sums, c, w->moment.month, &v))
		return;
	for (int i = 1; i <= r->baseline; i++)
		if (!add_month(sums, c, w->moment.month - i, &sum))
			return;
	if (!is_drop(v, sum, r->baseline, r->threshold, r->floor))
		return;
	value_evidence(&evidence, r, w->moment.month, v);
	drop_evidence(&evidence, r, v, sum,
	    phrase(r->baseline == 1 ? " month" : " months", " 个月"));
	fire(w, rule, guard, customer, &evidence);
}

void
month_fire(struct watch *w, int rule)
{
	struct sums sums = sums_of(w, rule);
	int guard = plan_guard(w->plan, rule);
	uint32_t count = map_count(w->ledger->customers);

	if (w->moment.month == NO_MONTH)
		return;
	for (uint32_t i = 0; i < count; i++)
		if (w->rules->rule[rule].kind == VALUE)
			judge_value(w, rule, guard, &sums, i);
		else
			judge_drop(w, rule, guard, &sums, i);
}
