/*
 * elapsed -- rules about a day so long after the date in a column.
 *
 * Memory: nothing a record.
 */
#include "cmd/rt-triggers/dates.h"
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"

/* "joined 2026-03-01, 4 days before 2026-03-05". */
static void
add_evidence(struct line *l, const struct feed *f, const struct record *r,
    daynum fired_on)
{
	line_add_column(l, f->rule->column);
	line_add(l, " ");
	if (dates_are_times(f, r))
		line_add_time(l, r->value[f->column].n);
	else
		line_add_date(l, dates_day(f, r));
	if (f->rule->later.count > 0) {
		line_say(l, ", ", "，");
		line_add_duration(l, f->rule->later);
		line_say(l, " before ", "后是 ");
		line_add_date(l, fired_on);
	}
}

static void
open_order(struct watch *w, const struct feed *f, struct record *r, daynum fired_on,
    instant at)
{
	struct line *l = line_begin(&w->line);
	struct order order = order_begin(f->rule, f->guard, record_customer(r),
	    fired_on);

	add_evidence(l, f, r, fired_on);
	order.start = at;
	if (r->fields->case_id != NONE)
		order.key = r->value[r->fields->case_id].text;
	else
		order.day = dates_day(f, r);
	docket_add(w->docket, &order, l);
}

static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	const struct value *v = &r->value[f->column];
	instant at = NO_INSTANT;
	daynum day;
	int seconds;

	if (!v->known || !where_holds(&f->where, r->value))
		return;
	if (dates_are_times(f, r)) {
		at = duration_after(v->n, f->rule->later);
		if (at < w->moment.from || at > w->moment.last)
			return;
		day = instant_day(at, &seconds);
	} else {
		day = duration_after_day((daynum)v->n, f->rule->later);
		if (day <= w->moment.since || day > w->moment.as_of)
			return;
	}
	open_order(w, f, r, day, at);
}

static void
describe(struct line *l, const struct rule *r)
{
	line_add_duration(l, r->later);
	describe_column(l, " after ", r);
}

const struct rule_kind elapsed_rule = {
	.name = "elapsed",
	.tables = DATED_TABLES,
	.needs = { .column = true, .threshold = true },
	.column = COLUMN_DATE,
	.threshold = THRESHOLD_TIME,
	.is_event = true,
	.mistake = rule_window_mistake,
	.observe = observe,
	.describe = describe,
};
