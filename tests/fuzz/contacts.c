/*
 * contacts -- how often who may be contacted, levels of service, outcomes.
 *
 * A byte that says which, then the policy.
 */
#include "cmd/rt-schedule/outcomes.h"
#include "cmd/rt-schedule/rules.h"
#include "tests/fuzz/policy.h"

static void
read_contact(const struct options *o)
{
	struct rules *r = rules_open(o, NULL);

	fuzz_policy_source(rules_source(r));
	must(rules_memory(r) >= 0, "a memory of some days");
	rules_close(r);
}

static void
read_levels(const struct options *o)
{
	struct options built_in = *o;
	struct rules *r;
	int64_t weight = 0;

	built_in.policy = NULL;
	r = rules_open(&built_in, o->policy);
	fuzz_policy_source(rules_levels_source(r));
	rules_level_weight(r, SLICE("L1"), &weight);
	rules_close(r);
}

static void
read_outcomes(const struct options *o)
{
	struct outcomes *all = outcomes_open(o, o->policy);

	fuzz_policy_source(outcomes_source(all));
	outcomes_close(all);
}

void
fuzz_one(struct slice input)
{
	static void (*const read[])(const struct options *o) = {
		read_contact, read_levels, read_outcomes,
	};

	fuzz_policy(input, read[fuzz_take(&input, 1) % 3]);
}
