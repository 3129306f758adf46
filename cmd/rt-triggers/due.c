/*
 * due -- rules about a date that is near, or past: before, after.
 *
 * Memory: 16 bytes a customer.
 */
#include "cmd/rt-triggers/dates.h"
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

extern const struct rule_kind before_rule;

/* Of a customer: the records in the window. */
struct dues {
	packed_day day;        /* the earliest; of contracts the latest of all */
	uint32_t count;
	money sum;
};

struct state {
	int amount;            /* field: what a bill comes to; NONE: no bills */
};

static void
reserve(struct watch *w, struct rule *r)
{
	struct state *s = mem_new(sizeof *s);

	s->amount = r->fed & KIND(BILLS) ?
	    intakes_field(w->intakes, BILLS, "amount") : NONE;
	r->state = s;
}

/* The day so much earlier. */
static daynum
day_before(daynum day, struct duration d)
{
	return d.unit == MONTHS ? day_add_months(day, -d.count) : day - d.count;
}

/* before: [as-of, as-of + window); after: [as-of - window, as-of). */
static bool
is_in_window(const struct watch *w, const struct rule *r, daynum day)
{
	daynum as_of = w->moment.as_of;

	if (r->kind == &before_rule)
		return day >= as_of && day < duration_after_day(as_of, r->window);
	return day < as_of && (!r->has_window || day >= day_before(as_of, r->window));
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
add_amount(struct dues *dues, const struct feed *f, const struct record *r)
{
	const struct state *s = f->rule->state;

	if (f->kind == BILLS && r->value[s->amount].known &&
	    !money_add(&dues->sum, r->value[s->amount].n))
		die(BAD_DATA, "the sum of a customer's bills is too large");
}

static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct dues *dues;
	daynum day;

	if (!r->value[f->column].known || !where_holds(&f->where, r->value))
		return;
	day = dates_day(f, r);
	if (!takes_latest(f) && !is_in_window(w, f->rule, day))
		return;
	dues = watch_kept(w, f->rule, record_customer(r));
	keep_due(dues, f, day_pack(day));
	add_amount(dues, f, r);
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

/* "; 2 bills, 130.00 in all (window 4 days)". */
static void
add_records(struct line *l, const struct rule *r, const struct dues *dues)
{
	if (r->fed == KIND(BILLS)) {
		line_say(l, "; ", "；");
		line_add_records(l, dues->count, BILLS);
		line_say(l, ", ", "，共 ");
		line_add_money(l, dues->sum);
		line_say(l, " in all", "");
	} else if (dues->count > 1 && r->fed != KIND(CONTRACTS)) {
		line_say(l, "; ", "；");
		line_add_records(l, dues->count, NO_KIND);
	}
	if (r->has_window) {
		line_say(l, " (window ", "（窗口 ");
		line_add_duration(l, r->window);
		line_say(l, ")", "）");
	}
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
		if (dues->count == 0 || !is_in_window(w, r, order.day))
			continue;
		add_day(line_begin(&w->line), r, order.day, w->moment.as_of);
		add_records(&w->line, r, dues);
		docket_add(w->docket, &order, &w->line);
	}
}

static void
describe_before(struct line *l, const struct rule *r)
{
	line_add_duration(l, r->window);
	describe_column(l, ", and not as much, to ", r);
}

static void
describe_after(struct line *l, const struct rule *r)
{
	describe_column(l, "", r);
	line_add(l, " has passed");
}

const struct rule_kind before_rule = {
	.name = "before",
	.tables = DATED_TABLES,
	.needs = { .column = true, .window = true },
	.column = COLUMN_DATE,
	.mistake = rule_window_mistake,
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
	.mistake = rule_window_mistake,
	.keeps = sizeof(struct dues),
	.reserve = reserve,
	.observe = observe,
	.fire = fire,
	.describe = describe_after,
};
