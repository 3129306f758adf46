/*
 * policies -- levels and words, as tables of one's own.
 *
 * A byte that says which, then the policy.
 */
#include "common/table/glossary.h"
#include "common/table/tiers.h"
#include "tests/fuzz/policy.h"

static void
read_tiers(const struct options *o)
{
	struct tiers *t = tiers_open(o, o->policy);
	const struct levels levels[] = { tiers_individual(t), tiers_group(t) };

	fuzz_policy_source(policy_source(tiers_policy(t)));
	for (size_t s = 0; s < 2; s++)
		for (int i = 0; i < levels[s].count; i++)
			must(levels[s].level[i].rank >= 1 && levels[s].level[i].tier.n > 0,
			    "a level has a name and a rank");
	tiers_close(t);
}

static void
read_words(const struct options *o)
{
	struct glossary *g = glossary_open(o, o->policy);

	must(glossary_word(g, "tier", SLICE("nothing known")).n > 0, "a code says itself");
	glossary_free(g);
}

void
fuzz_one(struct slice input)
{
	fuzz_policy(input, fuzz_take(&input, 1) % 2 == 0 ? read_tiers : read_words);
}
