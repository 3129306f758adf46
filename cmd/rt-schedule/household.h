/*
 * household -- caps of groups (K01): how often the members of a household, or a
 * company, are contacted together.
 *
 * Service and crisis are free of them, and count once they are made.
 */
#ifndef RT_SCHEDULE_HOUSEHOLD_H
#define RT_SCHEDULE_HOUSEHOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/customers.h"
#include "cmd/rt-schedule/history.h"
#include "cmd/rt-schedule/rules.h"
#include "cmd/rt-schedule/setting.h"

struct households;

/* NULL where no group has a cap. */
struct households *households_of(const struct customers *customers,
    const struct history *h, const struct rules *r);
void households_free(struct households *all);

/*
 * Gives every contact of such a group the days that are left to it, pinned ones
 * first, then heavier ones: a week of the horizon at most, so that whichever of
 * them it takes, no other has too little room.
 */
void households_decide(const struct households *all, const struct setting *s,
    struct contacts *contacts);

/*
 * Whether contacts on those days of others in the customer's group, with those
 * of the history, leave room for one on day d.
 */
bool households_leave_room(const struct households *all, uint32_t customer,
    const daynum other[], size_t count, daynum d);

/* The group of the customer, when it has a cap; else NO_GROUP. */
uint32_t households_group(const struct households *all, uint32_t customer);

#endif
