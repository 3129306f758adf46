/*
 * rules -- those of a triggers policy.
 */
#ifndef RT_TRIGGERS_RULES_H
#define RT_TRIGGERS_RULES_H

#include "cmd/rt-triggers/rule.h"
#include "common/table/options.h"
#include "common/table/policy.h"

/* In order of the policy, whose texts they borrow. */
struct rules {
	struct policy *policy;
	struct rule *rule;
	int count;
};

/* Reads and checks the policy of the command line, or the built-in one. */
struct rules *rules_read(const struct options *o);
void rules_free(struct rules *all);

/* NULL when no rule has that name. */
struct rule *rules_find(const struct rules *all, struct slice name);

/* The name that was meant, perhaps; or NULL. */
const char *rules_near(const struct rules *all, struct slice name);

#endif
