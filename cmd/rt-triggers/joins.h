/*
 * joins -- whether the tables speak of the same customers.
 *
 * Of a table of events those count whom a rule wanted to know: the others
 * were never looked up.
 */
#ifndef RT_TRIGGERS_JOINS_H
#define RT_TRIGGERS_JOINS_H

#include "cmd/rt-triggers/watch.h"

/*
 * All tables are read, and no order of an earlier run is recalled yet: tells
 * of each pair of tables, and when the input lacks many of the open orders of
 * an earlier run, which came from seen_path.
 */
void joins_tell(const struct watch *w, struct table *const *tables,
    const char *seen_path);

#endif
