/*
 * share -- the customers of this machine among several: --part K/N.
 *
 * A customer goes with the group of its row in the customers table, which is
 * read before all others; only those are kept whom the group puts elsewhere
 * than their own id would.
 */
#ifndef RT_TRIGGERS_SHARE_H
#define RT_TRIGGERS_SHARE_H

#include <stdbool.h>

#include "cmd/rt-triggers/intakes.h"
#include "cmd/rt-triggers/record.h"
#include "common/table/options.h"

/* NULL when all customers are ours: no part was asked for. */
struct share *share_new(struct intakes *in, const struct options *o);
void share_free(struct share *s);

/* Whether the record is about a customer of ours. */
bool share_takes(struct share *s, const struct record *r);

/* The same of an id, when the customers were read; s may be NULL. */
bool share_holds(const struct share *s, struct slice customer);

#endif
