/*
 * match -- rules about a record of a day: match, and score of surveys.
 *
 * The record that shows best what happened is the same in whatever order
 * they stand: of equals that of the least time.
 */
#include "cmd/rt-triggers/daylog.h"
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/profile.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/translate.h"

/* A match may do without a column; one that it has it compares. */
static struct row_mistake
match_mistake(const struct rule *r)
{
	if (r->column.n > 0 && !r->has_op)
		return (struct row_mistake){ "op", N_("missing") };
	if (r->column.n > 0 && !r->has_threshold)
		return (struct row_mistake){ "threshold", N_("missing") };
	return rule_window_mistake(r);
}

static void
reserve(struct watch *w, struct rule *r)
{
	(void)w;
	daylog_reserve(r);
}

/* Whether the record is one that the rule is about. */
static inline bool
matches(const struct feed *f, const struct record *r)
{
	int64_t threshold = f->rule->threshold;

	if (!r->is_recent || !where_holds(&f->where, r->value))
		return false;
	if (f->column == NONE)
		return true;
	if (f->against != NONE) {
		if (!r->value[f->against].known)
			return false;
		threshold = r->value[f->against].n;
	}
	return r->value[f->column].known &&
	    comparison_holds(f->rule->op, r->value[f->column].n, threshold);
}

/* The earlier one; of one time the larger. */
static bool
is_earlier(const struct entry *e, instant time, money value, money against)
{
	if (time != e->value_at)
		return time < e->value_at;
	return value != e->value ? value > e->value : against > e->against;
}

static void
keep_value(const struct feed *f, struct entry *e, const struct record *r,
    bool wants_largest)
{
	money value = r->value[f->column].n;
	money against = f->against == NONE ? 0 : r->value[f->against].n;
	bool better = wants_largest && value != e->value ? value > e->value :
	    is_earlier(e, r->time, value, against);

	if (e->count > 0 && !better)
		return;
	e->value = value;
	e->against = against;
	e->value_at = r->time;
}

/* Cases are told apart by their name. */
static void
match_observe(struct watch *w, const struct feed *f, struct record *r)
{
	int case_id = r->fields->case_id;
	struct entry *e;

	if (!matches(f, r) || !profile_allows(w, f->guard, record_customer(r)))
		return;
	e = daylog_entry(f->rule, r, case_id == NONE ? 0 :
	    roster_word(w->roster, r->value[case_id].text));
	if (f->column != NONE)
		keep_value(f, e, r, true);
	daylog_count(e, r);
}

static void
score_observe(struct watch *w, const struct feed *f, struct record *r)
{
	struct entry *e;

	if (!matches(f, r) || !profile_allows(w, f->guard, record_customer(r)))
		return;
	e = daylog_entry(f->rule, r, 0);
	keep_value(f, e, r, false);
	daylog_count(e, r);
}

/* " at 2026-03-05 14:20", or " on 2026-03-05" where only that is known. */
static void
add_moment(struct line *l, instant at, daynum day)
{
	if (at == NO_INSTANT) {
		line_say(l, " on ", "，日期 ");
		line_add_date(l, day);
	} else {
		line_say(l, " at ", "，时间 ");
		line_add_time(l, at);
	}
}

/* "2 calls, the largest seconds 185 at 2026-03-05 14:20 (threshold > 60)". */
static void
match_evidence(struct line *l, const struct rule *r, const struct entry *e)
{
	bool several = e->count > 1;

	line_add_records(l, e->count, (enum kind)e->kind);
	if (r->column.n > 0) {
		line_add(l, several ? phrase(", the largest ", "，最大的") :
		    phrase(", ", "，"));
		line_add_column(l, r->column);
		line_add(l, " ");
		line_add_quantity(l, e->value);
		add_moment(l, e->value_at, e->day);
		line_add_threshold(l, r);
	} else if (several && e->first != NO_INSTANT) {
		line_say(l, ", the first at ", "，首次 ");
		line_add_time(l, e->first);
	} else {
		add_moment(l, e->first, e->day);
	}
}

/* "expected 8 > perceived 5 at 2026-03-05 14:20". */
static void
score_evidence(struct line *l, const struct rule *r, const struct entry *e)
{
	line_add_column(l, r->column);
	line_add(l, " ");
	line_add_quantity(l, e->value);
	if (r->against.n > 0) {
		line_add(l, " ");
		line_add(l, comparison_signs[r->op]);
		line_add(l, " ");
		line_add_column(l, r->against);
		line_add(l, " ");
		line_add_quantity(l, e->against);
	}
	add_moment(l, e->value_at, e->day);
	if (r->against.n == 0)
		line_add_threshold(l, r);
}

/* T24: the five steps of service recovery, with their days. */
static void
add_recovery_steps(struct line *l, daynum day)
{
	static const struct { const char *step, *chinese; int days; } steps[] = {
		{ "; apology ", "；道歉 ", 0 }, { ", restoration ", "，恢复 ", 0 },
		{ ", empathy ", "，关怀 ", 1 }, { ", amends ", "，补偿 ", 3 },
		{ ", follow-up ", "，回访 ", 7 },
	};

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		line_say(l, steps[i].step, steps[i].chinese);
		line_add_date(l, day + steps[i].days);
	}
}

static void
fire_entry(struct watch *w, const struct rule *r, const struct entry *e,
    struct line *evidence)
{
	struct order order = order_begin(r, NONE, e->customer, e->day);

	if (rule_has(r, RECOVERY_STEPS))
		add_recovery_steps(evidence, e->day);
	order.start = e->first;
	order.key = roster_text(w->roster, e->word);
	order.day = e->word == 0 ? e->day : NO_DAY;
	docket_add(w->docket, &order, evidence);
}

static void
match_fire(struct watch *w, const struct rule *r)
{
	for (uint32_t i = 0; i < daylog_entries(r); i++) {
		match_evidence(line_begin(&w->line), r, daylog_at(r, i));
		fire_entry(w, r, daylog_at(r, i), &w->line);
	}
}

static void
score_fire(struct watch *w, const struct rule *r)
{
	for (uint32_t i = 0; i < daylog_entries(r); i++) {
		score_evidence(line_begin(&w->line), r, daylog_at(r, i));
		fire_entry(w, r, daylog_at(r, i), &w->line);
	}
}

static void
describe(struct line *l, const struct rule *r)
{
	line_add(l, "one of the ");
	describe_tables(l, r->tables, " or ");
	if (r->column.n > 0) {
		line_add(l, " with ");
		describe_comparison(l, r);
	}
}

const struct rule_kind match_rule = {
	.name = "match",
	.tables = EVENT_TABLES,
	.column = COLUMN_NUMBER,
	.is_event = true,
	.in_days = true,
	.traits = TRAIT(RECOVERY_STEPS),
	.mistake = match_mistake,
	.reserve = reserve,
	.release = daylog_release,
	.observe = match_observe,
	.fire = match_fire,
	.describe = describe,
};

const struct rule_kind score_rule = {
	.name = "score",
	.tables = EVENT_TABLES,
	.needs = { .column = true, .op = true, .threshold = true },
	.column = COLUMN_NUMBER,
	.threshold = THRESHOLD_COLUMN,
	.is_event = true,
	.in_days = true,
	.traits = TRAIT(RECOVERY_STEPS),
	.mistake = rule_window_mistake,
	.reserve = reserve,
	.release = daylog_release,
	.observe = score_observe,
	.fire = score_fire,
	.describe = describe,
};
