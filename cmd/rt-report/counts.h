/*
 * counts -- how many records, and which share of their group they are.
 */
#ifndef RT_REPORT_COUNTS_H
#define RT_REPORT_COUNTS_H

#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/tally.h"

/* A sheet of that kind with the columns of the keys, count and share. */
struct sheet *counts_sheet(const struct keys *k, const char *kind, int bar_spare);

/*
 * A row for each of the tally, the groups of --by together.  Counted is its
 * first figure; the share is that of the group, or of all.  behind() writes the
 * cells behind the share, from the row's figures; NULL: there are none.
 */
void counts_rows(struct sheet *s, const struct tally *t, const struct keys *k,
    void (*behind)(struct sheet *s, struct figure f[]));

#endif
