/*
 * kinds -- all kinds of rules.
 */
#ifndef RT_TRIGGERS_KINDS_H
#define RT_TRIGGERS_KINDS_H

#include "cmd/rt-triggers/rule_kind.h"
#include "common/base/slice.h"

/* Their rows, in the order of rt-triggers(1); NULL behind the last. */
extern const struct rule_kind *const rule_kinds[];

/* The kind of that name, or NULL. */
const struct rule_kind *kinds_find(struct slice name);

/* The name that was meant, perhaps; or NULL. */
const char *kinds_near(struct slice name);

/* The tables that a rule of some kind may be about. */
kinds kinds_tables(void);

#endif
