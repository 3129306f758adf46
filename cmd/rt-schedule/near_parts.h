/*
 * near_parts -- what the parts of near share: who holds what, what that is
 * worth, and how it can be made worth more.
 */
#ifndef RT_SCHEDULE_NEAR_PARTS_H
#define RT_SCHEDULE_NEAR_PARTS_H

#include "cmd/rt-schedule/near.h"

/* Compared from the first to the last. */
struct worth {
	int64_t on_time, placed;   /* weights */
	int64_t rest;              /* in own slots, then placed at all */
	int64_t ease;              /* not in a shunned half, then left alone */
};

enum { HUB, DAYS_FROM, NOBODY_HERE = -1 };

/* Slots of one day that the same seekers may take, and that disturb as many. */
struct class {
	int day, disturbs, half;
	int first;                 /* of its slots, by next[] */
	int newcomer;              /* the unplaced seeker to whom it is worth most */
	struct worth worth;        /* and how much */
};

struct node {
	struct worth gain;         /* of the best way here that is known */
	int from;                  /* the node before, or NOBODY_HERE */
	bool changed;
};

struct near {
	const struct near_board *b;
	struct near_seeker *seeker;
	size_t count;
	int *holder;               /* by slot: the seeker, or NOBODY_HERE */
	int64_t *held;             /* by day: slots that are taken */
	struct class *class;
	int classes, class_room;
	int *next;                 /* by slot: another of its class */
	int *first_of;             /* by day: its first slot; one more at the end */
	struct node *node;
	int nodes, slots_from;     /* the node of the first slot */
	int *mark;                 /* of the walk that met a node */
};

/* Whether a is worth more than b. */
bool near_is_more(const struct worth *a, const struct worth *b);

/* What it is worth that the seeker stands in such a slot, not its own. */
struct worth near_worth_on(const struct near_seeker *s, const struct near_slot *slot);

/* The same of that slot, its own perhaps. */
struct worth near_worth_of(const struct near *n, const struct near_seeker *s, int slot);

/* The slot, which is free, is the seeker's. */
void near_take(struct near *n, int seeker, int slot);

/* Whether the day takes one more. */
bool near_has_unit(const struct near *n, int day);

/*
 * Makes one change for the better, in which any number may move; false when
 * there is none: nothing could be worth more.
 */
bool near_improve(struct near *n);

#endif
