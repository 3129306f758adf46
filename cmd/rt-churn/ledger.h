/*
 * ledger -- who came and who went, by group and period.
 *
 * A customer adds to one counter where it came and to one where it went:
 * whoever is there at the start of a period has joined before it less left
 * before it.  So nothing is kept per customer.
 *
 * Memory: 56 bytes, up to half of it more, for each group and each period
 * between the group's first event and its last.
 */
#ifndef RT_CHURN_LEDGER_H
#define RT_CHURN_LEDGER_H

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

struct ledger;

/*
 * Leavers who were there when the period since began are counted apart, for
 * the definition "snapshot"; NO_PERIOD: those who always were.
 */
struct ledger *ledger_new(period since);
void ledger_free(struct ledger *l);

/* Counts one customer's stay into the group. */
void ledger_observe(struct ledger *l, uint32_t group, const struct stay *s);

/* The period of the earliest event; NO_PERIOD when there is none. */
period ledger_earliest(const struct ledger *l);

/* What one group did in one period. */
struct movement {
	struct tally opening, lost;
	int64_t joined, joined_lost, closing;
	int64_t old_lost;  /* of those there at the start of since */
};

/* The period on which the ledger stands: at first the earliest. */
void ledger_rewind(struct ledger *l, period p);

/*
 * The movement of the group in the period on which the ledger stands.  Dies
 * when opening and closing do not add up.
 */
struct movement ledger_movement(const struct ledger *l, uint32_t group);

/* Goes on to the next period. */
void ledger_advance(struct ledger *l);

/*
 * To be called when every period has been passed: the customers still there
 * must be those that were counted one by one.  Dies when they are not.
 */
void ledger_check(const struct ledger *l);

#endif
