/*
 * describe -- what the descriptions of rules have in common: see list.h.
 */
#ifndef RT_TRIGGERS_DESCRIBE_H
#define RT_TRIGGERS_DESCRIBE_H

#include "cmd/rt-triggers/line.h"
#include "cmd/rt-triggers/rule.h"

/* "bills", "purchases or activity", with " or " as what stands between. */
void describe_tables(struct line *l, kinds which, const char *between);

/* " after joined", with " after " as what stands before. */
void describe_column(struct line *l, const char *before, const struct rule *r);

/* "seconds > 60", "expected > perceived". */
void describe_comparison(struct line *l, const struct rule *r);

/* " where status is suspended and due is given". */
void describe_where(struct line *l, const struct rule *r);

#endif
