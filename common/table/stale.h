/*
 * stale -- tables that end months before as-of.
 */
#ifndef RT_STALE_H
#define RT_STALE_H

#include "common/table/options.h"
#include "common/table/table.h"

/*
 * Doubts the table when the latest month used ends two or more months before the
 * last one that is over on as-of: half a file looks like a quarter without bills.
 * NO_MONTH doubts it too: not a record of it is used.
 */
void stale_check(const struct options *o, struct table *t, monthnum latest);

#endif
