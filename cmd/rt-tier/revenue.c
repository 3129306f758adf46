/*
 * The distinct members of a month are counted once for each look back, since
 * who has a bill differs from month to month.
 */
#include "cmd/rt-tier/revenue.h"

#include <stdlib.h>

#include "cmd/rt-tier/ledger.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

struct revenue {
	const struct span *span;
	uint32_t count;
	int looks;          /* assessments: the present one and those of grace */
	money *revenue;     /* a series for each */
	int64_t *members;   /* with a bill in the month, for each look */
	bool *met;          /* something was added */
};

struct revenue *
revenue_new(const struct profiles *c, const struct span *s)
{
	struct revenue *g = mem_new(sizeof *g);
	size_t cells;

	g->span = s;
	g->count = c == NULL ? 0 : map_count(profiles_groups(c));
	g->looks = s->grace > 0 ? s->grace : 1;
	cells = (size_t)g->count * (size_t)s->series;
	g->revenue = mem_array(cells, sizeof *g->revenue);
	g->members = mem_array((size_t)g->count * (size_t)g->looks, sizeof *g->members);
	g->met = mem_array(g->count, sizeof *g->met);
	for (size_t i = 0; i < cells; i++)
		g->revenue[i] = NO_RECORD;
	return g;
}

void
revenue_free(struct revenue *g)
{
	free(g->revenue);
	free(g->members);
	free(g->met);
	free(g);
}

void
revenue_add_own(struct revenue *g, uint32_t group, const money sum[])
{
	money *revenue = g->revenue + (size_t)group * (size_t)g->span->series;

	g->met[group] = true;
	for (int i = 0; i < g->span->series; i++) {
		if (sum[i] == NO_RECORD)
			continue;
		if (revenue[i] == NO_RECORD)
			revenue[i] = 0;
		if (!money_add(&revenue[i], sum[i]))
			die(BAD_DATA, "amount: the revenue of a group is too large");
	}
}

void
revenue_add_member(struct revenue *g, uint32_t group, const money sum[])
{
	int64_t *members = g->members + (size_t)group * (size_t)g->looks;

	revenue_add_own(g, group, sum);
	for (int i = 0; i < g->looks; i++)
		members[i] += sum[g->span->series - 1 - i] != NO_RECORD;
}

bool
revenue_is_met(const struct revenue *g, uint32_t group)
{
	return g->met[group];
}

const money *
revenue_months(const struct revenue *g, uint32_t group)
{
	return g->revenue + (size_t)group * (size_t)g->span->series;
}

struct standing
revenue_level(const struct revenue *g, const struct scale *s, uint32_t group,
    int months_ago)
{
	return level_group(s, assess_least(revenue_months(g, group), g->span, months_ago),
	    g->members[(size_t)group * (size_t)g->looks + (size_t)months_ago]);
}
