/*
 * due -- rules about a date that is near, or past: before, after.
 *
 * Memory: 24 bytes a customer.
 */
#include "cmd/rt-triggers/dates.h"
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/owed.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

extern const struct rule_kind before_rule;

/* Of a customer: the records in the window. */
struct dues {
	packed_day day;        /* the earliest; of contracts the latest of all */
	uint32_t count;
	money sum;             /* what they come to, of bills */
	money open;            /* what of that is to be paid */
};

static void
reserve(struct watch *w, struct rule *r)
{
	struct owed *o = mem_new(sizeof *o);

	*o = owed_bind(w->intakes, r);
	r->state = o;
}

/* The day so much earlier. */
static daynum
day_before(daynum day, struct duration d)
{
	return d.unit == MONTHS ? day_add_months(day, -d.count) : day - d.count;
}

/* before: [as-of, as-of + window); after: [as-of - window, as-of - floor]. */
static bool
is_in_window(const struct watch *w, const struct rule *r, daynum day)
{
	daynum as_of = w->moment.as_of;

	if (r->kind == &before_rule)
		return day >= as_of && day < duration_after_day(as_of, r->window);
	return day < as_of && (r->earliest.count == 0 ||
	    day <= day_before(as_of, r->earliest)) &&
	    (!r->has_window || day >= day_before(as_of, r->window));
}

/* The first day on which the rule holds for that date. */
static daynum
holds_from(const struct rule *r, daynum day)
{
	if (r->kind == &before_rule)
		return day_before(day, r->window) + 1;
	return r->earliest.count == 0 ? day + 1 : duration_after_day(day, r->earliest);
}

/* A contract that was renewed does not end: the latest end counts. */
static bool
takes_latest(const struct feed *f)
{
	return f->kind == CONTRACTS && slice_is(f->rule->column, "end");
}

static void
keep_due(struct dues *dues, const struct feed *f, packed_day day)
{
	bool better = takes_latest(f) ? day > dues->day : day < dues->day;

	if (dues->count == 0 || better)
		dues->day = day;
	if (dues->count < UINT32_MAX)
		dues->count++;
}

static void
add_amount(struct dues *dues, money amount, money open)
{
	if (!money_add(&dues->sum, amount) || !money_add(&dues->open, open))
		die(BAD_DATA, "the sum of a customer's bills is too large");
}

static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	const struct owed *owed = f->rule->state;
	money amount = 0, open = 0;
	struct dues *dues;
	daynum day;

	/* Most bills are paid, and several rules ask for those that are not. */
	if (owed->asked && owed_is_paid(owed, r))
		return;
	if (!r->value[f->column].known || !where_holds(&f->where, r->value))
		return;
	day = dates_day(f, r);
	if (!takes_latest(f) && !is_in_window(w, f->rule, day))
		return;
	if (f->kind == BILLS)
		amount = owed_amount(owed, r, &open);
	if (owed->asked && open == 0)
		return;
	dues = watch_kept(w, f->rule, record_customer(r));
	keep_due(dues, f, day_pack(day));
	add_amount(dues, amount, open);
}

/* "due 2026-03-07, in 2 days". */
static void
add_day(struct line *l, const struct rule *r, daynum day, daynum as_of)
{
	int days = day - as_of;

	line_add_column(l, r->column);
	line_add(l, " ");
	line_add_date(l, day);
	if (days == 0) {
		line_say(l, ", today", "，今天");
	} else {
		line_add(l, days > 0 ? phrase(", in ", "，还有 ") :
		    phrase(", ", "，已过 "));
		line_add_duration(l, (struct duration){ DAYS, days > 0 ? days : -days });
		line_add(l, days < 0 ? phrase(" ago", "") : "");
	}
}

/* "130.00 in all"; of what is owed "130.00 open", "100.00 of 130.00 open". */
static void
add_sum(struct line *l, const struct owed *owed, const struct dues *dues)
{
	if (!owed->asked) {
		line_say(l, ", ", "，共 ");
		line_add_money(l, dues->sum);
		line_say(l, " in all", "");
		return;
	}
	line_say(l, ", ", "，未缴 ");
	line_add_money(l, dues->open);
	if (dues->open != dues->sum) {
		line_say(l, " of ", "（应缴 ");
		line_add_money(l, dues->sum);
		line_say(l, "", "）");
	}
	line_say(l, " open", "");
}

