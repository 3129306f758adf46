/*
 * roster -- the customers, and the few numbers that rules keep of each.
 *
 * What a rule keeps is reserved before the first customer; a customer's
 * state is those pieces in a row, zeroed.
 */
#ifndef RT_TRIGGERS_ROSTER_H
#define RT_TRIGGERS_ROSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/map.h"
#include "common/base/slice.h"
#include "common/table/kind.h"
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
	kinds met;             /* kinds of tables with a record that a rule wanted */
	bool is_listed;        /* has a row in the customers table */
	bool has_tier;         /* has a row in the tiers table */
	bool is_unqualified;
};

struct roster {
	struct map *customers;
	size_t size;           /* of a customer's state */
	struct map *words;     /* texts that are kept once */
};

struct roster *roster_new(void);
void roster_free(struct roster *r);

/* Where so many bytes will stand in every state; before roster_begin(). */
size_t roster_reserve(struct roster *r, size_t size, size_t align);
void roster_begin(struct roster *r);

/* How many were met: their numbers are 0, 1, 2 ... */
uint32_t roster_count(const struct roster *r);

/* The number of the customer, a new one when it was never met. */
uint32_t roster_customer(struct roster *r, struct slice id);
struct slice roster_id(const struct roster *r, uint32_t customer);
struct customer *roster_state(const struct roster *r, uint32_t customer);

static inline void *
state_at(struct customer *state, size_t slot)
{
	return (char *)state + slot;
}

/* A text as a number; blank is 0. */
uint32_t roster_word(struct roster *r, struct slice text);
struct slice roster_text(const struct roster *r, uint32_t word);

#endif
