/*
 * What is kept of a customer has to be known before the first one is met:
 * everything reserves, then the roster begins.
 */
#include "cmd/rt-triggers/watch.h"

#include <stdlib.h>

#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/limits.h"
#include "cmd/rt-triggers/monthly.h"
#include "cmd/rt-triggers/profile.h"
#include "cmd/rt-triggers/reasons.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/share.h"
#include "common/base/mem.h"
#include "common/table/once.h"

/* Whether the rule has anything to do in this run. */
static bool
is_at_work(const struct rule *r)
{
	return r->runs && r->fed;
}

static void
prepare(struct watch *w, struct rule *r)
{
	size_t kept = r->kind->keeps;

	w->for_everybody |= r->kind->for_everybody;
	w->explains |= rule_has(r, REASON);
	if (kept > 0)
		r->slot = roster_reserve(w->roster, kept, kept % 8 == 0 ? 8 : 4);
	if (r->kind->reserve != NULL)
		r->kind->reserve(w, r);
}

struct watch *
watch_new(struct rules *rules, const struct moment *moment, const struct options *o,
    struct table *const *tables)
{
	struct watch *w = mem_new(sizeof *w);
	size_t count = (size_t)rules->count;

	w->moment = *moment;
	w->threads = o->threads;
	w->rules = rules;
	w->intakes = intakes_new(rules, tables, moment);
	w->roster = roster_new();
	w->docket = docket_new();
	w->limits = limits_new(w->intakes);
	w->reasons = reasons_new(w->intakes);
	w->profile = profile_new(w, o, tables);
	w->cases = once_new();
	w->held = roster_reserve(w->roster, (count + 7) / 8, 1);
	for (int i = 0; i < rules->count; i++)
		if (is_at_work(&rules->rule[i]))
			prepare(w, &rules->rule[i]);
	monthly_reserve(w);
	roster_begin(w->roster);
	return w;
}

void
watch_free(struct watch *w)
{
	for (int i = 0; i < w->rules->count; i++) {
		struct rule *r = &w->rules->rule[i];

		if (r->state != NULL && r->kind->release != NULL)
			r->kind->release(r);
		free(r->state);
	}
	line_free(&w->line);
	once_free(w->cases);
	share_free(w->share);
	profile_free(w->profile);
	reasons_free(w->reasons);
	limits_free(w->limits);
	docket_free(w->docket);
	roster_free(w->roster);
	intakes_free(w->intakes);
	free(w);
}

void
watch_fire(struct watch *w)
{
	reasons_settle(w->reasons);
	for (int i = 0; i < w->rules->count; i++) {
		const struct rule *r = &w->rules->rule[i];

		if (is_at_work(r) && r->kind->fire != NULL)
			r->kind->fire(w, r);
	}
	docket_settle(w->docket, w);
}
