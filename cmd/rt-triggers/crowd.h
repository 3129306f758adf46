/*
 * crowd -- one value that many customers share within a short time (T23).
 *
 * Memory: 16 bytes for each matching record that can still count.
 */
#ifndef RT_TRIGGERS_CROWD_H
#define RT_TRIGGERS_CROWD_H

#include "cmd/rt-triggers/watch.h"

struct crowd *crowd_new(void);
void crowd_free(struct crowd *c);

void crowd_observe(struct watch *w, const struct feed *f, struct record *r);

/* The orders of one rule: one for each value and day on which it got enough. */
void crowd_fire(struct watch *w, int rule);

#endif
