/*
 * links -- who a customer with records is in the customers table and was in
 * the earlier run; and what is told of these joins.
 *
 * Memory: 8 bytes a customer with records, when there is such a table.
 */
#ifndef RT_TIER_LINKS_H
#define RT_TIER_LINKS_H

#include "cmd/rt-tier/previous.h"
#include "cmd/rt-tier/profiles.h"

struct assessment;
struct table;
struct links;

/* Who a customer is and was; NULL where there is no such row. */
struct link {
	struct profile *profile;
	struct past *past;
};

/* The tables of records are open; borrows from the run, which must outlive it. */
struct links *links_new(const struct assessment *r, struct table *const tables[]);
void links_free(struct links *l);

/* All records are read: looks everybody up. */
void links_make(struct links *l);

/* Those of the customer of that number in the ledger, after links_make(). */
struct link links_of(const struct links *l, uint32_t customer);

/* Looks up a customer who is met once: of sorted input. */
struct link links_look(struct links *l, struct slice id);

/* Everybody was looked up: tells of the joins, and of an earlier run that shrank. */
void links_tell(struct links *l);

#endif
