/*
 * heading -- the header line of a verb: a column of its own in front, those
 * of --by, and the rest.
 */
#ifndef RT_CHURN_HEADING_H
#define RT_CHURN_HEADING_H

#include "common/csv/writer.h"
#include "common/table/groups.h"
#include "common/table/names.h"

/* first may be NULL; behind ends with NULL. */
void heading_write(struct writer *w, const char *first, const struct names *by,
    const char *const behind[]);

/* The cells of a group, which stand below the columns of --by. */
void heading_group(struct writer *w, const struct names *by, const struct groups *g,
    uint32_t group);

#endif
