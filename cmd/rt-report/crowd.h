/*
 * crowd -- how many customers stand behind a row, each counted once.
 */
#ifndef RT_REPORT_CROWD_H
#define RT_REPORT_CROWD_H

#include "cmd/rt-report/tally.h"

struct crowd;

struct crowd *crowd_new(int keys);
void crowd_free(struct crowd *c);

/* Somebody is met in the row of that combination of keys; a blank id is nobody. */
void crowd_add(struct crowd *c, const struct slice value[], struct slice id);

/* A record of a table that does not say whose it is, so it counts by itself. */
void crowd_add_record(struct crowd *c, const struct slice value[]);

/*
 * Who was met in a group of the first keys that the tally has no more is of
 * its "(others)".
 */
void crowd_merge(struct crowd *c, const struct tally *t, int keys);

/*
 * For each row how many were met in its group by the first keys; the caller
 * frees it.
 */
wide *crowd_sizes(const struct crowd *c, const struct tally *t, int keys);

#endif
