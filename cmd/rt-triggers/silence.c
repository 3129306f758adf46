/*
 * silence -- rules about what no longer happens: absence, and drop over days.
 */
#include "cmd/rt-triggers/silence.h"

#include <stdlib.h>

#include "cmd/rt-triggers/drop.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/reasons.h"
#include "common/base/map.h"

void
silence_reserve(struct watch *w, struct rule *r)
{
	size_t windows = (size_t)r->baseline + 1;

	if (r->kind == ABSENCE)
		r->slot = ledger_reserve(w->ledger, sizeof(packed_day),
		    sizeof(packed_day));
	else
		r->slot = ledger_reserve(w->ledger, windows * sizeof(uint32_t),
		    sizeof(uint32_t));
}

void
absence_observe(struct watch *w, const struct feed *f, struct record *r)
{
	packed_day *last, day;

	if (!record_is_past(w, r) || !where_holds(&f->where, r->value))
		return;
	last = state_at(ledger_state(w->ledger, record_customer(w, r)), f->rule->slot);
	day = day_pack(record_day(r));
	if (*last < day)
		*last = day;
}

/* Windows of days end with as-of; the one before is number 1, and so on. */
void
drop_observe(struct watch *w, const struct feed *f, struct record *r)
{
	int window;
	uint32_t *count;

	if (!record_is_past(w, r) || !where_holds(&f->where, r->value))
		return;
	window = (w->moment.as_of - record_day(r)) / f->rule->window.count;
	if (window > f->rule->baseline)
		return;
	count = state_at(ledger_state(w->ledger, record_customer(w, r)), f->rule->slot);
	if (count[window] < UINT32_MAX)
		count[window]++;
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

static void
fire_absence(struct watch *w, int rule, int guard, uint32_t customer, daynum last,
    bool joined)
{
	const struct rule *r = &w->rules->rule[rule];
	struct line evidence = { .n = 0 };
	struct order order = { .rule = rule, .guard = guard, .customer = customer,
		.fired_on = w->moment.as_of, .start = NO_INSTANT, .due = NO_INSTANT,
		.day = last };

	add_tables(&evidence, r);
	line_say(&evidence, " for ", "，已 ");
	line_add_duration(&evidence,
	    (struct duration){ DAYS, (int)(w->moment.as_of - last) });
	line_add(&evidence, joined ?
	    phrase(", none since joining on ", "，入网以来没有，入网日期 ") :
	    phrase(", the last on ", "，最近一次 "));
	line_add_date(&evidence, last);
	line_say(&evidence, " (threshold ", "（阈值 ");
	line_add_duration(&evidence, r->window);
	line_say(&evidence, ")", "）");
	if (slice_is(r->name, "silent"))
		reasons_add(w, &evidence, customer, last);
	order.evidence = line_slice(&evidence);
	orders_add(w->orders, &order);
}

void
absence_fire(struct watch *w, int rule)
{
	const struct rule *r = &w->rules->rule[rule];
	int guard = plan_guard(w->plan, rule);
	uint32_t count = map_count(w->ledger->customers);

	for (uint32_t i = 0; i < count; i++) {
		struct customer *c = ledger_state(w->ledger, i);
		packed_day *last = state_at(c, r->slot);
		packed_day since = *last != 0 ? *last : c->is_listed ? c->joined : 0;

		if (since == 0 || day_unpack(since) > w->moment.as_of ||
		    duration_after_day(day_unpack(since), r->window) > w->moment.as_of)
			continue;
		fire_absence(w, rule, guard, i, day_unpack(since), *last == 0);
	}
}

/* "2 actions in the 30 days to 2026-03-05; mean ..." */
static void
fire_drop(struct watch *w, int rule, int guard, uint32_t customer,
    const uint32_t count[], int64_t sum)
{
	const struct rule *r = &w->rules->rule[rule];
	struct line evidence = { .n = 0 };
	char month[MONTH_TEXT];
	struct order order = { .rule = rule, .guard = guard, .customer = customer,
		.fired_on = w->moment.as_of, .start = NO_INSTANT, .due = NO_INSTANT,
		.day = NO_DAY, .key = { month, sizeof month } };
	enum kind k = 0;

	while (!(r->fed & KIND(k)))
		k++;
	line_add_records(&evidence, count[0], r->fed == KIND(k) ? k : NO_KIND);
	line_say(&evidence, " in the ", "，时间跨度 ");
	line_add_duration(&evidence, r->window);
	line_say(&evidence, " to ", "，截至 ");
	line_add_date(&evidence, w->moment.as_of);
	drop_evidence(&evidence, r, (int64_t)count[0] * MONEY_UNIT, sum * MONEY_UNIT,
	    phrase(r->baseline == 1 ? " window" : " windows", " 个时段"));
	month_print(day_month(w->moment.as_of), month);
	order.evidence = line_slice(&evidence);
	orders_add(w->orders, &order);
}

void
drop_fire(struct watch *w, int rule)
{
	const struct rule *r = &w->rules->rule[rule];
	int guard = plan_guard(w->plan, rule);
	uint32_t customers = map_count(w->ledger->customers);

	for (uint32_t i = 0; i < customers; i++) {
		const uint32_t *count = state_at(ledger_state(w->ledger, i), r->slot);
		int64_t sum = 0;
		int known = 1;

		for (int k = 1; k <= r->baseline && known; k++) {
			known = count[k] > 0;
			sum += count[k];
		}
		if (known && is_drop((int64_t)count[0] * MONEY_UNIT, sum * MONEY_UNIT,
		    r->baseline, r->threshold, r->floor))
			fire_drop(w, rule, guard, i, count, sum);
	}
}
