/*
 * crowd -- histories that differ, each once, and the numbers that they share.
 *
 * A million buyers have some thousands of histories, and these some hundred
 * frequencies and times: what hangs on one of them is worked out once.
 */
#ifndef RT_CHURN_CROWD_H
#define RT_CHURN_CROWD_H

#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-churn/btyd.h"

/* The values that differ, ascending, and which of them each history has. */
struct shared {
	double *value;
	size_t count;
	uint32_t *of;
};

struct crowd {
	struct history *history;   /* by frequency, recency and age */
	size_t count;
	struct shared frequency, recency, age;
};

/* Takes over an array of histories, at least one, of which some may be alike. */
struct crowd crowd_of(struct history *history, size_t count);

/*
 * Fewer histories, each the mean of some that are near each other: a likelihood much the
 * same, to search by.
 */
struct crowd crowd_roughly(const struct crowd *c);
void crowd_free(struct crowd *c);

/* The log-likelihood of all. */
double crowd_loglik(const struct crowd *c, const struct btyd *m);

#endif
