/*
 * rules -- those of a triggers policy.
 */
#ifndef RT_TRIGGERS_RULES_H
#define RT_TRIGGERS_RULES_H

#include "cmd/rt-triggers/rule.h"
#include "common/table/glossary.h"
#include "common/table/policy.h"

struct tiers;

/* In order of the policy, whose texts they borrow; see rulebook.h. */
struct rules {
	struct policy *policy;
	struct rule *rule;
	int count;
	/* What other languages take their words from; NULL: none is spoken. */
	struct policy *built_in;
	struct tiers *tiers;
	struct glossary *glossary;
};

void rules_free(struct rules *all);

/* NULL when no rule has that name. */
struct rule *rules_find(const struct rules *all, struct slice name);

/* The name that was meant, perhaps; or NULL. */
const char *rules_near(const struct rules *all, struct slice name);

#endif
