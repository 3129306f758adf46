/*
 * put -- the rows of a run, in their order, to where they go: the tiers
 * table, or with --simulate into counts; --cuts beside them.
 */
#ifndef RT_TIER_PUT_H
#define RT_TIER_PUT_H

#include "cmd/rt-tier/sorted.h"
#include "cmd/rt-tier/tier.h"
#include "common/csv/writer.h"

/* Opens where --cuts goes; an input, or where the rows go, ends with status 2. */
struct writer *put_open_cuts(const struct request *q);

/*
 * Writes everything of a run whose months, groups and classes are settled;
 * s is NULL unless --sorted, and then gives the customers.
 */
void put_run(struct assessment *r, struct writer *w, struct sorted *s);

#endif
