/*
 * watch -- reading the tables, every record into the rules that it feeds.
 */
#include "cmd/rt-triggers/watch.h"

#include <stdlib.h>

#include "cmd/rt-triggers/crowd.h"
#include "cmd/rt-triggers/dates.h"
#include "cmd/rt-triggers/events.h"
#include "cmd/rt-triggers/monthly.h"
#include "cmd/rt-triggers/profile.h"
#include "cmd/rt-triggers/reasons.h"
#include "cmd/rt-triggers/service.h"
#include "cmd/rt-triggers/share.h"
#include "cmd/rt-triggers/silence.h"
#include "cmd/rt-triggers/state.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/once.h"

/* One table while it is read. */
struct reading {
	struct watch *watch;
	struct table *table;
	const struct intake *intake;
	struct cells *cells;
	int id, case_id;       /* columns, or NO_COLUMN */
	struct monthly *monthly;
	bool has_events;
	bool has_profile;      /* of customers, or with cells to be kept */
	int64_t outside;       /* records that event rules do not look at */
};

uint32_t
record_customer(struct watch *w, struct record *r)
{
	if (r->customer == NO_CUSTOMER)
		r->customer = ledger_customer(w->ledger, r->id);
	return r->customer;
}

daynum
record_day(struct record *r)
{
	int seconds;

	if (r->day == NO_DAY && r->time != NO_INSTANT)
		r->day = instant_day(r->time, &seconds);
	return r->day;
}

static inline bool
is_recent(const struct watch *w, const struct record *r)
{
	if (r->time != NO_INSTANT)
		return r->time >= w->moment.from && r->time <= w->moment.last;
	return r->day > w->moment.since && r->day <= w->moment.as_of;
}

bool
record_is_past(const struct watch *w, const struct record *r)
{
	return r->time != NO_INSTANT ? r->time <= w->moment.last :
	    r->day <= w->moment.as_of;
}

static struct reading
begin(struct watch *w, struct table *t)
{
	const struct intake *in = &w->plan->intake[table_kind(t)];
	struct reading g = { .watch = w, .table = t, .intake = in, .id = NO_COLUMN };

	g.cells = cells_open(&in->sheet, t);
	g.monthly = monthly_open(w, in->sheet.kind);
	if (in->sheet.kind != CALENDAR)
		g.id = table_need(t, "customer_id");
	g.case_id = table_column(t, "case_id");
	for (int i = 0; i < in->feeds; i++) {
		enum rule_kind k = in->feed[i].rule->kind;

		g.has_events |= k == MATCH || k == SCORE || k == STREAK || k == CROWD;
	}
	profile_open_table(w->profile, t);
	g.has_profile = in->sheet.kind == CUSTOMERS || in->sheet.kind == TIERS ||
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
		    g->outside == 1 ? "" : "s", DATE_TEXT, from, DATE_TEXT, to);
	}
	monthly_close(g->monthly);
	cells_close(g->cells);
}

/* When it happened, by the type of the column that says so. */
static inline void
find_time(struct record *r)
{
	const struct sheet *s = r->sheet;

	r->time = NO_INSTANT;
	r->day = NO_DAY;
	if (s->when == NONE)
		return;
	if (s->cell[s->when].type == INSTANT)
		r->time = r->value[s->when].n;
	else if (s->cell[s->when].type == DATE)
		r->day = (daynum)r->value[s->when].n;
}

static void
observe(struct watch *w, const struct feed *f, struct record *r)
{
	switch (f->rule->kind) {
	case MATCH:
	case SCORE:
	case STREAK:
		events_observe(w, f, r);
		break;
	case CROWD:
		crowd_observe(w, f, r);
		break;
	case ELAPSED:
		elapsed_observe(w, f, r);
		break;
	case EVERY:
		every_observe(w, f, r);
		break;
	case DROP:
		if (f->series == NONE)
			drop_observe(w, f, r);
		break;
	case ABSENCE:
		absence_observe(w, f, r);
		break;
	case BEFORE:
	case AFTER:
		due_observe(w, f, r);
		break;
	case YEARLY:
		yearly_observe(w, f, r);
		break;
	case OCCASION:
		occasion_observe(w, f, r);
		break;
	case STATE:
	case TIER:
		state_observe(w, f, r);
		break;
	case SERVICE:
		service_observe(w, f, r);
		break;
	case VALUE:
	case RULE_KINDS:
		break;
	}
}

/* A record that was understood, into everything that it feeds. */
static void
take(struct reading *g, struct record *r)
{
	struct watch *w = g->watch;
	const struct intake *in = g->intake;
	enum kind k = in->sheet.kind;

	if (k == CASES && !(service_knows(w, g->table, r) && once_first(w->cases,
	    g->table, g->case_id, r->value[in->sheet.case_id].text)))
		return;
	if (k == CALENDAR && !limits_take_day(w->limits, g->table, r))
		return;
	if (g->has_profile && !profile_observe(w, g->table, r))
		return;
	if (w->for_everybody && k != CALENDAR)
		record_customer(w, r);
	if (w->plan->reasons)
		reasons_observe(w, r);
	r->is_recent = g->has_events && is_recent(w, r);
	g->outside += g->has_events && !r->is_recent;
	for (int i = 0; i < in->feeds; i++)
		observe(w, &in->feed[i], r);
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
	    monthly_is_plain(g->monthly, &in->sheet);
}

void
watch_table(struct watch *w, struct table *t)
{
	struct reading g = begin(w, t);
	struct record r = { .value = cells_value(g.cells), .sheet = &g.intake->sheet };

	if (is_plain(&g))
		monthly_read(g.monthly, t);
	while (table_next(t)) {
		if (!cells_read(g.cells))
			continue;
		if (g.id != NO_COLUMN && !table_id(t, g.id, &r.id))
			continue;
		r.customer = NO_CUSTOMER;
		find_time(&r);
		if (w->share != NULL && !share_takes(w->share, &r)) {
			monthly_pass(g.monthly, &r);
			continue;
		}
		take(&g, &r);
	}
	end(&g);
}
