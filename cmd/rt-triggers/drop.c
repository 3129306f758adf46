/*
 * drop -- rules about what fell below the mean of the times before: the sum
 * of a column by the month, or, without a column, the number of records in
 * windows of days.
 *
 * Memory: of months see monthly.h; of windows 4 bytes a customer for each of
 * baseline + 1.
 */
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/monthly.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/translate.h"
#include "common/value/number.h"

static struct row_mistake
mistake(const struct rule *r)
{
	struct duration w = r->window;

	if (!rule_is_monthly(r) && (r->tables & KIND(BILLS)))
		return (struct row_mistake){ "column", N_("missing") };
	if (!rule_is_monthly(r) && !r->has_window)
		return (struct row_mistake){ "window", N_("missing") };
	if (rule_is_monthly(r))
		return (struct row_mistake){ "window", !r->has_window ||
			(w.unit == MONTHS && w.count == 1) ? NULL : N_("not 1mo") };
	return (struct row_mistake){ "window",
		w.unit == DAYS && w.count > 0 && w.count <= 3660 ? NULL :
		N_("not a number of days above 0, such as 30d") };
}

/* Of windows: how many records stand in each. */
static void
reserve(struct watch *w, struct rule *r)
{
	size_t windows = (size_t)r->baseline + 1;

	if (!rule_is_monthly(r))
		r->slot = roster_reserve(w->roster, windows * sizeof(uint32_t),
		    sizeof(uint32_t));
}

/* Windows of days end with as-of; the one before is number 1, and so on. */
static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	int window;
	uint32_t *count;

	if (!record_is_past(r) || !where_holds(&f->where, r->value))
		return;
	window = (w->moment.as_of - record_day(r)) / f->rule->window.count;
	if (window > f->rule->baseline)
		return;
	count = watch_kept(w, f->rule, record_customer(r));
	if (count[window] < UINT32_MAX)
		count[window]++;
}

/*
 * T05, T06, T11: v at most (1 - threshold) of the mean of the baseline, whose
 * sum is given; the mean is above 0 and at least floor.
 */
static bool
is_drop(const struct rule *r, int64_t v, int64_t sum)
{
	__int128 kept = MONEY_UNIT - r->threshold;

	return sum > 0 && sum >= (__int128)r->floor * r->baseline &&
	    (__int128)v * r->baseline * MONEY_UNIT <= kept * sum;
}

/* "; mean 80.00 of the 3 months before, down 51.2% (threshold 50%)". */
static void
add_drop(struct line *l, const struct rule *r, int64_t v, int64_t sum, const char *noun)
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
judge_months(struct watch *w, const struct rule *r, int guard, const struct sums *sums,
    uint32_t customer)
{
	struct customer *c = roster_state(w->roster, customer);
	struct order order = order_begin(r, guard, customer, w->moment.as_of);
	money v = 0, sum = 0;

	if (!monthly_add(sums, c, w->moment.month, &v))
		return;
	for (int i = 1; i <= r->baseline; i++)
		if (!monthly_add(sums, c, w->moment.month - i, &sum))
			return;
	if (!is_drop(r, v, sum))
		return;
	line_add_month_sum(line_begin(&w->line), r->column, w->moment.month, v);
	add_drop(&w->line, r, v, sum,
	    phrase(r->baseline == 1 ? " month" : " months", " 个月"));
	docket_add_of_month(w->docket, &order, w->moment.month, &w->line);
}

/* "2 actions in the 30 days to 2026-03-05". */
static void
add_window(struct line *l, const struct rule *r, uint32_t count, daynum as_of)
{
	enum kind k = 0;

	while (!(r->fed & KIND(k)))
		k++;
	line_add_records(l, count, r->fed == KIND(k) ? k : NO_KIND);
	line_say(l, " in the ", "，时间跨度 ");
	line_add_duration(l, r->window);
	line_say(l, " to ", "，截至 ");
	line_add_date(l, as_of);
}

static void
judge_windows(struct watch *w, const struct rule *r, int guard, uint32_t customer)
{
	const uint32_t *count = watch_kept(w, r, customer);
	int64_t v = (int64_t)count[0] * MONEY_UNIT, sum = 0;
	struct order order = order_begin(r, guard, customer, w->moment.as_of);

	for (int i = 1; i <= r->baseline; i++) {
		if (count[i] == 0)
			return;
		sum += (int64_t)count[i] * MONEY_UNIT;
	}
	if (!is_drop(r, v, sum))
		return;
	add_window(line_begin(&w->line), r, count[0], w->moment.as_of);
	add_drop(&w->line, r, v, sum,
	    phrase(r->baseline == 1 ? " window" : " windows", " 个时段"));
	docket_add_of_month(w->docket, &order, day_month(w->moment.as_of), &w->line);
}

static void
fire_months(struct watch *w, const struct rule *r)
{
	struct sums sums = monthly_sums(w->intakes, r);
	int guard = intakes_guard(w->intakes, r);
	uint32_t count = roster_count(w->roster);

	for (uint32_t i = 0; w->moment.month != NO_MONTH && i < count; i++)
		judge_months(w, r, guard, &sums, i);
}

static void
fire(struct watch *w, const struct rule *r)
{
	int guard = intakes_guard(w->intakes, r);
	uint32_t count = roster_count(w->roster);

	if (rule_is_monthly(r)) {
		fire_months(w, r);
		return;
	}
	for (uint32_t i = 0; i < count; i++)
		judge_windows(w, r, guard, i);
}

/* "amount at least 50% below the mean of the 3 months before, 30 or more". */
static void
describe(struct line *l, const struct rule *r)
{
	if (r->column.n > 0)
		line_add_slice(l, r->column);
	else
		line_add(l, "number of records");
	line_add(l, " at least ");
	line_add_quantity(l, r->threshold * 100);
	line_add(l, "% below the mean of the ");
	line_add_count(l, r->baseline);
	line_add(l, r->column.n > 0 ? " months before, itself " : " windows of ");
	if (r->column.n == 0) {
		line_add_duration(l, r->window);
		line_add(l, " before, itself ");
	}
	line_add_quantity(l, r->floor);
	line_add(l, " or more");
}

const struct rule_kind drop_rule = {
	.name = "drop",
	.tables = EVENT_TABLES | KIND(BILLS),
	.needs = { .threshold = true, .baseline = true },
	.column = COLUMN_NUMBER,
	.threshold = THRESHOLD_SHARE,
	.goes_on = true,       /* over windows of days */
	.sums_months = true,
	.mistake = mistake,
	.reserve = reserve,
	.observe = observe,
	.fire = fire,
	.describe = describe,
};
