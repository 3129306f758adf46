/*
 * absence -- rules about what no longer happens.
 *
 * Memory: 4 bytes a customer.
 */
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/reasons.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"

static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	packed_day *last, day;

	if (!record_is_past(r) || !where_holds(&f->where, r->value))
		return;
	last = watch_kept(w, f->rule, record_customer(r));
	day = day_pack(record_day(r));
	if (*last < day)
		*last = day;
}

/* "no purchases or activity". */
static void
add_tables(struct line *l, const struct rule *r)
{
	const char *before = phrase("no ", "没有");

	for (enum kind k = 0; k < KINDS; k++)
		if (r->fed & KIND(k)) {
			line_add(l, before);
			line_add_kind(l, k);
			before = phrase(" or ", "或");
		}
}

/* "no activity for 7 days, the last on 2026-03-01 (threshold 7 days)". */
static void
add_evidence(struct line *l, const struct rule *r, daynum last, daynum as_of,
    bool joined)
{
	add_tables(l, r);
	line_say(l, " for ", "，已 ");
	line_add_duration(l, (struct duration){ DAYS, (int)(as_of - last) });
	line_add(l, joined ?
	    phrase(", none since joining on ", "，入网以来没有，入网日期 ") :
	    phrase(", the last on ", "，最近一次 "));
	line_add_date(l, last);
	line_say(l, " (threshold ", "（阈值 ");
	line_add_duration(l, r->window);
	line_say(l, ")", "）");
}

static void
open_order(struct watch *w, const struct rule *r, int guard, uint32_t customer,
    daynum last, bool joined)
{
	struct line *l = line_begin(&w->line);
	struct order order = order_begin(r, guard, customer, w->moment.as_of);

	add_evidence(l, r, last, w->moment.as_of, joined);
	if (rule_has(r, REASON))
		reasons_add(w->reasons, l, customer, last);
	order.day = last;
	order.holds_since = duration_after_day(last, r->window);
	docket_add(w->docket, &order, l);
}

static void
fire(struct watch *w, const struct rule *r)
{
	int guard = intakes_guard(w->intakes, r);
	uint32_t count = roster_count(w->roster);

	for (uint32_t i = 0; i < count; i++) {
		const struct customer *c = roster_state(w->roster, i);
		packed_day last = *(const packed_day *)watch_kept(w, r, i);
		packed_day since = last != 0 ? last : c->is_listed ? c->joined : 0;

		if (since == 0 || day_unpack(since) > w->moment.as_of ||
		    duration_after_day(day_unpack(since), r->window) > w->moment.as_of)
			continue;
		open_order(w, r, guard, i, day_unpack(since), last == 0);
	}
}

static void
describe(struct line *l, const struct rule *r)
{
	line_add(l, "no ");
	describe_tables(l, r->tables, " or ");
	line_add(l, " for ");
	line_add_duration(l, r->window);
}

const struct rule_kind absence_rule = {
	.name = "absence",
	.tables = EVENT_TABLES,
	.needs = { .window = true },
	.traits = TRAIT(REASON),
	.mistake = rule_window_mistake,
	.keeps = sizeof(packed_day), /* the last day */
	.observe = observe,
	.fire = fire,
	.describe = describe,
};
