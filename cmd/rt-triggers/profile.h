/*
 * profile -- what the customers and tiers tables say of a customer.
 *
 * Of a row are kept the days of joining and leaving, whether each guard's
 * terms held, and the columns to carry along; not the row.
 */
#ifndef RT_TRIGGERS_PROFILE_H
#define RT_TRIGGERS_PROFILE_H

#include <stdbool.h>

#include "cmd/rt-triggers/record.h"
#include "cmd/rt-triggers/watch.h"
#include "common/csv/writer.h"
#include "common/table/options.h"

/*
 * Reserves what it keeps; dies (status 2) when a column of --keep is in no
 * table.  Columns come from the customers table, without one from the
 * customer's latest record that has them.
 */
struct profile *profile_new(struct watch *w, const struct options *o,
    struct table *const *tables);
void profile_free(struct profile *p);

/* Where the columns it looks at are in this table. */
void profile_open_table(struct profile *p, struct table *t);

/* Whether cells of this table are kept. */
bool profile_keeps_from(const struct profile *p, const struct table *t);

/*
 * Takes the row of a customers or tiers table, or the kept cells of another;
 * false when the row is not to be looked at again: it was refused, or stood
 * there before.
 */
bool profile_observe(struct watch *w, struct table *t, struct record *r);

/* Whether the terms about the customer and the tier hold; guard may be NONE. */
bool profile_allows(const struct watch *w, int guard, uint32_t customer);

/* How many columns are kept; their names into names[], their cells to the writer. */
int profile_keeps(const struct profile *p);
void profile_headings(const struct profile *p, const char *names[]);
void profile_write(const struct watch *w, struct writer *out, uint32_t customer);

#endif
