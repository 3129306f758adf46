/*
 * heads -- how many customers stand behind a row, each counted once.
 */
#ifndef RT_REPORT_HEADS_H
#define RT_REPORT_HEADS_H

#include "cmd/rt-report/tally.h"

struct heads;

struct heads *heads_new(int keys);
void heads_free(struct heads *c);

/* Somebody is met in the row of that combination of keys; a blank id is nobody. */
void heads_add(struct heads *c, const struct slice value[], struct slice id);

/* A record of a table that does not say whose it is, so it counts by itself. */
void heads_add_record(struct heads *c, const struct slice value[]);

/*
 * Who was met in a group of the first keys that the tally has no more is of
 * its "(others)".
 */
void heads_merge(struct heads *c, const struct tally *t, int keys);

/*
 * For each row how many were met in its group by the first keys; the caller
 * frees it.
 */
wide *heads_sizes(const struct heads *c, const struct tally *t, int keys);

#endif
