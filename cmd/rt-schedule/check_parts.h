/*
 * check_parts -- what the parts of a check share.
 */
#ifndef RT_SCHEDULE_CHECK_PARTS_H
#define RT_SCHEDULE_CHECK_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-schedule/breaches.h"
#include "cmd/rt-schedule/check.h"
#include "cmd/rt-schedule/contacts.h"

/* The rows of each customer, the last first. */
struct rows_of {
	uint32_t *last;           /* by customer: a row, or NO_ROW */
	uint32_t *next;           /* by row: another of the customer, or NO_ROW */
};

struct check {
	const struct evidence *e;
	const struct setting *s;
	const struct plan *plan;
	struct breaches *found;
	uint32_t *manager;        /* by row: number, or NO_MANAGER */
	uint32_t *row_of_order;   /* the first row that lists it, or NO_ROW */
	uint32_t *row_of_customer; /* the first row with an order that stands */
	struct rows_of rows, pins; /* the plan's, and those of the pinned plan */
};

/* The order of that id, or NULL when none came in. */
const struct order *check_order(const struct check *c, struct slice id);

/* The number of the row's customer, or NOBODY. */
uint32_t check_customer(const struct check *c, const struct planned *p);

/* Whether the row has a start and an end. */
bool check_timed(const struct planned *p);

/* A visit or a call of somebody; a crisis that is nobody's takes no turn. */
bool check_takes_time(const struct planned *p);

/* Whether the row lies behind: it counts as made. */
bool check_is_over(const struct check *c, const struct planned *p);

#endif
