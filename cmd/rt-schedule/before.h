/*
 * before -- the plan made before this one: what of it is over, and which row
 * each contact goes on from.
 */
#ifndef RT_SCHEDULE_BEFORE_H
#define RT_SCHEDULE_BEFORE_H

#include <stdint.h>

#include "cmd/rt-schedule/history.h"
#include "cmd/rt-schedule/orders.h"
#include "cmd/rt-schedule/plan.h"
#include "cmd/rt-schedule/today.h"
#include "common/base/map.h"

enum { NO_ROW = UINT32_MAX };

struct before {
	struct plan *plan;
	uint32_t *of_customer;   /* by customer: the row of its contact, or NO_ROW */
	uint32_t *of_order;      /* by order without customer: its row, or NO_ROW */
	struct map *ids;         /* contact_ids; the state: whether it is to come (uint8_t) */
};

/*
 * Marks the rows that are over, and finds each contact's row.  Dies with
 * status 1 when the plan holds the rows of some managers only, or when two
 * rows that are to come share a contact_id.
 */
struct before *before_of(struct plan *p, const struct orders *orders,
    const struct today *today);

/*
 * A contact that was tried in vain, or not made, is not over: where nothing was
 * made of a customer since, it goes on from the last such row.
 */
void before_go_on(struct before *b, const struct orders *orders,
    const struct history *history);

/*
 * Tells of the orders of rows to come, "ids of pin", how many are still among
 * the orders.
 */
void before_tell(const struct before *b, const struct orders *orders, const char *ids);

/* Frees the plan as well; NULL is allowed. */
void before_free(struct before *b);

/* The row that a contact of that customer, or of nobody's order, goes on from. */
struct planned *before_row(const struct before *b, const struct orders *orders,
    const struct order *o);

#endif
