/*
 * dates -- rules about a date in a record: before, after, elapsed, yearly.
 */
#include "cmd/rt-triggers/dates.h"

#include "cmd/rt-triggers/evidence.h"
#include "common/base/diag.h"
#include "common/base/map.h"

/* What a before or after rule keeps: the records in its window. */
struct dues {
	packed_day day;        /* the earliest; of contracts the latest of all */
	uint32_t count;
	money sum;
};

void
dates_reserve(struct watch *w, struct rule *r)
{
	r->slot = ledger_reserve(w->ledger, sizeof(struct dues), sizeof(money));
}

/* The day that the column holds. */
static daynum
day_of_cell(const struct feed *f, const struct record *r)
{
	const struct value *v = &r->value[f->column];
	int seconds;

	if (r->sheet->cell[f->column].type == INSTANT)
		return instant_day(v->n, &seconds);
	return (daynum)v->n;
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

	if (r->kind == BEFORE)
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

void
due_observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct dues *dues;
	daynum day;

	if (!r->value[f->column].known || !where_holds(&f->where, r->value))
		return;
	day = day_of_cell(f, r);
	if (!takes_latest(f) && !is_in_window(w, f->rule, day))
		return;
	dues = state_at(ledger_state(w->ledger, record_customer(w, r)), f->rule->slot);
	keep_due(dues, f, day_pack(day));
	if (f->amount != NONE && r->value[f->amount].known &&
	    !money_add(&dues->sum, r->value[f->amount].n))
		die(BAD_DATA, "the sum of a customer's bills is too large");
}

/* "due 2026-03-07, in 2 days; 2 bills, 130.00 in all". */
static void
due_evidence(struct line *l, const struct watch *w, const struct rule *r,
    const struct dues *dues)
{
	daynum day = day_unpack(dues->day);
	int days = day - w->moment.as_of;

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

void
due_fire(struct watch *w, int rule)
{
	const struct rule *r = &w->rules->rule[rule];
	int guard = plan_guard(w->plan, rule);
	uint32_t count = map_count(w->ledger->customers);

	for (uint32_t i = 0; i < count; i++) {
		const struct dues *dues = state_at(ledger_state(w->ledger, i), r->slot);
		struct line evidence = { .n = 0 };
		struct order order = { .rule = rule, .guard = guard, .customer = i,
			.fired_on = w->moment.as_of, .start = NO_INSTANT,
			.due = NO_INSTANT, .day = day_unpack(dues->day) };

		if (dues->count == 0 || !is_in_window(w, r, order.day))
			continue;
		due_evidence(&evidence, w, r, dues);
		order.evidence = line_slice(&evidence);
		orders_add(w->orders, &order);
	}
}

/* "joined 2026-03-01, 4 days before". */
static void
fire_elapsed(struct watch *w, const struct feed *f, struct record *r, daynum fired_on,
    instant at)
{
	struct line evidence = { .n = 0 };
	struct order order = { .rule = f->number, .guard = f->guard,
		.customer = record_customer(w, r), .fired_on = fired_on, .start = at,
		.due = NO_INSTANT, .day = day_of_cell(f, r) };

	line_add_column(&evidence, f->rule->column);
	line_add(&evidence, " ");
	if (at == NO_INSTANT)
		line_add_date(&evidence, order.day);
	else
		line_add_time(&evidence, r->value[f->column].n);
	if (f->rule->later.count > 0) {
		line_say(&evidence, ", ", "，");
		line_add_duration(&evidence, f->rule->later);
		line_say(&evidence, " before ", "后是 ");
		line_add_date(&evidence, fired_on);
	}
	if (r->sheet->case_id != NONE) {
		order.key = r->value[r->sheet->case_id].text;
		order.day = NO_DAY;
	}
	order.evidence = line_slice(&evidence);
	orders_add(w->orders, &order);
}

void
elapsed_observe(struct watch *w, const struct feed *f, struct record *r)
{
	const struct value *v = &r->value[f->column];
	instant at = NO_INSTANT;
	daynum day;
	int seconds;

	if (!v->known || !where_holds(&f->where, r->value))
		return;
	if (r->sheet->cell[f->column].type == INSTANT) {
		at = duration_after(v->n, f->rule->later);
		if (at < w->moment.from || at > w->moment.last)
			return;
		day = instant_day(at, &seconds);
	} else {
		day = duration_after_day((daynum)v->n, f->rule->later);
		if (day <= w->moment.since || day > w->moment.as_of)
			return;
	}
	fire_elapsed(w, f, r, day, at);
}

daynum
next_anniversary(daynum date, daynum from)
{
	struct civil c = day_civil(date);
	int year = day_civil(from).year;
	daynum day;

	if (year <= c.year)
		year = c.year + 1;
	day = day_in_year(c.month, c.day, year);
	return day >= from ? day : day_in_year(c.month, c.day, year + 1);
}

/* "birthday on 2026-03-07", "first_deal 2021-03-07: 5 years on 2026-03-07". */
static void
yearly_evidence(struct line *l, struct slice column, daynum date, daynum anniversary)
{
	int years = day_civil(anniversary).year - day_civil(date).year;

	line_add_column(l, column);
	if (slice_is(column, "birthday")) {
		line_say(l, " on ", " ");
	} else {
		line_add(l, " ");
		line_add_date(l, date);
		line_say(l, ": ", "：");
		line_add_count(l, years);
		line_say(l, years == 1 ? " year on " : " years on ", " 周年，日期 ");
	}
	line_add_date(l, anniversary);
}

void
yearly_observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct line evidence = { .n = 0 };
	struct order order = { .rule = f->number, .guard = f->guard,
		.fired_on = w->moment.as_of, .start = NO_INSTANT, .due = NO_INSTANT };

	if (!r->value[f->column].known || !where_holds(&f->where, r->value))
		return;
	order.day = next_anniversary(day_of_cell(f, r), w->moment.as_of);
	if (order.day > duration_after_day(w->moment.as_of, f->rule->window))
		return;
	yearly_evidence(&evidence, f->rule->column, day_of_cell(f, r), order.day);
	order.customer = record_customer(w, r);
	order.evidence = line_slice(&evidence);
	orders_add(w->orders, &order);
}
