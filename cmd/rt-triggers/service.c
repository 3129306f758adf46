/*
 * service -- cases whose service level is near or past (T21).
 */
#include "cmd/rt-triggers/service.h"

#include <stdlib.h>

#include "cmd/rt-triggers/evidence.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

enum { OLDEST_DAYS = 90 };

/* A level's times; has_ false: it has no such limit. */
struct limit {
	struct slice level;
	bool has_respond, has_resolve;
	bool works;            /* counts working time */
	struct duration respond, resolve;
};

struct limits {
	struct policy *policy;
	struct limit *limit;
	size_t count;
	int level, responded, resolved, closed; /* cells of a case */
	struct calendar *calendar; /* NULL: clock time for all */
	struct hours hours;
	bool is_past_calendar; /* which was said */
	int64_t too_old;
	bool is_counted;       /* the case at hand is one of those */
};

struct limits *
limits_new(struct plan *p)
{
	static const char *const columns[] = {
		"level", "weight", "respond", "resolve", "source", NULL,
	};
	struct limits *l = mem_new(sizeof *l);

	l->policy = policy_open(NULL, "levels", columns);
	l->count = policy_rows(l->policy);
	l->limit = mem_array(l->count + 1, sizeof *l->limit);
	for (size_t i = 0; i < l->count; i++) {
		struct limit *limit = &l->limit[i];

		limit->level = policy_cell(l->policy, i, "level");
		limit->has_respond = policy_duration(l->policy, i, "respond",
		    &limit->respond);
		limit->has_resolve = policy_duration(l->policy, i, "resolve",
		    &limit->resolve);
	}
	l->level = plan_cell(p, CASES, "level");
	l->responded = plan_cell(p, CASES, "responded");
	l->resolved = plan_cell(p, CASES, "resolved");
	l->closed = plan_cell(p, CASES, "closed");
	return l;
}

void
limits_free(struct limits *l)
{
	if (l->too_old > 0)
		warn("cases opened more than %d days before as-of, not looked at: %lld",
		    OLDEST_DAYS, (long long)l->too_old);
	if (l->calendar != NULL)
		calendar_free(l->calendar);
	policy_close(l->policy);
	free(l->limit);
	free(l);
}

static struct limit *
limit_of(const struct limits *l, struct slice level)
{
	for (size_t i = 0; i < l->count; i++)
		if (slice_equal(l->limit[i].level, level))
			return &l->limit[i];
	return NULL;
}

void
limits_count_work(struct limits *l, const char *levels, const struct hours *hours)
{
	struct slice rest = slice_of(levels), level;

	while (slice_cut(&rest, ',', &level)) {
		struct limit *limit = limit_of(l, slice_trim(level));

		if (limit == NULL)
			die_usage("--working-time: unknown level '%.*s'", (int)level.n,
			    level.p);
		limit->works = true;
	}
	l->hours = *hours;
	l->calendar = policy_calendar(NULL);
}

bool
limits_take_day(struct limits *l, struct table *t, const struct record *r)
{
	uint8_t day;

	if (!table_word(t, table_need(t, "kind"), &day_words, &day))
		return false;
	if (l->calendar != NULL && day != DAY_OCCASION)
		calendar_add(l->calendar, r->day,
		    day == DAY_HOLIDAY ? HOLIDAY : WORKDAY);
	return true;
}

/* Mondays to Fridays are taken where the calendar ends, which is said once. */
static void
check_calendar(struct limits *l, instant due)
{
	int seconds, year = day_civil(instant_day(due, &seconds)).year;

	if (l->is_past_calendar || calendar_knows(l->calendar, year))
		return;
	warn("the calendar has no days of %d: Monday to Friday are taken", year);
	l->is_past_calendar = true;
}

static instant
due_of(struct limits *l, const struct limit *limit, instant from, struct duration d)
{
	instant due;

	if (!limit->works || d.unit == MONTHS)
		return duration_after(from, d);
	due = clock_limit(l->calendar, &l->hours, from, d);
	check_calendar(l, due);
	return due;
}

static bool
happened(const struct watch *w, const struct value *v)
{
	return v->known && v->n <= w->moment.last;
}

/* A case that was resolved needs no first answer, a closed one nothing. */
static bool
is_done(const struct watch *w, const struct feed *f, const struct value *value)
{
	const struct limits *l = w->limits;

	return happened(w, &value[f->column]) || happened(w, &value[l->closed]) ||
	    happened(w, &value[l->resolved]);
}

/* "L3 case opened 2026-03-05 09:00, to be resolved by 2026-03-08 09:00". */
static void
fire(struct watch *w, const struct feed *f, struct record *r, instant due, bool is_stale)
{
	bool respond = slice_is(f->rule->column, "responded");
	struct line evidence = { .n = 0 };
	struct order order = { .rule = f->number, .guard = f->guard,
		.customer = record_customer(w, r), .fired_on = w->moment.as_of,
		.start = NO_INSTANT, .due = due, .day = NO_DAY,
		.key = r->value[r->sheet->case_id].text,
		.level = r->value[w->limits->level].text, .is_stale = is_stale };

	line_add_slice(&evidence, order.level);
	line_say(&evidence, " case opened ", " 工单，受理时间 ");
	line_add_time(&evidence, r->time);
	line_add(&evidence, respond ? phrase(", to be answered by ", "，响应期限 ") :
	    phrase(", to be resolved by ", "，解决期限 "));
	line_add_time(&evidence, due);
	if (limit_of(w->limits, order.level)->works)
		line_say(&evidence, " in working time", "（按工作时间）");
	if (due < w->moment.deadline)
		line_say(&evidence, ", past", "，已超时");
	order.evidence = line_slice(&evidence);
	orders_add(w->orders, &order);
}

bool
service_knows(const struct watch *w, struct table *t, const struct record *r)
{
	w->limits->is_counted = false;
	if (limit_of(w->limits, r->value[w->limits->level].text) != NULL)
		return true;
	table_refuse(t, table_need(t, "level"), "not a service level");
	return false;
}

void
service_observe(struct watch *w, const struct feed *f, struct record *r)
{
	bool respond = slice_is(f->rule->column, "responded");
	const struct limit *limit = limit_of(w->limits, r->value[w->limits->level].text);
	bool is_stale;
	instant due;

	if (!(respond ? limit->has_respond : limit->has_resolve) ||
	    !record_is_past(w, r) || !where_holds(&f->where, r->value) ||
	    is_done(w, f, r->value))
		return;
	due = due_of(w->limits, limit, r->time,
	    respond ? limit->respond : limit->resolve);
	if (due > duration_after(w->moment.deadline, f->rule->window))
		return;
	is_stale = record_day(r) < w->moment.as_of - OLDEST_DAYS;
	w->limits->too_old += is_stale && !w->limits->is_counted;
	w->limits->is_counted |= is_stale;
	if (!is_stale || w->with_states)
		fire(w, f, r, due, is_stale);
}
