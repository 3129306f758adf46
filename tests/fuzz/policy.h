/*
 * policy -- what all targets keep that read a policy.
 */
#ifndef RT_FUZZ_POLICY_H
#define RT_FUZZ_POLICY_H

#include "common/table/options.h"
#include "tests/fuzz/fuzz.h"

/*
 * Reads the text as a policy, whose path is that of the options.  A mistake
 * names the file and ends with status 2.
 */
void fuzz_policy(struct slice text, void (*read)(const struct options *o));

/* What was read is what is printed: --print-policy, edit, --policy. */
void fuzz_policy_source(struct slice source);

#endif
