/*
 * buyers -- each customer's purchase days, from purchases.
 *
 * Purchases of one day are one, their amounts added up.  Where that sum is not
 * above 0 all that was bought came back, and the day is none; unless an amount is
 * blank, which is a purchase whose price is not known.  How many were left out is
 * said on standard error.
 */
#ifndef RT_CHURN_BUYERS_H
#define RT_CHURN_BUYERS_H

#include "cmd/rt-churn/churn.h"

struct buyer {
	struct slice id;
	int64_t frequency;     /* purchase days after the first, up to the end */
	daynum first, last;
	int64_t later;         /* purchase days after the end, up to as-of */
	int64_t priced;        /* days after the first with an amount above 0 */
	money spent;           /* on them */
};

struct buyers;

enum amounts { NO_AMOUNTS, WITH_AMOUNTS };

/*
 * Reads the tables of the command line; end is the last day that counts.
 * With amounts, a table must have them; else they only say what is a purchase.
 */
struct buyers *buyers_read(const struct request *q, daynum end, enum amounts amounts);
void buyers_free(struct buyers *b);

/* In the order in which they were met; who first buys after end is not there. */
const struct buyer *buyers_list(const struct buyers *b, size_t *count);

#endif
