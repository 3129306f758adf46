#include "cmd/rt-tier/level.h"

enum { NO_LEVEL = -1 };

const char *const reason_text[REASONS] = {
	[NO_REASON] = "",
	[CONSECUTIVE_MONTHS] = "consecutive-months",
	[NEW_PLAN] = "new-plan",
	[SINGLE_MONTH] = "single-month",
};

struct scale
levels_prepare(struct levels individual)
{
	struct scale s = { individual, 0, 0, INT64_MAX };

	for (int i = 0; i < individual.count; i++) {
		const struct level *l = &individual.level[i];

		if (slice_is(l->tier, "quasi"))
			s.quasi = i;
		else if (slice_is(l->tier, "standard"))
			s.standard = i;
		else if (l->has_amount && l->min_amount < s.lowest)
			s.lowest = l->min_amount;
	}
	return s;
}

/* D01, D03: the highest level whose floor the amount reaches. */
static int
level_by_amount(const struct scale *s, money amount)
{
	for (int i = 0; i < s->all.count; i++)
		if (s->all.level[i].has_amount && amount >= s->all.level[i].min_amount)
			return i;
	return NO_LEVEL;
}

struct standing
level_individual(const struct scale *s, const struct evidence *e)
{
	int by_months = e->every_month ? level_by_amount(s, e->least) : NO_LEVEL;
	int by_plan = e->joined_in_them && e->has_plan ?
	    level_by_amount(s, e->plan_fee) : NO_LEVEL;

	if (by_months != NO_LEVEL && (by_plan == NO_LEVEL || by_months <= by_plan))
		return (struct standing){ by_months, CONSECUTIVE_MONTHS };
	if (by_plan != NO_LEVEL)
		return (struct standing){ by_plan, NEW_PLAN };
	if (e->any_month && e->most >= s->lowest)
		return (struct standing){ s->quasi, SINGLE_MONTH };
	return (struct standing){ s->standard, NO_REASON };
}
