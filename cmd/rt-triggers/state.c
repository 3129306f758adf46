/*
 * state -- rules about what a customer is, and about days that come for
 * every such customer.
 */
#include "cmd/rt-triggers/state.h"

#include <stdlib.h>

#include "cmd/rt-triggers/evidence.h"
#include "common/base/map.h"
#include "common/base/mem.h"

struct occasion {
	int rule, guard;
	daynum day;
	struct slice name;     /* a word of the ledger */
};

struct occasions {
	struct occasion *occasion;
	size_t count, room;
	int name;              /* cell of a calendar row */
};

/* ", from gold to silver". */
static void
add_fall(struct line *l, const struct watch *w, const struct record *r)
{
	const struct value *before = &r->value[w->plan->previous_tier];
	const struct value *now = &r->value[w->plan->tier];

	if (!before->known || slice_equal(before->text, now->text))
		return;
	line_say(l, ", from ", "，从 ");
	line_add_slice(l, before->text);
	line_say(l, " to ", " 到 ");
	line_add_slice(l, now->text);
}

/* "status suspended on 2026-03-05"; of tiers the movement besides. */
static void
state_evidence(struct line *l, const struct watch *w, const struct feed *f,
    const struct record *r)
{
	if (f->rule->column.n > 0)
		line_add_column(l, f->rule->column);
	else
		line_add_kind(l, f->kind);
	if (f->column != NONE) {
		line_add(l, " ");
		line_add_slice(l, r->value[f->column].text);
	}
	for (int i = 0; i < f->where.terms; i++) {
		const struct term *t = &f->where.term[i];

		if (t->cell == f->column || !r->value[t->cell].known)
			continue;
		line_say(l, ", ", "，");
		line_add_column(l, t->name);
		line_add(l, " ");
		line_add_slice(l, r->value[t->cell].text);
	}
	if (f->kind == TIERS)
		add_fall(l, w, r);
	line_say(l, " on ", "，日期 ");
	line_add_date(l, w->moment.as_of);
}

void
state_observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct line evidence = { .n = 0 };
	char month[MONTH_TEXT];
	struct order order = { .rule = f->number, .guard = f->guard,
		.fired_on = w->moment.as_of, .start = NO_INSTANT, .due = NO_INSTANT,
		.day = NO_DAY, .key = { month, sizeof month } };

	if (!where_holds(&f->where, r->value))
		return;
	state_evidence(&evidence, w, f, r);
	month_print(day_month(w->moment.as_of), month);
	order.customer = record_customer(w, r);
	order.evidence = line_slice(&evidence);
	orders_add(w->orders, &order);
}

void
every_observe(struct watch *w, const struct feed *f, struct record *r)
{
	int months = f->rule->window.count;
	monthnum last = day_month(w->moment.as_of);

	if (!where_holds(&f->where, r->value))
		return;
	for (monthnum m = day_month(w->moment.since) + 1; m <= last; m++) {
		struct line evidence = { .n = 0 };
		struct order order = { .rule = f->number, .guard = f->guard,
			.customer = record_customer(w, r), .fired_on = month_first(m),
			.start = NO_INSTANT, .due = NO_INSTANT, .day = month_first(m) };

		if (m % months != 0)
			continue;
		line_add(&evidence, months == 1 ? phrase("the month of ", "月份 ") :
		    phrase("the quarter from ", "季度，始于 "));
		line_add_month(&evidence, m);
		order.evidence = line_slice(&evidence);
		orders_add(w->orders, &order);
	}
}

struct occasions *
occasions_new(struct plan *p)
{
	struct occasions *o = mem_new(sizeof *o);

	o->name = plan_cell(p, CALENDAR, "name");
	return o;
}

void
occasions_free(struct occasions *o)
{
	free(o->occasion);
	free(o);
}

void
occasion_observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct occasions *o = w->occasions;
	const struct value *v = &r->value[f->column];
	daynum day = (daynum)v->n;

	if (!v->known || !where_holds(&f->where, r->value) || day < w->moment.as_of ||
	    day > duration_after_day(w->moment.as_of, f->rule->window))
		return;
	o->occasion = mem_grow(o->occasion, o->count, &o->room, sizeof *o->occasion);
	o->occasion[o->count++] = (struct occasion){ f->number, f->guard, day,
		ledger_text(w->ledger,
		    ledger_word(w->ledger, r->value[o->name].text)) };
}

void
occasions_fire(struct watch *w)
{
	const struct occasions *o = w->occasions;
	uint32_t customers = map_count(w->ledger->customers);

	for (size_t k = 0; k < o->count; k++) {
		const struct occasion *occasion = &o->occasion[k];
		struct line evidence = { .n = 0 };
		struct order order = { .rule = occasion->rule, .guard = occasion->guard,
			.fired_on = w->moment.as_of, .start = NO_INSTANT,
			.due = NO_INSTANT, .day = occasion->day };

		line_add_slice(&evidence, occasion->name);
		line_add(&evidence, occasion->name.n > 0 ? phrase(" on ", "，日期 ") :
		    phrase("on ", "日期 "));
		line_add_date(&evidence, occasion->day);
		order.evidence = line_slice(&evidence);
		for (uint32_t i = 0; i < customers; i++) {
			order.customer = i;
			orders_add(w->orders, &order);
		}
	}
}
