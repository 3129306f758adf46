/*
 * flows -- who came and who went, by group and period.
 *
 * A customer adds to one counter where it came and to one where it went:
 * whoever is there at the start of a period has joined before it less left
 * before it.  So nothing is kept per customer.
 *
 * Memory: 56 bytes, up to half of it more, for each group and each period
 * between the group's first event and its last.
 */
#ifndef RT_CHURN_FLOWS_H
#define RT_CHURN_FLOWS_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-churn/period.h"
#include "common/value/money.h"

/* A sum of amounts, which may pass what an amount can hold. */
typedef __int128 wide;

/* Customers, those of them whose amount is known, and its sum. */
struct tally {
	int64_t customers, known;
	wide amount;
};

struct stay {
	period joined;  /* NO_PERIOD: always there */
	period left;    /* NO_PERIOD: still there */
	money amount;   /* of all of them */
	bool known;     /* the amount is */
	uint32_t customers; /* so many of them */
};

struct flows;

/*
 * Leavers who were there when the period since began are counted apart, for
 * the definition "snapshot"; NO_PERIOD: those who always were.
 */
struct flows *flows_new(period since);
void flows_free(struct flows *l);

/* Counts one customer's stay into the group. */
void flows_observe(struct flows *l, uint32_t group, const struct stay *s);

/*
 * Whether what the other counted can be counted as well, and no sum on the way
 * is too large; and that done: its group i is number[i] here.
 */
bool flows_fit(const struct flows *l, const struct flows *other);
void flows_merge(struct flows *l, const struct flows *other, const uint32_t number[]);

/* The period of the earliest event; NO_PERIOD when there is none. */
period flows_earliest(const struct flows *l);

/* What one group did in one period. */
struct movement {
	struct tally opening, lost;
	int64_t joined, joined_lost, closing;
	int64_t old_lost;  /* of those there at the start of since */
};

/* The period on which the flows stand: at first the earliest. */
void flows_rewind(struct flows *l, period p);

/*
 * The movement of the group in the period on which the flows stand.  Dies
 * when opening and closing do not add up.
 */
struct movement flows_movement(const struct flows *l, uint32_t group);

/* Goes on to the next period. */
void flows_advance(struct flows *l);

/*
 * To be called when every period has been passed: the customers still there
 * must be those that were counted one by one.  Dies when they are not.
 */
void flows_check(const struct flows *l);

#endif
