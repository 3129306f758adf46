/*
 * near -- the plan of one manager's channel that stays near to one before.
 *
 * Of all ways to deal out the slots, one with the largest weight on time; of
 * those, with the largest weight placed; of those, with the most seekers in
 * their own slot, where they stood before; of those, with the fewest in a half
 * of the day that they shun; and of those one that leaves the most time of
 * others alone.  See rt-schedule(1).  Pure.
 */
#ifndef RT_SCHEDULE_NEAR_H
#define RT_SCHEDULE_NEAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NO_SLOT = -1 };

struct near_day {
	int64_t limit;          /* seekers that it takes */
};

struct near_slot {
	int day;
	int disturbs;           /* how many others it costs their old place */
	int half;               /* of the day */
};

/* In the order of precedence: heavier first. */
struct near_seeker {
	int64_t weight;
	const uint8_t *allowed; /* by day */
	int quiet;              /* which of the quiets it has */
	int on_time;            /* the last day on which it is on time; -1: none */
	int own;                /* the slot in which it stood before, or NO_SLOT */
	int shunned;            /* a half that it would rather not have; 0: none */
	int slot;               /* set: where it stands, or NO_SLOT */
};

/*
 * barred[slot * quiets + quiet] says whether the slot is closed to seekers
 * with that quiet.  Slots come in the order of time.
 */
struct near_board {
	const struct near_day *day;
	int days;
	const struct near_slot *slot;
	int slots;
	const uint8_t *barred;
	int quiets;
};

/* Gives every seeker a slot, or none. */
void near_place(const struct near_board *b, struct near_seeker seeker[], size_t count);

/* Whether the seeker may take the slot. */
bool near_may(const struct near_board *b, const struct near_seeker *s, int slot);

#endif
