/*
 * A record that was refused, is somebody else's, or stood there before
 * reaches no rule.
 */
#include "cmd/rt-triggers/reading.h"

#include <stdlib.h>

#include "cmd/rt-triggers/limits.h"
#include "cmd/rt-triggers/monthly.h"
#include "cmd/rt-triggers/picked.h"
#include "cmd/rt-triggers/profile.h"
#include "cmd/rt-triggers/reasons.h"
#include "cmd/rt-triggers/record.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/share.h"
#include "cmd/rt-triggers/unmet.h"
#include "cmd/rt-triggers/workdays.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/cells.h"
#include "common/table/once.h"
#include "common/table/split.h"

/* One table while it is read. */
struct reading {
	struct watch *watch;
	struct table *table;
	const struct intake *intake;
	struct cells *cells;
	int id, case_id;       /* columns, or NO_COLUMN */
	struct monthly *monthly;
	bool is_input;         /* of the input, not of an option of its own */
	bool has_events;
	bool has_profile;      /* of customers, or with cells to be kept */
	bool sieves;           /* see can_sieve() */
	struct unmet *unmet;   /* while conditions are watched; else NULL */
	int64_t outside;       /* records that event rules do not look at */
	struct picked *picked; /* of a part: what rules will look at; else NULL */
};

static inline bool
is_recent(const struct watch *w, const struct record *r)
{
	if (r->time != NO_INSTANT)
		return r->time >= w->moment.from && r->time <= w->moment.last;
	return r->day > w->moment.since && r->day <= w->moment.as_of;
}

static bool
is_input(const struct watch *w, const struct table *t)
{
	struct table *const *one = w->input;

	while (*one != NULL && *one != t)
		one++;
	return *one == t;
}

static struct reading
begin(struct watch *w, struct table *t)
{
	const struct intake *in = &w->intakes->of[table_kind(t)];
	struct reading g = { .watch = w, .table = t, .intake = in, .id = NO_COLUMN };

	g.cells = cells_open(&in->fields, t);
	g.is_input = is_input(w, t);
	g.monthly = monthly_open(w, in->fields.kind);
	if (in->fields.kind != CALENDAR)
		g.id = table_need(t, "customer_id");
	g.case_id = table_column(t, "case_id");
	for (int i = 0; i < in->feeds; i++)
		g.has_events |= in->feed[i].rule->kind->in_days;
	g.unmet = unmet_waits(w->unmet, in->fields.kind) ? w->unmet : NULL;
	profile_open_table(w->profile, t);
	g.has_profile = in->fields.kind == CUSTOMERS || in->fields.kind == TIERS ||
	    profile_keeps_from(w->profile, t);
	return g;
}

static void
end(struct reading *g)
{
	const struct watch *w = g->watch;
	char from[DATE_TEXT], to[DATE_TEXT];

	if (g->outside > 0) {
		date_print(w->moment.since + 1, from);
		date_print(w->moment.as_of, to);
		warn("%s: %lld record%s outside %.*s to %.*s, which event rules do "
		    "not see", table_name(g->table), (long long)g->outside,
		    translate_number((uint64_t)g->outside, "", "s"), DATE_TEXT, from, DATE_TEXT, to);
	}
	monthly_close(g->monthly);
	cells_close(g->cells);
}

/* When it happened, by the type of the column that says so. */
static inline void
find_time(struct record *r)
{
	const struct fields *f = r->fields;

	r->time = NO_INSTANT;
	r->day = NO_DAY;
	if (f->when == NONE)
		return;
	if (f->field[f->when].type == INSTANT)
		r->time = r->value[f->when].n;
	else if (f->field[f->when].type == DATE)
		r->day = (daynum)r->value[f->when].n;
}

/* Monthly sums are gathered beside: see monthly.h. */
static inline void
observe(struct watch *w, const struct intake *in, struct record *r)
{
	for (int i = 0; i < in->feeds; i++) {
		const struct feed *f = &in->feed[i];

		if (f->series == NONE && f->rule->kind->observe != NULL)
			f->rule->kind->observe(w, f, r);
	}
}

/* A record that was understood, into everything that it feeds. */
static void
take(struct reading *g, struct record *r)
{
	struct watch *w = g->watch;
	const struct intake *in = g->intake;
	enum kind k = in->fields.kind;

	if (k == CASES && !(limits_know(w->limits, g->table, r) && once_first(w->cases,
	    g->table, g->case_id, r->value[in->fields.case_id].text)))
		return;
	if (k == CALENDAR && !workdays_take(w->workdays, g->table, r->day))
		return;
	if (g->has_profile && !profile_observe(w, g->table, r))
		return;
	if (w->for_everybody && k != CALENDAR)
		record_customer(r);
	if (w->explains)
		reasons_observe(w->reasons, r);
	r->is_recent = g->has_events && is_recent(w, r);
	g->outside += g->has_events && !r->is_recent;
	observe(w, in, r);
	if (g->monthly != NULL)
		monthly_observe(g->monthly, r);
}

