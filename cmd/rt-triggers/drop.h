/*
 * drop -- rules about a month's sum: value, and drop against the months before.
 */
#ifndef RT_TRIGGERS_DROP_H
#define RT_TRIGGERS_DROP_H

#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/watch.h"

/*
 * T05, T06, T11: v at most (1 - share) of the mean of so many whose sum is
 * given; the mean is above 0 and at least floor.
 */
bool is_drop(int64_t v, int64_t sum, int count, money share, money floor);

/* "; mean 80.00 of the 3 months before, down 51.2% (threshold 50%)". */
void drop_evidence(struct line *l, const struct rule *r, int64_t v, int64_t sum,
    const char *noun);

/* The orders of a value rule, or of a drop rule over months. */
void month_fire(struct watch *w, int rule);

#endif
