/*
 * Levels are put in their place by rank as they are read; then floors are held
 * against each other, since one that a better level hides is never reached.
 */
#include "common/table/tiers.h"

#include <limits.h>
#include <stdlib.h>

#include "common/base/mem.h"

const char tiers_left[] = "left";

static const char *const columns[] = {
	"scope", "tier", "label", "label_en", "rank", "min_amount", "min_members", NULL,
};

struct tiers {
	struct policy *policy;
	struct level *level[SCOPES];
	int count[SCOPES];
};

/* quasi and standard are reached by rules of their own, not by a floor. */
static bool
has_own_rule(const struct level *l)
{
	return slice_is(l->tier, "quasi") || slice_is(l->tier, "standard");
}

static bool
has_floor(const struct level *l)
{
	return l->has_amount || l->has_members;
}

static struct level
read_level(const struct policy *p, size_t row, uint8_t scope)
{
	int64_t rank = 0;
	struct level l = {
		.scope = slice_of(scope_words.word[scope]),
		.tier = policy_cell(p, row, "tier"),
		.label = policy_cell(p, row, "label"),
		.label_en = policy_cell(p, row, "label_en"),
		.row = row,
	};

	if (l.tier.n == 0)
		policy_die(p, row, "tier", "blank");
	if (!policy_count(p, row, "rank", &rank) || rank < 1 || rank > INT_MAX)
		policy_die(p, row, "rank", "not a positive whole number such as 1");
	l.rank = (int)rank;
	l.has_amount = policy_money(p, row, "min_amount", &l.min_amount);
	l.has_members = policy_count(p, row, "min_members", &l.min_members);
	if (l.has_amount && l.min_amount < 0)
		policy_die(p, row, "min_amount", "less than nothing");
	if (has_own_rule(&l) && has_floor(&l))
		policy_die(p, row, l.has_amount ? "min_amount" : "min_members",
		    "%.*s is reached by a rule of its own and has no floor",
		    (int)l.tier.n, l.tier.p);
	return l;
}

/* Puts the level in its place by rank. */
static void
insert(struct tiers *t, uint8_t s, struct level l)
{
	struct level *level = t->level[s];
	int at = t->count[s]++;

	for (int i = 0; i < at; i++) {
		if (slice_equal(level[i].tier, l.tier))
			policy_die(t->policy, l.row, "tier",
			    "the same as on line %llu",
			    (unsigned long long)policy_line(t->policy, level[i].row));
		if (level[i].rank == l.rank)
			policy_die(t->policy, l.row, "rank",
			    "the same as on line %llu",
			    (unsigned long long)policy_line(t->policy, level[i].row));
	}
	for (; at > 0 && level[at - 1].rank > l.rank; at--)
		level[at] = level[at - 1];
	level[at] = l;
}

/* Whoever reaches the floors of the worse level reaches those of the better. */
static bool
hides(const struct level *better, const struct level *worse)
{
	return (!better->has_amount ||
	        (worse->has_amount && worse->min_amount >= better->min_amount)) &&
	    (!better->has_members ||
	        (worse->has_members && worse->min_members >= better->min_members));
}

_Noreturn static void
die_not_below(const struct tiers *t, const struct level *l, bool by_amount,
    const struct level *better)
{
	policy_die(t->policy, l->row, by_amount ? "min_amount" : "min_members",
	    "not below that of the better level on line %llu",
	    (unsigned long long)policy_line(t->policy, better->row));
}

/* No floor is above that of a better level, and no better level hides one. */
static void
check_floors(const struct tiers *t, uint8_t s)
{
	const struct level *amount = NULL, *members = NULL;

	for (const struct level *l = t->level[s]; l < t->level[s] + t->count[s]; l++) {
		if (!has_floor(l))
			continue;
		if (l->has_amount && amount != NULL && l->min_amount > amount->min_amount)
			die_not_below(t, l, true, amount);
		if (l->has_members && members != NULL && l->min_members > members->min_members)
			die_not_below(t, l, false, members);
		for (const struct level *better = t->level[s]; better < l; better++)
			if (has_floor(better) && hides(better, l))
				die_not_below(t, l, better->has_amount, better);
		amount = l->has_amount ? l : amount;
		members = l->has_members ? l : members;
	}
}