/* Whether records matter to nothing but monthly sums. */
static bool
is_plain(const struct reading *g)
{
	const struct intake *in = g->intake;

	for (int i = 0; i < in->feeds; i++)
		if (in->feed[i].series == NONE)
			return false;
	return g->monthly != NULL && g->watch->share == NULL &&
	    !g->watch->for_everybody &&
	    !profile_keeps_from(g->watch->profile, g->table) &&
	    monthly_is_plain(g->monthly, &in->fields);
}

/* Until none of the conditions is left. */
static void
look_for_unmet(struct reading *g, struct table *t, const struct record *r)
{
	unmet_look(g->unmet, t, r->value);
	if (!unmet_waits(g->unmet, table_kind(t)))
		g->unmet = NULL;
}

/* The next record that is ours to look at; false at the end of the table. */
static inline __attribute__((always_inline)) bool
next_record(struct reading *g, struct table *t, struct record *r)
{
	while (table_next(t)) {
		if (!cells_read(g->cells))
			continue;
		if (g->id != NO_COLUMN && !table_id(t, g->id, &r->id))
			continue;
		if (g->unmet != NULL)
			look_for_unmet(g, t, r);
		r->customer = NO_CUSTOMER;
		find_time(r);
		if (g->watch->share == NULL || share_takes(g->watch->share, r, g->is_input))
			return true;
		monthly_pass(g->monthly, r);
	}
	return false;
}

static struct record
record_of(const struct reading *g)
{
	return (struct record){ .roster = g->watch->roster, .moment = &g->watch->moment,
		.fields = &g->intake->fields, .value = cells_value(g->cells) };
}

/* Whether a rule may do anything about the record: none does unless that holds. */
static inline bool
is_wanted(const struct intake *in, const struct record *r)
{
	for (int i = 0; i < in->feeds; i++) {
		const struct where *w = &in->feed[i].where;

		if (!where_fails_quickly(w, r->value) && where_holds(w, r->value))
			return true;
	}
	return false;
}

/* The next record that is wanted, when all before it are checked. */
static inline bool
next_wanted(struct reading *g, struct table *t, struct record *r)
{
	while (next_record(g, t, r)) {
		r->is_recent = g->has_events && is_recent(g->watch, r);
		g->outside += g->has_events && !r->is_recent;
		if (is_wanted(g->intake, r))
			return true;
	}
	return false;
}

/* Of a part the records that are wanted are picked. */
static void
pick_all(struct reading *g, struct table *t)
{
	struct record r;

	g->cells = cells_open(&g->intake->fields, t);
	r = record_of(g);
	while (next_wanted(g, t, &r))
		picked_add(g->picked, &r);
}

static void
read_all(void *reading, struct table *t)
{
	struct reading *g = reading;
	struct record r;

	if (g->picked != NULL) {
		pick_all(g, t);
		return;
	}
	r = record_of(g);
	if (g->sieves)
		while (next_wanted(g, t, &r))
			observe(g->watch, g->intake, &r);
	else
		while (next_record(g, t, &r))
			take(g, &r);
}

static void *
begin_part(void *reading)
{
	struct reading *part = mem_new(sizeof *part);

	*part = *(const struct reading *)reading;
	part->outside = 0;
	part->cells = NULL;
	part->picked = picked_new(&part->intake->fields);
	return part;
}

static void
drop_part(void *reading)
{
	struct reading *part = reading;

	if (part->cells != NULL)
		cells_close(part->cells);
	picked_free(part->picked);
	free(part);
}

static bool
merge_part(void *reading, void *read)
{
	struct reading *g = reading, *part = read;

	for (size_t i = 0; i < picked_count(part->picked); i++) {
		struct record r = picked_at(part->picked, i);

		r.roster = g->watch->roster;
		r.moment = &g->watch->moment;
		r.is_recent = g->has_events && is_recent(g->watch, &r);
		observe(g->watch, g->intake, &r);
	}
	g->outside += part->outside;
	drop_part(part);
	return true;
}

/* Whether records do nothing but feed rules, each a few of them. */
static bool
can_sieve(const struct reading *g)
{
	const struct watch *w = g->watch;
	const struct intake *in = g->intake;

	for (int i = 0; i < in->feeds; i++)
		if (in->feed[i].series != NONE || in->feed[i].where.terms == 0)
			return false;
	return in->fields.kind != CASES && in->fields.kind != CALENDAR && !g->has_profile &&
	    !w->for_everybody && !w->explains && w->share == NULL && g->monthly == NULL;
}

void
reading_take(struct watch *w, struct table *t)
{
	static const struct split parts = {
		begin_part, read_all, merge_part, drop_part, NULL,
	};
	struct reading g = begin(w, t);

	if (is_plain(&g))
		monthly_read(g.monthly, t);
	g.sieves = can_sieve(&g);
	table_split(t, g.sieves && g.unmet == NULL ? w->threads : 1, &parts, &g);
	end(&g);
}
