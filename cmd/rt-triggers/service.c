/*
 * service -- cases whose service level is near or past (T21).
 *
 * Memory: nothing a case.
 */
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/limits.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

/* Fields of a case: when it was over. */
struct state {
	int resolved, closed;
};

static bool
is_answer(const struct rule *r)
{
	return slice_is(r->column, "responded");
}

static struct row_mistake
mistake(const struct rule *r)
{
	return (struct row_mistake){ "column",
		is_answer(r) || slice_is(r->column, "resolved") ? NULL :
		N_("neither responded nor resolved") };
}

static void
reserve(struct watch *w, struct rule *r)
{
	struct state *s = mem_new(sizeof *s);

	s->resolved = intakes_field(w->intakes, CASES, "resolved");
	s->closed = intakes_field(w->intakes, CASES, "closed");
	r->state = s;
}

static bool
happened(const struct record *r, int field)
{
	return r->value[field].known && r->value[field].n <= r->moment->last;
}

/* A case that was resolved needs no first answer, a closed one nothing. */
static bool
is_done(const struct feed *f, const struct record *r)
{
	const struct state *s = f->rule->state;

	return happened(r, f->column) || happened(r, s->closed) ||
	    happened(r, s->resolved);
}

/* "L3 case opened 2026-03-05 09:00, to be resolved by 2026-03-08 09:00". */
static void
add_evidence(struct line *l, const struct watch *w, const struct feed *f,
    const struct record *r, instant due)
{
	const struct limit *limit = limits_of(w->limits, r);

	line_add_value(l, SLICE("level"), limit->level);
	line_say(l, " case opened ", "服务工单，受理时间 ");
	line_add_time(l, r->time);
	line_add(l, is_answer(f->rule) ? phrase(", to be answered by ", "，响应期限 ") :
	    phrase(", to be resolved by ", "，解决期限 "));
	line_add_time(l, due);
	if (limit->works)
		line_say(l, " in working time", "（按工作时间）");
	if (due < w->moment.deadline)
		line_say(l, ", past", "，已超时");
}

static void
open_order(struct watch *w, const struct feed *f, struct record *r, instant due,
    bool is_stale)
{
	struct line *l = line_begin(&w->line);
	struct order order = order_begin(f->rule, f->guard, record_customer(r),
	    w->moment.as_of);

	add_evidence(l, w, f, r, due);
	order.due = due;
	order.key = r->value[r->fields->case_id].text;
	order.level = limits_of(w->limits, r)->level;
	order.is_stale = is_stale;
	docket_add(w->docket, &order, l);
}

static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	const struct limit *limit = limits_of(w->limits, r);
	bool respond = is_answer(f->rule), is_stale;
	instant due;

	if (!(respond ? limit->has_respond : limit->has_resolve) ||
	    !record_is_past(r) || !where_holds(&f->where, r->value) || is_done(f, r))
		return;
	due = limits_due(limit, w->workdays, r->time,
	    respond ? limit->respond : limit->resolve);
	if (due > duration_after(w->moment.deadline, f->rule->window))
		return;
	is_stale = record_day(r) < w->moment.as_of - LIMITS_OLDEST_DAYS;
	if (is_stale)
		limits_pass_by(w->limits);
	if (!is_stale || w->with_states)
		open_order(w, f, r, due, is_stale);
}

static void
describe(struct line *l, const struct rule *r)
{
	describe_column(l, "case not ", r);
	line_add(l, " whose limit is ");
	line_add_duration(l, r->window);
	line_add(l, " ahead or past");
}

const struct rule_kind service_rule = {
	.name = "service",
	.tables = KIND(CASES),
	.needs = { .column = true, .window = true },
	.column = COLUMN_DATE,
	.column_may_lack = true, /* a case without a word on it was not answered */
	.due_of_record = true,
	.outlives_leaving = true,
	.mistake = mistake,
	.reserve = reserve,
	.observe = observe,
	.describe = describe,
};
