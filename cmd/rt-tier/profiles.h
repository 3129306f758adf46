/*
 * profiles -- what the customers table says of each customer.
 *
 * Memory: about 50 bytes a customer besides what map.h takes, twice the id's
 * part of that, and the columns kept.
 */
#ifndef RT_TIER_PROFILES_H
#define RT_TIER_PROFILES_H

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
	bool has_left;            /* by as-of */
	bool met;                 /* set by whoever wants to know who is left */
};

struct profiles;

/*
 * Nobody is known yet; who left by as-of has left.  keep may be NULL, and so may the second of the policies
 * that must have levels of groups when a group is met.
 */
struct profiles *profiles_new(daynum as_of, struct keep *keep,
    const struct tiers *policy, const struct tiers *second);
void profiles_free(struct profiles *c);

/* Reads a customers table; the same id twice is bad data (see once.h). */
void profiles_read(struct profiles *c, struct table *t);

/* The customers by id, in the order of their tables; the states are profiles. */
struct map *profiles_map(const struct profiles *c);

/* The profile of the id, or NULL. */
struct profile *profiles_find(const struct profiles *c, struct slice id);

/*
 * The groups by id: every group_id, and every id whose scope is group.  Such
 * an id is no individual.
 */
const struct map *profiles_groups(const struct profiles *c);
bool profiles_is_group(const struct profiles *c, struct slice id);

/* Whether the group of that number has a row that says it left. */
bool profiles_group_left(const struct profiles *c, uint32_t group);

/* The group's id, empty without one; a group belongs to itself. */
struct slice profiles_group_of(const struct profiles *c, struct slice id);

#endif
