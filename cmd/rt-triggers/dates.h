/*
 * dates -- rules about a date in a record: before, after, elapsed, yearly.
 *
 * Memory: before and after keep 16 bytes a customer; elapsed and yearly
 * nothing.
 */
#ifndef RT_TRIGGERS_DATES_H
#define RT_TRIGGERS_DATES_H

#include "cmd/rt-triggers/watch.h"

/* Reserves what a before or after rule keeps; before ledger_begin(). */
void dates_reserve(struct watch *w, struct rule *r);

void due_observe(struct watch *w, const struct feed *f, struct record *r);
void elapsed_observe(struct watch *w, const struct feed *f, struct record *r);
void yearly_observe(struct watch *w, const struct feed *f, struct record *r);

/* The orders of a before or after rule. */
void due_fire(struct watch *w, int rule);

/* The first anniversary on or after a day, not the date itself. */
daynum next_anniversary(daynum date, daynum from);

#endif
