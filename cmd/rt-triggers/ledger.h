/*
 * ledger -- the customers, and the few numbers that rules keep of each.
 *
 * What a rule keeps is reserved before the first customer; a customer's
 * state is those pieces in a row, zeroed.
 */
#ifndef RT_TRIGGERS_LEDGER_H
#define RT_TRIGGERS_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/map.h"
#include "common/base/slice.h"
#include "common/value/date.h"

enum { NO_CUSTOMER = MAP_NONE };

/* A day as it stands in zeroed memory: 0 is none, and order is kept. */
typedef uint32_t packed_day;

static inline packed_day
day_pack(daynum d)
{
	return (uint32_t)d ^ 0x80000000u;
}

static inline daynum
day_unpack(packed_day d)
{
	return (daynum)(d ^ 0x80000000u);
}

/* How every state begins. */
struct customer {
	packed_day joined, left;
	bool is_listed;        /* has a row in the customers table */
	bool has_tier;         /* has a row in the tiers table */
	bool is_unqualified;
};

struct ledger {
	struct map *customers;
	size_t size;           /* of a customer's state */
	struct map *words;     /* texts that are kept once */
};

struct ledger *ledger_new(void);
void ledger_free(struct ledger *l);

/* Where so many bytes will stand in every state; before ledger_begin(). */
size_t ledger_reserve(struct ledger *l, size_t size, size_t align);
void ledger_begin(struct ledger *l);

/* The number of the customer, a new one when it was never met. */
uint32_t ledger_customer(struct ledger *l, struct slice id);
struct slice ledger_id(const struct ledger *l, uint32_t customer);
struct customer *ledger_state(const struct ledger *l, uint32_t customer);

static inline void *
state_at(struct customer *state, size_t slot)
{
	return (char *)state + slot;
}

/* A text as a number; blank is 0. */
uint32_t ledger_word(struct ledger *l, struct slice text);
struct slice ledger_text(const struct ledger *l, uint32_t word);

#endif
