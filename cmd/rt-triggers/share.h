/*
 * share -- the customers of this machine among several: --part K/N, and
 * --input-only.
 *
 * A customer goes with the group of its row in the customers table, which is
 * read before all others; only those are kept whom the group puts elsewhere
 * than their own id would.  Where the input itself is the part, those that it
 * has are kept.
 */
#ifndef RT_TRIGGERS_SHARE_H
#define RT_TRIGGERS_SHARE_H

#include <stdbool.h>

#include "cmd/rt-triggers/intakes.h"
#include "cmd/rt-triggers/record.h"
#include "common/table/options.h"

/*
 * NULL when all customers are ours: no part was asked for, and by_input says
 * no.
 */
enum by_input { NOT_BY_INPUT, BY_INPUT };
struct share *share_new(struct intakes *in, const struct options *o, enum by_input by_input);
void share_free(struct share *s);

/*
 * Whether the record is about a customer of ours.  is_input: it stands in a
 * table of the input, not in one of an option.
 */
bool share_takes(struct share *s, const struct record *r, bool is_input);

/*
 * The same of an id, when all was read; s may be NULL.  The empty one, of an
 * order that is nobody's, is in one part, and in no input.
 */
bool share_holds(const struct share *s, struct slice customer);

#endif
