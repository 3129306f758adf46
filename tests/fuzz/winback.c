/*
 * winback -- what is tried with whom who left.
 */
#include "cmd/rt-churn/efforts.h"
#include "tests/fuzz/policy.h"

static void
read_efforts(const struct options *o)
{
	struct efforts *all = efforts_read(o, NULL);

	fuzz_policy_source(efforts_source(all));
	must(efforts_row(all, SLICE("nobody's tier")) == efforts_rest(all),
	    "what has no row has that of the rest");
	efforts_free(all);
}

void
fuzz_one(struct slice input)
{
	fuzz_policy(input, read_efforts);
}
