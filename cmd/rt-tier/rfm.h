/*
 * rfm -- recency, frequency, monetary value of customers, from purchases.
 *
 * Memory: 24 bytes a customer besides what map.h takes, and 20 more while
 * the scores are made.
 */
#ifndef RT_TIER_RFM_H
#define RT_TIER_RFM_H

#include "common/base/slice.h"
#include "common/value/date.h"
#include "common/value/money.h"

struct rfm;

/* Purchases after that day are not seen. */
struct rfm *rfm_new(daynum as_of);
void rfm_free(struct rfm *r);

/* Observes a purchase; false when the sum of the customer does not fit. */
bool rfm_observe(struct rfm *r, struct slice customer, daynum day, money amount);

/* Scores 1 to 5, 5 the best; 0 for a customer without a purchase. */
struct scores {
	int recency, frequency, monetary;
};

/* Call once, when all is observed. */
void rfm_score(struct rfm *r);

struct scores rfm_scores(const struct rfm *r, struct slice customer);

#endif
