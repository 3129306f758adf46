/*
 * rows -- the rows of the plan, in their order.
 */
#ifndef RT_SCHEDULE_ROWS_H
#define RT_SCHEDULE_ROWS_H

#include <stdbool.h>

#include "cmd/rt-schedule/before.h"
#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/orders.h"

struct rows {
	struct contact **one;          /* planned, then unplanned */
	size_t count, planned;
	const struct planned **past;   /* rows of a plan before that are over */
	size_t pasts;
	const struct slice *only;      /* the managers whose rows these are */
	size_t onlys;                  /* 0: all */
};

/*
 * All of them: planned by date, manager, start and customer_id, then unplanned
 * by customer_id.  Dies with status 3 unless every work order stands in
 * exactly one of them (K09).
 */
struct rows rows_of(struct contacts *all, const struct orders *orders,
    const struct managers *managers);
void rows_free(struct rows *r);

/* Adds what is over of a plan before, by date, manager, start and customer_id. */
void rows_add_past(struct rows *r, const struct before *before);

/* Leaves the rows of these managers; the names are borrowed. */
void rows_leave(struct rows *r, const struct slice only[], size_t onlys,
    const struct managers *managers);

/* Whether rows of that manager are among them. */
bool rows_include(const struct rows *r, struct slice manager);

#endif
