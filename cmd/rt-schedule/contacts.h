/*
 * contacts -- work orders become contacts: one customer, one conversation
 * (K05).
 *
 * A contact is a row of the plan.  Orders that are not to be followed up
 * (control group, resolved, left, refused) share a row for each customer and
 * reason.
 */
#ifndef RT_SCHEDULE_CONTACTS_H
#define RT_SCHEDULE_CONTACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-schedule/before.h"
#include "cmd/rt-schedule/channel.h"
#include "cmd/rt-schedule/customers.h"
#include "cmd/rt-schedule/days.h"
#include "cmd/rt-schedule/managers.h"
#include "cmd/rt-schedule/orders.h"
#include "cmd/rt-schedule/plan.h"
#include "cmd/rt-schedule/revision.h"
#include "common/value/date.h"

/* Why a contact is unplanned; of several the first counts. */
enum reason {
	NO_REASON, CONTROL, RESOLVED, LEFT, REFUSED, UNREACHABLE, UNMANAGED, QUIET_HOURS, CAP,
	CAPACITY,
	REASONS,
};

/* "control" ...; NULL for NO_REASON. */
const char *reason_name(enum reason why);

/* Whether it is the reason of orders, judged one by one, and not of a contact. */
bool reason_is_of_orders(enum reason why);

/* How a contact that has a manager came to it. */
enum staffing {
	OWN_MANAGER,
	ASSIGNED,      /* there was none */
	DEPUTISED,     /* the own one is away */
	HANDED_OVER,   /* the own one left */
	STAFFINGS,
};

struct contact {
	uint32_t customer;       /* number, or NOBODY */
	uint32_t first, orders;  /* in contacts.order, the heaviest first */
	enum channel channel;
	bool exempt;             /* holds a service or crisis order: no caps */
	enum staffing staffing;  /* how it came to its manager */
	enum reason why;         /* NO_REASON: planned, or not decided yet */
	uint32_t manager;        /* number, or NO_MANAGER */
	const struct planned *was; /* the row of a plan before that it goes on from */
	const struct planned *pin; /* that row, when it keeps to it; else NULL */
	bool whole;              /* and none of the row's orders has gone */
	struct slice id;         /* contact_id; empty when of orders */
	struct revision revision;
	instant due;             /* the earliest of its orders */
	daynum due_day;
	int64_t weight;          /* the sum of its orders */
	daynum from, until;      /* the days that its group leaves to it */
	/* when planned */
	daynum day;              /* NO_DAY until it is */
	int start, end;          /* minutes since the day's midnight */
	daynum appointment;      /* of a visit: when to arrange it, else NO_DAY */
	/* when not */
	daynum next;             /* the first day on which it could stand, or NO_DAY */
};

/* In the order of customer_id, then of the reason; nobody's come first. */
struct contacts {
	struct contact *one;
	size_t count;
	uint32_t *order;         /* numbers of orders */
	int64_t scale;           /* in which weights stand: 1, or MONEY_UNIT */
};

/*
 * The channel of a customer's contact: channel_choose(), but a call or visit of
 * one who is not reached by them gives way to what else is asked for.
 */
enum channel contacts_channel(const struct customer *k, word_set asked);

/* Gives every order its weight, and judges it alone. */
void contacts_judge(struct orders *orders, const struct customers *customers,
    const struct rules *r);

/*
 * Joins what was judged to stand.  What stands of a customer whose row of the
 * plan before (NULL: none) is kept joins that row.
 */
struct contacts contacts_of(struct orders *orders, const struct customers *customers,
    const struct before *before, struct managers *managers);
void contacts_free(struct contacts *all);

/* Empty when it has none; of a pinned one, as its row says. */
struct slice contact_manager_name(const struct contact *c,
    const struct managers *managers);

/*
 * Heavier first; equal ones by earlier due, then by customer_id.  Negative
 * when a comes before b, which both belong to the same contacts.
 */
int contact_precedes(const struct contact *a, const struct contact *b);

#endif
