/*
 * Weights are bounded so that no sum of their products overflows: no plan
 * needs a check while it adds.
 */
#include "cmd/rt-schedule/rules.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/policy.h"
#include "common/table/words.h"
#include "common/value/text.h"

enum {
	WEIGHT_MOST = 1000000,  /* so that no sum of products overflows */
	COUNT_MOST = 1000000,   /* contacts, or days of a gap */
};

struct tier {
	struct slice name;
	int64_t weight;
	struct caps caps;
	struct slice deputise;   /* a list of categories */
	int per_group_7d;        /* contacts of a group in any 7 days; or NO_CAP */
};

struct level {
	struct slice name;
	int64_t weight;
};

struct rules {
	struct policy *contact, *levels;
	struct tier *tier;
	int tiers;
	struct level *level;
	int level_count;
	int standard;
};

static int64_t
read_weight(const struct policy *p, size_t row)
{
	int64_t weight;

	if (!policy_count(p, row, "weight", &weight))
		policy_die(p, row, "weight", "blank");
	if (weight > WEIGHT_MOST)
		policy_die(p, row, "weight", "more than %d", WEIGHT_MOST);
	return weight;
}

/* A number, or the word none, which is unlimited. */
static int
read_limit(const struct policy *p, size_t row, const char *column, int least,
    int unlimited)
{
	int64_t n;

	if (slice_is(policy_cell(p, row, column), "none"))
		return unlimited;
	if (!policy_count(p, row, column, &n))
		policy_die(p, row, column, "blank: say none when there is no limit");
	if (n < least)
		policy_die(p, row, column,
		    "0 allows nobody: say none for no limit, or refuse the channel");
	if (n > COUNT_MOST)
		policy_die(p, row, column, "more than %d", COUNT_MOST);
	return (int)n;
}

/* A policy that was written before there were deputies has what is built in. */
static struct slice
read_deputise(const struct policy *p, size_t row)
{
	return policy_has(p, "deputise") ? policy_cell(p, row, "deputise") :
	    SLICE("service;crisis;recovery");
}

/* What a household gets; blank, or without the column, any number. */
static int
read_group_cap(const struct policy *p, size_t row)
{
	return policy_has(p, "per_group_7d") &&
	    policy_cell(p, row, "per_group_7d").n > 0 ?
	    read_limit(p, row, "per_group_7d", 1, NO_CAP) : NO_CAP;
}

static struct tier
read_tier(const struct policy *p, size_t row)
{
	return (struct tier){
		.name = policy_cell(p, row, "tier"),
		.weight = read_weight(p, row),
		.deputise = read_deputise(p, row),
		.per_group_7d = read_group_cap(p, row),
		.caps = {
			.per_7d = read_limit(p, row, "per_7d", 1, NO_CAP),
			.per_30d = read_limit(p, row, "per_30d", 1, NO_CAP),
			.min_gap_days = read_limit(p, row, "min_gap_days", 0, 0),
		},
	};
}

static void
read_tiers(struct rules *r)
{
	size_t rows = policy_rows(r->contact);

	r->tier = mem_array(rows, sizeof *r->tier);
	for (size_t row = 0; row < rows; row++) {
		struct tier t = read_tier(r->contact, row);

		if (t.name.n == 0)
			policy_die(r->contact, row, "tier", "blank");
		if (rules_tier(r, t.name) != NO_TIER)
			policy_die(r->contact, row, "tier", "stands twice");
		r->tier[r->tiers++] = t;
	}
	r->standard = rules_tier(r, SLICE("standard"));
	if (r->standard == NO_TIER)
		policy_die(r->contact, rows == 0 ? 0 : rows - 1, "tier",
		    "no row for standard, which is who is on no list");
}

static void
read_levels(struct rules *r)
{
	size_t rows = policy_rows(r->levels);

	r->level = mem_array(rows, sizeof *r->level);
	for (size_t row = 0; row < rows; row++) {
		struct slice name = policy_cell(r->levels, row, "level");
		int64_t weight;

		if (name.n == 0)
			policy_die(r->levels, row, "level", "blank");
		if (rules_level_weight(r, name, &weight))
			policy_die(r->levels, row, "level", "stands twice");
		weight = read_weight(r->levels, row);
		r->level[r->level_count++] = (struct level){ name, weight };
	}
}

struct rules *
rules_open(const struct options *o, const char *levels_path)
{
	static const char *const contact_columns[] = {
		"tier", "weight", "per_7d", "per_30d", "min_gap_days", NULL,
	};
	static const char *const levels_columns[] = {
		"level", "weight", "respond", "resolve", "source", NULL,
	};
	static const char *const later_columns[] = { "deputise", "per_group_7d", NULL };
	struct rules *r = mem_new(sizeof *r);

	r->contact = policy_open_older(o, o->policy, "contact", contact_columns,
	    later_columns);
	r->levels = policy_open(o, levels_path, "levels", levels_columns);
	read_tiers(r);
	read_levels(r);
	return r;
}

void
rules_close(struct rules *r)
{
	policy_close(r->contact);
	policy_close(r->levels);
	free(r->tier);
	free(r->level);
	free(r);
}

struct slice
rules_source(const struct rules *r)
{
	return policy_source(r->contact);
}

struct slice
rules_levels_source(const struct rules *r)
{
	return policy_source(r->levels);
}

int
rules_tier(const struct rules *r, struct slice tier)
{
	for (int i = 0; i < r->tiers; i++)
		if (slice_equal(r->tier[i].name, tier))
			return i;
	return NO_TIER;
}

int
rules_standard(const struct rules *r)
{
	return r->standard;
}

struct slice
rules_some_level(const struct rules *r)
{
	return r->level_count > 0 ? r->level[0].name : SLICE("L1");
}

struct slice
rules_tier_name(const struct rules *r, int tier)
{
	return r->tier[tier].name;
}

int64_t
rules_tier_weight(const struct rules *r, int tier)
{
	return r->tier[tier].weight;
}

const struct caps *
rules_caps(const struct rules *r, int tier)
{
	return &r->tier[tier].caps;
}

bool
rules_deputise(const struct rules *r, int tier, struct slice category)
{
	struct slice list = r->tier[tier].deputise, item;

	while (text_cut(&list, &item))
		if (!text_blank(item) && slice_equal(category,
		    words_code(&category_words, NO_KIND, item)))
			return true;
	return false;
}

int
rules_group_cap(const struct rules *r, int tier)
{
	return r->tier[tier].per_group_7d;
}

bool
rules_cap_groups(const struct rules *r)
{
	for (int i = 0; i < r->tiers; i++)
		if (r->tier[i].per_group_7d != NO_CAP)
			return true;
	return false;
}

int
rules_memory(const struct rules *r)
{
	int longest = CAPS_MEMORY;

	for (int i = 0; i < r->tiers; i++)
		if (r->tier[i].caps.min_gap_days > longest)
			longest = r->tier[i].caps.min_gap_days;
	return longest;
}

bool
rules_level_weight(const struct rules *r, struct slice level, int64_t *weight)
{
	if (level.n == 0) {
		*weight = 1;
		return true;
	}
	for (int i = 0; i < r->level_count; i++)
		if (slice_equal(r->level[i].name, level)) {
			*weight = r->level[i].weight;
			return true;
		}
	return false;
}
