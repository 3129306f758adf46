/*
 * triggers -- rules of work orders, and how they are described.
 */
#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "cmd/rt-triggers/rulebook.h"
#include "tests/fuzz/policy.h"

static void
read_rules(const struct options *o)
{
	struct rules *all = rulebook_read(o);
	struct line line = { .n = 0 };

	fuzz_policy_source(policy_source(all->policy));
	for (int i = 0; i < all->count; i++) {
		struct rule *r = &all->rule[i];

		must(rules_find(all, r->name) == r, "a rule is found by its name");
		describe_tables(line_begin(&line), r->tables, "+");
		r->kind->describe(line_begin(&line), r);
		describe_where(&line, r);
		must(line_slice(&line).n > 0, "a rule can be described");
	}
	line_free(&line);
	rules_free(all);
}

void
fuzz_one(struct slice input)
{
	fuzz_policy(input, read_rules);
}
