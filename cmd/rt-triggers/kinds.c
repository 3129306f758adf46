/*
 * A kind is declared and listed by one line here; its row stands at the
 * end of its own file.
 */
#include "cmd/rt-triggers/kinds.h"

#include "common/value/text.h"

#define RULE_KINDS(KIND_OF_RULE) \
	KIND_OF_RULE(match) \
	KIND_OF_RULE(score) \
	KIND_OF_RULE(streak) \
	KIND_OF_RULE(elapsed) \
	KIND_OF_RULE(every) \
	KIND_OF_RULE(crowd) \
	KIND_OF_RULE(value) \
	KIND_OF_RULE(drop) \
	KIND_OF_RULE(absence) \
	KIND_OF_RULE(before) \
	KIND_OF_RULE(after) \
	KIND_OF_RULE(yearly) \
	KIND_OF_RULE(occasion) \
	KIND_OF_RULE(state) \
	KIND_OF_RULE(tier) \
	KIND_OF_RULE(service)

#define DECLARE(name) extern const struct rule_kind name##_rule;
#define ADDRESS(name) &name##_rule,

RULE_KINDS(DECLARE)

const struct rule_kind *const rule_kinds[] = { RULE_KINDS(ADDRESS) NULL };

enum { COUNT_OF_KINDS = sizeof rule_kinds / sizeof *rule_kinds - 1 };

const struct rule_kind *
kinds_find(struct slice name)
{
	for (int i = 0; i < COUNT_OF_KINDS; i++)
		if (slice_is(name, rule_kinds[i]->name))
			return rule_kinds[i];
	return NULL;
}

const char *
kinds_near(struct slice name)
{
	const char *names[COUNT_OF_KINDS];

	for (int i = 0; i < COUNT_OF_KINDS; i++)
		names[i] = rule_kinds[i]->name;
	return text_nearest(name, names, COUNT_OF_KINDS);
}

kinds
kinds_tables(void)
{
	kinds tables = 0;

	for (int i = 0; i < COUNT_OF_KINDS; i++)
		tables |= rule_kinds[i]->tables;
	return tables;
}
