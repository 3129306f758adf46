/*
 * service -- R05: whether cases were answered and solved in time.
 *
 * Clock time; working time for the levels of --working-time: under a day the
 * minutes within the hours of work, else the same time so many working days
 * later.
 */
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/limits.h"
#include "cmd/rt-report/mask.h"
#include "cmd/rt-report/request.h"
#include "cmd/rt-report/tally.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/once.h"
#include "common/table/policy.h"

static const char *const own_keys[] = { "level", NULL };

static const char *const time_name[STEPS] = { "responded", "resolved" };

enum {
	CASES_OF, IN_TIME, LATE_OF = IN_TIME + STEPS, HOURS_OF = LATE_OF + STEPS,
	OPEN_OF = HOURS_OF + STEPS, OVERDUE, FIGURES,
};

static const enum fold fold[FIGURES] = {
	ADD, ADD, ADD, ADD, ADD, KEEP_REAL, KEEP_REAL, ADD, ADD,
};

struct service {
	struct limits *limits;
	struct calendar *calendar; /* NULL: no level needs one */
	struct hours hours;
	instant now, last;         /* when limits pass; the last that has happened */
};

struct policy *
service_policy(const struct request *q)
{
	return limits_policy(&q->common, q->common.policy);
}

static void
set_working_time(struct service *s, const struct request *q)
{
	struct slice rest = slice_of(q->working_time), item;

	while (slice_cut(&rest, ',', &item)) {
		struct limit *l;

		item = slice_trim(item);
		l = limits_said(s->limits, item);
		if (l == NULL)
			die_usage("--working-time: no level '%.*s' in the policy",
			    (int)item.n, item.p);
		l->measure = WORKING_TIME;
	}
	s->calendar = policy_calendar(&q->common, q->calendar);
	s->hours = q->hours;
}

static struct service
service_open(const struct request *q)
{
	struct service s = {
		.limits = limits_open(&q->common, q->common.policy),
		.now = options_deadline(&q->common), .last = request_last(q),
	};

	if (q->working_time != NULL)
		set_working_time(&s, q);
	return s;
}

static void
service_close(struct service *s)
{
	limits_close(s->limits);
	calendar_free(s->calendar);
}

static instant
limit_at(struct service *s, const struct limit *l, enum step n, instant opened)
{
	struct duration d = l->within[n];
	instant limit;
	int seconds;

	if (l->measure == CLOCK_TIME || d.unit == MONTHS)
		return duration_after(opened, d);
	limit = clock_limit(s->calendar, &s->hours, opened, d);
	policy_calendar_tell(s->calendar, instant_day(opened, &seconds),
	    instant_day(limit, &seconds));
	return limit;
}

/* A case, as it stands on as-of: what has not happened yet is NO_INSTANT. */
struct one {
	const struct limit *limit;
	instant opened, done[STEPS], closed;
};

static void
count_if(struct figure *f, bool counts)
{
	figure_observe(f, ADD, (union observed){ .exact = counts });
}

static void
count_step(struct figure f[], struct service *s, const struct one *c, enum step n)
{
	enum { HOUR_SECONDS = 3600 };
	instant limit;

	if (c->done[n] != NO_INSTANT)
		figure_observe(&f[HOURS_OF + n], KEEP_REAL, (union observed){
			.real = (double)(c->done[n] - c->opened) / HOUR_SECONDS });
	if (!c->limit->has[n])
		return;
	limit = limit_at(s, c->limit, n, c->opened);
	if (c->done[n] != NO_INSTANT)
		count_if(&f[c->done[n] <= limit ? IN_TIME + n : LATE_OF + n], true);
	else
		count_if(&f[LATE_OF + n], s->now > limit);
}

static bool
is_overdue(struct service *s, const struct one *c)
{
	for (enum step n = 0; n < STEPS; n++)
		if (c->limit->has[n] && c->done[n] == NO_INSTANT &&
		    s->now > limit_at(s, c->limit, n, c->opened))
			return true;
	return false;
}

static void
count_case(struct figure f[], struct service *s, const struct one *c)
{
	bool open = c->done[RESOLVE] == NO_INSTANT && c->closed == NO_INSTANT;

	count_if(&f[CASES_OF], true);
	for (enum step n = 0; n < STEPS; n++)
		count_step(f, s, c, n);
	count_if(&f[OPEN_OF], open);
	count_if(&f[OVERDUE], open && is_overdue(s, c));
}

/* The columns of one table. */
struct bound {
	struct table *table;
	int id, level, opened, done[STEPS], closed;
};

/* A time after as-of has not happened; false when the record was refused. */
static bool
read_time(const struct bound *b, int column, const struct service *s, instant opened,
    instant *t)
{
	if (!table_instant(b->table, column, t))
		return false;
	if (*t != NO_INSTANT && *t < opened) {
		table_refuse(b->table, column, "earlier than opened");
		return false;
	}
	if (*t > s->last)
		*t = NO_INSTANT;
	return true;
}

static bool
read_case(const struct bound *b, const struct service *s, struct once *once,
    struct one *c)
{
	struct slice id;

