/*
 * fire -- what is made ready before the tables are read, and the rules that
 * have to see everything before they fire.
 */
#include <stdlib.h>

#include "cmd/rt-triggers/crowd.h"
#include "cmd/rt-triggers/dates.h"
#include "cmd/rt-triggers/drop.h"
#include "cmd/rt-triggers/events.h"
#include "cmd/rt-triggers/monthly.h"
#include "cmd/rt-triggers/profile.h"
#include "cmd/rt-triggers/reasons.h"
#include "cmd/rt-triggers/service.h"
#include "cmd/rt-triggers/share.h"
#include "cmd/rt-triggers/silence.h"
#include "cmd/rt-triggers/state.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/mem.h"
#include "common/table/once.h"

static void
prepare_rule(struct watch *w, int rule)
{
	struct rule *r = &w->rules->rule[rule];

	switch (r->kind) {
	case MATCH:
	case SCORE:
	case STREAK:
		w->log[rule] = day_log_new();
		break;
	case CROWD:
		w->crowd[rule] = crowd_new();
		break;
	case ABSENCE:
		silence_reserve(w, r);
		break;
	case DROP:
		if (!rule_is_monthly(r))
			silence_reserve(w, r);
		break;
	case BEFORE:
	case AFTER:
		dates_reserve(w, r);
		break;
	case OCCASION:
		w->for_everybody = true;
		break;
	default:
		break; /* keeps nothing of its own */
	}
}

struct watch *
watch_new(struct rules *rules, const struct moment *moment, const struct options *o,
    struct table *const *tables)
{
	struct watch *w = mem_new(sizeof *w);
	size_t count = (size_t)rules->count;

	w->moment = *moment;
	w->rules = rules;
	w->plan = plan_new(rules, tables, moment);
	w->ledger = ledger_new();
	w->orders = orders_new();
	w->log = mem_array(count + 1, sizeof *w->log);
	w->crowd = mem_array(count + 1, sizeof *w->crowd);
	w->occasions = occasions_new(w->plan);
	w->limits = limits_new(w->plan);
	w->reasons = reasons_new(w->plan);
	w->profile = profile_new(w, o, tables);
	w->cases = once_new();
	w->share = share_new(w->plan, o);
	w->held = ledger_reserve(w->ledger, (count + 7) / 8, 1);
	for (int i = 0; i < rules->count; i++)
		if (rules->rule[i].runs && rules->rule[i].fed)
			prepare_rule(w, i);
	monthly_reserve(w);
	ledger_begin(w->ledger);
	return w;
}

void
watch_free(struct watch *w)
{
	for (int i = 0; i < w->rules->count; i++) {
		day_log_free(w->log[i]);
		crowd_free(w->crowd[i]);
	}
	free(w->log);
	free(w->crowd);
	once_free(w->cases);
	share_free(w->share);
	profile_free(w->profile);
	reasons_free(w->reasons);
	limits_free(w->limits);
	occasions_free(w->occasions);
	orders_free(w->orders);
	ledger_free(w->ledger);
	plan_free(w->plan);
	free(w);
}

static void
fire_rule(struct watch *w, int rule)
{
	const struct rule *r = &w->rules->rule[rule];

	switch (r->kind) {
	case MATCH:
	case SCORE:
	case STREAK:
		events_fire(w, rule);
		break;
	case CROWD:
		crowd_fire(w, rule);
		break;
	case VALUE:
		month_fire(w, rule);
		break;
	case DROP:
		if (rule_is_monthly(r))
			month_fire(w, rule);
		else
			drop_fire(w, rule);
		break;
	case ABSENCE:
		absence_fire(w, rule);
		break;
	case BEFORE:
	case AFTER:
		due_fire(w, rule);
		break;
	default:
		break; /* fired while the tables were read */
	}
}

void
watch_fire(struct watch *w)
{
	reasons_settle(w->reasons);
	for (int i = 0; i < w->rules->count; i++)
		if (w->rules->rule[i].runs && w->rules->rule[i].fed)
			fire_rule(w, i);
	occasions_fire(w);
	orders_settle(w->orders, w);
}
