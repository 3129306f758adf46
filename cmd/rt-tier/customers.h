/*
 * customers -- what the customers table says of each customer.
 *
 * Memory: about 60 bytes a customer besides the id and the columns kept.
 */
#ifndef RT_TIER_CUSTOMERS_H
#define RT_TIER_CUSTOMERS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/map.h"
#include "common/table/keep.h"
#include "common/table/table.h"
#include "common/value/date.h"
#include "common/value/money.h"

struct profile {
	const struct slice *kept; /* cells of --keep, or NULL */
	money plan_fee;
	daynum joined;            /* NO_DAY: not known */
	bool has_plan;
	bool is_group;            /* scope is group */
	bool met;                 /* set by whoever wants to know who is left */
};

struct customers;

/* Nobody is known yet; keep may be NULL. */
struct customers *customers_new(struct keep *keep);
void customers_free(struct customers *c);

/* Reads a customers table; the same id twice is bad data (see once.h). */
void customers_read(struct customers *c, struct table *t);

/* The customers by id, in the order of their tables; the states are profiles. */
struct map *customers_map(struct customers *c);

/* The profile of the id, or NULL. */
struct profile *customers_find(const struct customers *c, struct slice id);

#endif
