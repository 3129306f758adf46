/*
 * identity -- a contact is the same from plan to plan, until it is made or
 * gone: its contact_id, and how often it changed.
 */
#ifndef RT_SCHEDULE_IDENTITY_H
#define RT_SCHEDULE_IDENTITY_H

#include "cmd/rt-schedule/before.h"
#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/today.h"

/*
 * Gives every placed contact its contact_id and revision: those of the row it
 * goes on from, one more when date, time, manager or channel are others; else
 * CUSTOMER/DATE of today, or the id of its order, and /2 and so on behind it
 * while the plan before (NULL: none) has that.  The text is kept in the arena.
 */
void identity_give(struct contacts *all, const struct orders *orders,
    const struct before *before, const struct managers *managers,
    const struct today *today, struct arena *text);

/* How a contact differs from the row that it goes on from. */
struct difference {
	bool time;       /* the date, start or end */
	bool moved;      /* the date or start */
	bool manager, channel;
};
struct difference identity_difference(const struct contact *c,
    const struct managers *managers);

#endif
