/*
 * customers -- what the customers table says of each customer.
 *
 * Memory: about 50 bytes a customer besides what map.h takes, twice the id's
 * part of that, and the columns kept.
 */
#ifndef RT_TIER_CUSTOMERS_H
#define RT_TIER_CUSTOMERS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/map.h"
#include "common/table/keep.h"
#include "common/table/table.h"
#include "common/table/tiers.h"
#include "common/value/date.h"
#include "common/value/money.h"

enum { NO_GROUP = UINT32_MAX };

enum customer_status { NO_STATUS, IS_UNQUALIFIED, IS_TARGET };

struct profile {
	const struct slice *kept; /* cells of --keep, or NULL */
	money plan_fee;
	daynum joined;            /* NO_DAY: not known */
	uint32_t group;           /* number among the groups, or NO_GROUP */
	uint8_t status;           /* a customer_status */
	bool has_plan;
	bool is_key;              /* role is key */
	bool refers;              /* at least one referral */
	bool met;                 /* set by whoever wants to know who is left */
};

struct customers;

/*
 * Nobody is known yet; keep may be NULL, and so may the second of the policies
 * that must have levels of groups when a group is met.
 */
struct customers *customers_new(struct keep *keep, const struct tiers *policy,
    const struct tiers *second);
void customers_free(struct customers *c);

/* Reads a customers table; the same id twice is bad data (see once.h). */
void customers_read(struct customers *c, struct table *t);

/* The customers by id, in the order of their tables; the states are profiles. */
struct map *customers_map(const struct customers *c);

/* The profile of the id, or NULL. */
struct profile *customers_find(const struct customers *c, struct slice id);

/*
 * The groups by id: every group_id, and every id whose scope is group.  Such
 * an id is no individual.
 */
const struct map *customers_groups(const struct customers *c);
bool customers_is_group(const struct customers *c, struct slice id);

/* The group's id, empty without one; a group belongs to itself. */
struct slice customers_group_of(const struct customers *c, struct slice id);

#endif
