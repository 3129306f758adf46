/*
 * Levels are walked from the best down, so that the first whose floors are
 * reached is the answer.
 */
#include "cmd/rt-tier/level.h"

#include <stdlib.h>

#include "common/base/mem.h"

enum { NO_LEVEL = -1, ONE_PERSON = 1 };

const char *const reason_text[REASONS] = {
	[NO_REASON] = "",
	[CONSECUTIVE_MONTHS] = "consecutive-months",
	[NEW_PLAN] = "new-plan",
	[SINGLE_MONTH] = "single-month",
	[GROUP_REVENUE] = "group-revenue",
	[KEY_PERSON] = "key-person",
	[GRACE] = "grace",
};

int
scale_find(const struct scale *s, struct slice tier)
{
	for (int i = 0; i < s->all.count; i++)
		if (slice_equal(s->all.level[i].tier, tier))
			return i;
	return NO_LEVEL;
}

const char *
level_status(const struct level *l)
{
	if (slice_is(l->tier, "quasi"))
		return "quasi";
	return slice_is(l->tier, "standard") ? "standard" : "high-end";
}

static struct scale
scale_of(struct levels levels)
{
	struct scale s = { .all = levels, .lowest = INT64_MAX };

	for (int i = 0; i < levels.count; i++)
		if (levels.level[i].has_amount && levels.level[i].min_amount < s.lowest)
			s.lowest = levels.level[i].min_amount;
	s.standard = scale_find(&s, SLICE("standard"));
	s.quasi = scale_find(&s, SLICE("quasi"));
	if (s.quasi == NO_LEVEL)
		s.quasi = s.standard;
	return s;
}

/* The level of that name, else the lowest one that is not below its rank. */
static int
counterpart_of(const struct scale *individual, const struct level *group)
{
	int found = scale_find(individual, group->tier);

	if (found != NO_LEVEL)
		return found;
	for (int i = individual->all.count - 1; i > 0; i--)
		if (individual->all.level[i].rank <= group->rank)
			return i;
	return 0;
}

struct scales
scales_new(const struct tiers *t)
{
	struct scales s = {
		.policy = t,
		.individual = scale_of(tiers_individual(t)),
		.group = scale_of(tiers_group(t)),
	};

	s.counterpart = mem_array((size_t)s.group.all.count, sizeof *s.counterpart);
	for (int i = 0; i < s.group.all.count; i++)
		s.counterpart[i] = counterpart_of(&s.individual, &s.group.all.level[i]);
	return s;
}

void
scales_free(struct scales *s)
{
	free(s->counterpart);
}

/* A blank floor is always met; a level without any takes no part. */
static bool
reaches(const struct level *l, money amount, int64_t members)
{
	return (l->has_amount || l->has_members) &&
	    (!l->has_amount || amount >= l->min_amount) &&
	    (!l->has_members || members >= l->min_members);
}

/* The highest level whose floors are reached. */
static int
highest(const struct scale *s, money amount, int64_t members)
{
	for (int i = 0; i < s->all.count; i++)
		if (reaches(&s->all.level[i], amount, members))
			return i;
	return NO_LEVEL;
}

struct standing
level_individual(const struct scale *s, const struct evidence *e)
{
	int by_months = e->every_month ? highest(s, e->least, ONE_PERSON) : NO_LEVEL;
	int by_plan = e->joined_in_them && e->has_plan ?
	    highest(s, e->plan_fee, ONE_PERSON) : NO_LEVEL;

	if (by_months != NO_LEVEL && (by_plan == NO_LEVEL || by_months <= by_plan))
		return (struct standing){ by_months, CONSECUTIVE_MONTHS };
	if (by_plan != NO_LEVEL)
		return (struct standing){ by_plan, NEW_PLAN };
	if (e->any_month && e->most >= s->lowest)
		return (struct standing){ s->quasi, SINGLE_MONTH };
	return (struct standing){ s->standard, NO_REASON };
}

struct standing
level_group(const struct scale *s, money least, int64_t members)
{
	int level = highest(s, least, members);

	if (level == NO_LEVEL)
		return (struct standing){ s->standard, NO_REASON };
	return (struct standing){ level, GROUP_REVENUE };
}

struct standing
level_key_person(const struct scales *s, struct standing own, int level_of_group)
{
	int raised = s->counterpart[level_of_group];

	if (level_of_group == s->group.standard ||
	    s->group.all.level[level_of_group].rank >=
	    s->individual.all.level[own.level].rank)
		return own;
	return (struct standing){ raised, KEY_PERSON };
}
