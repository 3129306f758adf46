/*
 * optimal -- which contact of a manager goes to which day.
 *
 * The plan that puts the largest total weight on time; see rt-schedule(1).
 * Pure.
 */
#ifndef RT_SCHEDULE_OPTIMAL_H
#define RT_SCHEDULE_OPTIMAL_H

#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-schedule/board.h"

/*
 * Places the seekers, who are given in the order of precedence: heavier
 * first, of equals the earlier due, then the customer_id.  Where each stands
 * afterwards says board_day_of(); who stands nowhere does not fit.  Those who
 * would rather have another quiet get it where that makes nobody late, later
 * than late, or without a place.
 */
void optimal_place(struct board *b, struct seeker seeker[], size_t count, int days);

/*
 * The first part of it, which settles who is on time and nothing else.  By
 * day, heir[] receives the seeker whom one more slot of that day would put
 * on time beside all those who are (see board_offers()), or NO_HEIR.
 *
 * One slot adds one element at most to the basis that the greedy algorithm
 * finds, and takes none away: a matroid of which it is a quotient (Oxley,
 * Matroid Theory, 7.3).  So the heir's weight is what the slot would add.
 */
static const size_t NO_HEIR = SIZE_MAX;
void optimal_on_time(struct board *b, struct seeker seeker[], size_t count, int days,
    size_t heir[]);

/*
 * Deals out one day's slots to contacts that are known to fit, given in
 * their order within the day: the first gets the earliest slot with which
 * the others still fit, and so on.  may[contact * slots + slot] says which
 * slots it may take; slot_of[] receives the number of each one's slot.
 */
void optimal_seats(const uint8_t may[], int contacts, int slots, int slot_of[]);

#endif