/* Nothing that has a floor may stand below a level that has none of its own. */
static void
check_own_rules(const struct tiers *t, uint8_t s)
{
	const struct level *level = t->level[s];
	int own = -1;

	for (int i = 0; i < t->count[s]; i++) {
		if (has_own_rule(&level[i]) && own < 0)
			own = i;
		if (!has_own_rule(&level[i]) && own >= 0)
			policy_die(t->policy, level[i].row, "rank", "below %.*s",
			    (int)level[own].tier.n, level[own].tier.p);
	}
	if (own >= 0 && !slice_is(level[t->count[s] - 1].tier, "standard"))
		policy_die(t->policy, level[t->count[s] - 1].row, "rank",
		    "below standard");
}

static void
check_there(const struct tiers *t, uint8_t s, const char *tier)
{
	for (int i = 0; i < t->count[s]; i++)
		if (slice_is(t->level[s][i].tier, tier))
			return;
	policy_die(t->policy, POLICY_HEADER, NULL, "no row '%s,%s'", scope_words.word[s], tier);
}

struct tiers *
tiers_open(const struct options *o, const char *path)
{
	struct tiers *t = mem_new(sizeof *t);
	size_t rows;

	t->policy = policy_open(o, path, "tiers", columns);
	rows = policy_rows(t->policy);
	for (uint8_t s = SCOPE_INDIVIDUAL; s < SCOPES; s++)
		t->level[s] = mem_array(rows + 1, sizeof(struct level));
	for (size_t row = 0; row < rows; row++) {
		uint8_t scope = policy_word(t->policy, row, "scope", &scope_words);

		insert(t, scope, read_level(t->policy, row, scope));
	}
	check_there(t, SCOPE_INDIVIDUAL, "quasi");
	check_there(t, SCOPE_INDIVIDUAL, "standard");
	if (t->count[SCOPE_GROUP] > 0)
		check_there(t, SCOPE_GROUP, "standard");
	for (uint8_t s = SCOPE_INDIVIDUAL; s < SCOPES; s++) {
		check_floors(t, s);
		check_own_rules(t, s);
	}
	return t;
}

void
tiers_close(struct tiers *t)
{
	for (uint8_t s = SCOPE_INDIVIDUAL; s < SCOPES; s++)
		free(t->level[s]);
	policy_close(t->policy);
	free(t);
}

const struct policy *
tiers_policy(const struct tiers *t)
{
	return t->policy;
}

struct levels
tiers_individual(const struct tiers *t)
{
	return (struct levels){ t->level[SCOPE_INDIVIDUAL], t->count[SCOPE_INDIVIDUAL] };
}

struct levels
tiers_group(const struct tiers *t)
{
	return (struct levels){ t->level[SCOPE_GROUP], t->count[SCOPE_GROUP] };
}

void
tiers_check_group(const struct tiers *t, const char *file, uint64_t line)
{
	if (t->count[SCOPE_GROUP] == 0)
		policy_die(t->policy, POLICY_HEADER, NULL,
		    "no row 'group,standard', and %s:%llu is of a group", file,
		    (unsigned long long)line);
}

static void
label_levels(struct levels levels, const char *kind, struct glossary *g)
{
	for (int i = 0; i < levels.count; i++) {
		const struct level *l = &levels.level[i];
		struct slice word[LANGS] = {
			[ENGLISH] = l->label_en.n > 0 ? l->label_en : l->label,
			[CHINESE] = l->label,
		};

		glossary_add(g, kind, l->tier, word);
	}
}

void
tiers_label(const struct tiers *t, struct glossary *g)
{
	label_levels(tiers_individual(t), "tier", g);
	label_levels(tiers_group(t), "group tier", g);
}
