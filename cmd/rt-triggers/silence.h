/*
 * silence -- rules about what no longer happens: absence, and drop over days.
 *
 * Memory: absence 4 bytes a customer, drop over days 4 for each of
 * baseline + 1 windows.
 */
#ifndef RT_TRIGGERS_SILENCE_H
#define RT_TRIGGERS_SILENCE_H

#include "cmd/rt-triggers/watch.h"

/* Reserves what the rule keeps; before ledger_begin(). */
void silence_reserve(struct watch *w, struct rule *r);

void absence_observe(struct watch *w, const struct feed *f, struct record *r);
void drop_observe(struct watch *w, const struct feed *f, struct record *r);
void absence_fire(struct watch *w, int rule);
void drop_fire(struct watch *w, int rule);

#endif
