/*
 * kpi -- the tree of indicators.
 */
#include "cmd/rt-report/kpi.h"
#include "tests/fuzz/policy.h"

static void
read_tree(const struct options *o)
{
	struct kpi_policy *p = kpi_policy_open(o, o->policy);

	fuzz_policy_source(policy_source(p->policy));
	for (int i = 0; i < p->indicators; i++)
		must(p->indicator[i].depth >= 0 && p->indicator[i].depth < p->indicators,
		    "a tree has no more levels than branches");
	kpi_policy_close(p);
}

void
fuzz_one(struct slice input)
{
	fuzz_policy(input, read_tree);
}