	if (!table_id(b->table, b->id, &id) ||
	    !table_instant(b->table, b->opened, &c->opened))
		return false;
	for (enum step n = 0; n < STEPS; n++)
		if (!read_time(b, b->done[n], s, c->opened, &c->done[n]))
			return false;
	if (!read_time(b, b->closed, s, c->opened, &c->closed))
		return false;
	c->limit = limits_said(s->limits, slice_trim(table_text(b->table, b->level)));
	if (c->limit == NULL) {
		table_refuse_unlike(b->table, b->level,
		    "no level of the policy (see --policy),", limits_example(s->limits));
		return false;
	}
	return once_first(once, b->table, b->id, id) && c->opened <= s->last;
}

static void
observe(struct tally *t, struct keys *k, const struct tables *in, int number,
    struct service *s, struct once *once)
{
	struct table *table = in->table[number];
	struct bound b = { table, table_need(table, "case_id"), table_need(table, "level"),
		table_need(table, "opened"), { 0 }, table_column(table, "closed") };
	struct one c;

	for (enum step n = 0; n < STEPS; n++)
		b.done[n] = table_column(table, time_name[n]);
	while (table_next(table)) {
		if (!read_case(&b, s, once, &c))
			continue;
		keys_read(k, in, number);
		if (!mask_covers(k->mask, number, b.level))
			k->value[keys_find(k, "level")] = c.limit->level;
		count_case(keys_at(k, t), s, &c);
	}
}

static const struct sheet_column figure_columns[] = {
	{ "cases", CELL_COUNT, EVERYBODY, 0, OURS },
	{ "responded_in_time", CELL_COUNT, EVERYBODY, 6, OURS },
	{ "resolved_in_time", CELL_COUNT, EVERYBODY, 6, OURS },
	{ "respond_rate", CELL_RATE, EVERYBODY, 0, OURS },
	{ "resolve_rate", CELL_RATE, EVERYBODY, 0, OURS },
	{ "respond_median_hours", CELL_POINTS, EVERYBODY, 4, OURS },
	{ "respond_p90_hours", CELL_POINTS, EVERYBODY, 5, OURS },
	{ "resolve_median_hours", CELL_POINTS, EVERYBODY, 3, OURS },
	{ "resolve_p90_hours", CELL_POINTS, EVERYBODY, 5, OURS },
	{ "open", CELL_COUNT, EVERYBODY, 1, OURS },
	{ "overdue", CELL_COUNT, EVERYBODY, 0, OURS },
};

static void
write_hours(struct sheet *s, struct figure *f)
{
	sheet_number(s, f->known > 0 ? figure_quantile(f, 0.5) : NAN);
	sheet_number(s, f->known > 0 ? figure_quantile(f, 0.9) : NAN);
}

/* Several levels in one have those that have a limit; l is NULL. */
static bool
has_limit(const struct limit *l, const struct figure f[], enum step n)
{
	return l != NULL ? l->has[n] : f[IN_TIME + n].known + f[LATE_OF + n].known > 0;
}

static void
write_row(struct sheet *s, struct figure f[], const struct limit *l)
{
	int64_t met[STEPS];

	sheet_count(s, f[CASES_OF].known);
	for (enum step n = 0; n < STEPS; n++) {
		met[n] = figure_sum(&f[IN_TIME + n], "cases");
		if (has_limit(l, f, n))
			sheet_count(s, met[n]);
		else
			sheet_blank(s);
	}
	for (enum step n = 0; n < STEPS; n++)
		sheet_rate(s, met[n], met[n] + figure_sum(&f[LATE_OF + n], "cases"));
	for (enum step n = 0; n < STEPS; n++)
		write_hours(s, &f[HOURS_OF + n]);
	sheet_count(s, figure_sum(&f[OPEN_OF], "cases"));
	sheet_count(s, figure_sum(&f[OVERDUE], "cases"));
}

/* In the policy's order. */
static void
rows(struct sheet *s, const struct tally *t, const struct keys *k,
    const struct service *service)
{
	int64_t *rank = mem_array(tally_rows(t), sizeof *rank);
	int level = keys_find(k, "level");
	uint32_t *order;

	for (uint32_t row = 0; row < tally_rows(t); row++) {
		rank[row] = limits_place(service->limits, tally_key(t, row, level));
	}
	order = tally_order(t, level < k->by ? level : k->by, rank);
	for (uint32_t i = 0; i < tally_rows(t); i++) {
		keys_row(k, s, t, order[i]);
		write_row(s, tally_figures(t, order[i]),
		    limits_of(service->limits, tally_key(t, order[i], level)));
	}
	free(rank);
	free(order);
}

struct sheet *
report_service(const struct request *q, const struct tables *in)
{
	struct keys *k = keys_open(q, in, own_keys);
	struct service service = service_open(q);
	struct tally *t = tally_new(k->count, fold, FIGURES);
	struct once *once = once_new();
	struct sheet *s = sheet_new("service");

	keys_check(k, q, "service");
	keys_head(k, s);
	for (size_t i = 0; i < sizeof figure_columns / sizeof *figure_columns; i++)
		sheet_add(s, figure_columns[i]);
	sheet_define(s, "service-rate");
	sheet_define(s, "service-hours");
	sheet_define(s, "service-open");
	for (int i = 0; i < in->count; i++)
		observe(t, k, in, i, &service, once);
	t = keys_merge(k, q, t, k->by);
	rows(s, t, k, &service);
	tally_free(t);
	once_free(once);
	service_close(&service);
	keys_close(k);
	return s;
}
