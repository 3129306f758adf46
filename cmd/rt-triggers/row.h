/*
 * row -- a row of the policy becomes a rule, or is refused by file and line.
 */
#ifndef RT_TRIGGERS_ROW_H
#define RT_TRIGGERS_ROW_H

#include "cmd/rt-triggers/rule.h"
#include "common/table/policy.h"

/*
 * The rule of a row, but for its name and what other rules are to it; a
 * mistake dies (status 2).  Its texts are borrowed from the policy.
 */
struct rule row_read(const struct policy *p, size_t row);

#endif
