/*
 * streak -- rules about days side by side.
 */
#include <stdlib.h>

#include "cmd/rt-triggers/daylog.h"
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/profile.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/mem.h"

static void
reserve(struct watch *w, struct rule *r)
{
	(void)w;
	daylog_reserve(r);
}

/* A streak that ends in the window may begin before it. */
static bool
is_in_time(const struct rule *rule, struct record *r)
{
	int64_t earliest = (int64_t)r->moment->since + 1 -
	    rule->threshold / MONEY_UNIT;

	return record_is_past(r) && record_day(r) >= earliest;
}

/* Streaks of one item are told apart by it. */
static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	uint32_t item = 0;

	if (!is_in_time(f->rule, r) || !where_holds(&f->where, r->value) ||
	    (f->column != NONE && !r->value[f->column].known) ||
	    !profile_allows(w, f->guard, record_customer(r)))
		return;
	if (f->column != NONE)
		item = roster_word(w->roster, r->value[f->column].text);
	daylog_count(daylog_entry(f->rule, r, item), r);
}

/* "item flow: 3 days in a row, 2026-03-01 to 2026-03-03 (threshold >= 3)". */
static void
add_evidence(struct line *l, const struct rule *r, struct slice item, int days,
    daynum last)
{
	if (item.n > 0) {
		line_add_column(l, r->column);
		line_add(l, " ");
		line_add_value(l, r->column, item);
		line_say(l, ": ", "：");
	}
	line_say(l, "", "连续 ");
	line_add_count(l, days);
	line_say(l, days == 1 ? " day, " : " days in a row, ", " 天，");
	line_add_date(l, last - days + 1);
	line_say(l, " to ", " 至 ");
	line_add_date(l, last);
	line_add_threshold(l, r);
}

/* The entry is the day on which the streak got long enough. */
static void
fire_streak(struct watch *w, const struct rule *r, const struct entry *e, int days)
{
	struct line *l = line_begin(&w->line);
	struct order order = order_begin(r, NONE, e->customer, e->day);

	order.start = e->first;
	order.key = roster_text(w->roster, e->word);
	order.day = e->day - days + 1;
	add_evidence(l, r, order.key, days, e->day);
	docket_add(w->docket, &order, l);
}

static int
by_customer_word_and_day(const void *a, const void *b)
{
	const struct entry *x = *(const struct entry *const *)a;
	const struct entry *y = *(const struct entry *const *)b;

	if (x->customer != y->customer)
		return x->customer < y->customer ? -1 : 1;
	if (x->word != y->word)
		return x->word < y->word ? -1 : 1;
	return (x->day > y->day) - (x->day < y->day);
}

static bool
follows(const struct entry *e, const struct entry *before)
{
	return e->customer == before->customer && e->word == before->word &&
	    e->day == before->day + 1;
}

/* Days side by side: the run grows by one, or begins anew. */
static void
fire(struct watch *w, const struct rule *r)
{
	uint32_t count = daylog_entries(r);
	int days = 0, wanted = (int)(r->threshold / MONEY_UNIT);
	const struct entry **e = mem_array((size_t)count + 1, sizeof *e);

	for (uint32_t i = 0; i < count; i++)
		e[i] = daylog_at(r, i);
	qsort(e, count, sizeof *e, by_customer_word_and_day);
	for (uint32_t i = 0; i < count; i++) {
		days = i > 0 && follows(e[i], e[i - 1]) ? days + 1 : 1;
		if (days == wanted && e[i]->day > w->moment.since)
			fire_streak(w, r, e[i], days);
	}
	free(e);
}

static void
describe(struct line *l, const struct rule *r)
{
	describe_tables(l, r->tables, " or ");
	line_add(l, " on ");
	line_add_quantity(l, r->threshold);
	line_add(l, " consecutive days or more");
	if (r->column.n > 0)
		describe_column(l, ", of one ", r);
}

const struct rule_kind streak_rule = {
	.name = "streak",
	.tables = EVENT_TABLES,
	.needs = { .threshold = true },
	.threshold = THRESHOLD_COUNT,
	.is_event = true,
	.in_days = true,
	.mistake = rule_window_mistake,
	.reserve = reserve,
	.release = daylog_release,
	.observe = observe,
	.fire = fire,
	.describe = describe,
};
