/*
 * state -- rules about what a customer is: state, tier; and about days that
 * come for every such customer: every, occasion.
 *
 * Memory: nothing a customer.
 */
#ifndef RT_TRIGGERS_STATE_H
#define RT_TRIGGERS_STATE_H

#include "cmd/rt-triggers/watch.h"

/* While the condition holds on the customers, or the tiers table. */
void state_observe(struct watch *w, const struct feed *f, struct record *r);

/* On the first day of each month or quarter since --since. */
void every_observe(struct watch *w, const struct feed *f, struct record *r);

/* Occasions that lie ahead, and, when all customers are known, their orders. */
struct occasions *occasions_new(struct plan *p);
void occasions_free(struct occasions *o);
void occasion_observe(struct watch *w, const struct feed *f, struct record *r);
void occasions_fire(struct watch *w);

#endif
