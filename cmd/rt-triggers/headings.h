/*
 * headings -- which column a name in a rule is.
 *
 * Tables are given as a list with NULL at its end; their headers are known.
 */
#ifndef RT_TRIGGERS_HEADINGS_H
#define RT_TRIGGERS_HEADINGS_H

#include <stdbool.h>

#include "common/base/slice.h"
#include "common/table/kind.h"
#include "common/table/table.h"

/* Whether a given table of that kind has the column. */
bool headings_hold(struct table *const *tables, enum kind k, struct slice name);

/*
 * The name of the column for which a heading stands in the given tables of
 * the kind; the heading itself when it is a name, or of a column of one's own.
 */
struct slice headings_column(struct table *const *tables, enum kind k,
    struct slice heading);

/* The column of the kind that was meant, perhaps; or NULL. */
const char *headings_near(enum kind k, struct slice name);

#endif