/* " (threshold > 500) (15 days or more) (window 4 days)". */
static void
add_limits(struct line *l, const struct rule *r)
{
	if (r->has_threshold)
		line_add_threshold(l, r);
	if (r->earliest.count > 0 && (r->earliest.unit != DAYS || r->earliest.count > 1)) {
		line_say(l, " (", "（");
		line_add_duration(l, r->earliest);
		line_say(l, " or more)", "以上）");
	}
	if (r->has_window) {
		line_say(l, " (window ", "（窗口 ");
		line_add_duration(l, r->window);
		line_say(l, ")", "）");
	}
}

/* "; 2 bills, 130.00 open (window 4 days)". */
static void
add_records(struct line *l, const struct rule *r, const struct dues *dues)
{
	if (r->fed == KIND(BILLS)) {
		line_say(l, "; ", "；");
		line_add_records(l, dues->count, BILLS);
		add_sum(l, r->state, dues);
	} else if (dues->count > 1 && r->fed != KIND(CONTRACTS)) {
		line_say(l, "; ", "；");
		line_add_records(l, dues->count, NO_KIND);
	}
	add_limits(l, r);
}

/* Whether what is open compares with the threshold, where there is one. */
static bool
is_enough(const struct rule *r, const struct dues *dues)
{
	return !r->has_threshold || comparison_holds(r->op, dues->open, r->threshold);
}

static void
fire(struct watch *w, const struct rule *r)
{
	int guard = intakes_guard(w->intakes, r);
	uint32_t count = roster_count(w->roster);

	for (uint32_t i = 0; i < count; i++) {
		const struct dues *dues = watch_kept(w, r, i);
		struct order order = order_begin(r, guard, i, w->moment.as_of);

		order.day = day_unpack(dues->day);
		if (dues->count == 0 || !is_in_window(w, r, order.day) ||
		    !is_enough(r, dues))
			continue;
		order.holds_since = holds_from(r, order.day);
		add_day(line_begin(&w->line), r, order.day, w->moment.as_of);
		add_records(&w->line, r, dues);
		docket_add(w->docket, &order, &w->line);
	}
}

/* ", and what is open > 500". */
static void
describe_open(struct line *l, const struct rule *r)
{
	if (!r->has_threshold)
		return;
	line_add(l, ", and what is open ");
	line_add(l, comparison_signs[r->op]);
	line_add(l, " ");
	line_add_quantity(l, r->threshold);
}

static void
describe_before(struct line *l, const struct rule *r)
{
	line_add_duration(l, r->window);
	describe_column(l, ", and not as much, to ", r);
	describe_open(l, r);
}

static void
describe_after(struct line *l, const struct rule *r)
{
	describe_column(l, "", r);
	line_add(l, " has passed");
	if (r->earliest.count > 0) {
		line_add(l, " by ");
		line_add_duration(l, r->earliest);
		line_add(l, " or more");
	}
	describe_open(l, r);
}

/* A threshold is about money that is owed, and such rules are about bills. */
static struct row_mistake
mistake(const struct rule *r)
{
	bool bad_floor = r->earliest.count > 0 && r->earliest.unit != DAYS &&
	    r->earliest.unit != MONTHS;
	bool unpaid = false;

	for (int i = 0; i < r->where.terms; i++)
		unpaid |= r->where.term[i].test == BLANK;
	if (bad_floor)
		return (struct row_mistake){ "floor", N_("not in days or months") };
	if (r->kind == &before_rule && r->earliest.count > 0)
		return (struct row_mistake){ "floor", N_("'before' rules have none") };
	if (r->has_op && !r->has_threshold)
		return (struct row_mistake){ "threshold", N_("missing") };
	if (r->has_threshold && (r->tables != KIND(BILLS) || !unpaid))
		return (struct row_mistake){ "threshold",
			N_("compares what is open, of bills that are not paid: where !paid") };
	return rule_window_mistake(r);
}

const struct rule_kind before_rule = {
	.name = "before",
	.tables = DATED_TABLES,
	.needs = { .column = true, .window = true },
	.column = COLUMN_DATE,
	.floor = FLOOR_TIME,
	.moves_on = true,
	.mistake = mistake,
	.keeps = sizeof(struct dues),
	.reserve = reserve,
	.observe = observe,
	.fire = fire,
	.describe = describe_before,
};

const struct rule_kind after_rule = {
	.name = "after",
	.tables = DATED_TABLES,
	.needs = { .column = true },
	.column = COLUMN_DATE,
	.floor = FLOOR_TIME,
	.moves_on = true,
	.mistake = mistake,
	.keeps = sizeof(struct dues),
	.reserve = reserve,
	.observe = observe,
	.fire = fire,
	.describe = describe_after,
};
