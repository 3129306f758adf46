/*
 * triggers -- the trigger policy as a table, and what its triggers are called.
 */
#ifndef RT_TRIGGERS_H
#define RT_TRIGGERS_H

#include "common/table/glossary.h"
#include "common/table/policy.h"

/* Opens the policy; see policy_open().  What its rows mean is rt-triggers'. */
struct policy *triggers_policy(const struct options *o, const char *path);

/*
 * The action of a row in the language spoken: action_zh, and where that is
 * blank what the built-in policy says for the same action; else the action
 * itself.  Lasts as long as both policies.
 */
struct slice triggers_action(const struct policy *p, size_t row,
    const struct policy *built_in);

/* What triggers are called, by their labels; lasts as long as the policy. */
void triggers_label(const struct policy *p, struct glossary *g);

#endif
