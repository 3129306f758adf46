/*
 * agenda_parts -- what the parts of an agenda share.
 */
#ifndef RT_SCHEDULE_AGENDA_PARTS_H
#define RT_SCHEDULE_AGENDA_PARTS_H

#include "cmd/rt-schedule/agenda.h"
#include "cmd/rt-schedule/board.h"
#include "cmd/rt-schedule/slots.h"

/* What is taken of a day, ascending, and the slots that the rest is cut into. */
struct day {
	struct span *taken;
	size_t count, room;
	int slots;
	int *start;
	int64_t pinned[MANAGED];      /* of its number of visits, of calls */
};

/* Where a call stood in the plan before. */
struct old_call {
	int day;
	struct span span;
};

/* Times that are closed to some contacts. */
struct quiet {
	const struct contact *contact; /* one of them */
	enum half shunned;             /* a half of the day that is closed as well */
	int *place;                    /* its place in quiet_place; NULL: it is of one only */
};

struct agenda {
	const struct setting *setting;
	int days;
	struct day *day;
	struct board_day *board_day;
	uint8_t *every_day;           /* allowed, of who may come on any day */
	struct arena *scratch;        /* of one agenda_fill() */
	int *quiet_place;             /* by quiet hours and half: place in quiet[], or -1 */
	struct quiet *quiet;
	size_t quiets, quiet_room;
	struct old_call *old_call;    /* of the manager, while its visits are placed */
	size_t old_calls, old_call_room;
	uint8_t *cut_needed;          /* by quiet hours and channel; 0: not asked yet */
	uint32_t *waiting;            /* of the last fill */
	size_t waitings, waiting_room;
	uint32_t *pin;                /* pinned contacts that take time, by manager */
	size_t pins;
};

/* One fill of an agenda: contacts of one channel, and what seeks for them. */
struct fill {
	struct contact *contact;      /* all of them */
	const uint32_t *number;
	struct seeker *seeker;
	size_t count;
	uint32_t *odd;                /* whom no slot of the grid serves */
	size_t odds, placed_odds;
	uint32_t manager;
	enum channel channel;
	int minutes;
};

/* Whether those of that place among the quiet must not take the slot. */
bool agenda_touches(const void *agenda, int quiet, int day, int slot);

/* A contact that stands on that day of the horizon. */
struct in_day {
	int day;
	struct contact *contact;
	size_t seeker;       /* its number in the fill */
};

/* Earlier days first; within a day, earlier due, then heavier, then customer_id. */
void agenda_order(struct in_day in[], size_t count);

/*
 * Deals the slots of one day out to those who stand on it, in their order.
 * may[contact * slots + slot] says which each may take.
 */
void agenda_seat(struct agenda *a, const struct fill *f, const struct in_day in[],
    size_t count, const uint8_t may[]);

/* A board of the fill's seekers. */
struct board *agenda_board(const struct agenda *a, const struct fill *f);

/* Gives each of them, in their order, the slots of its day. */
void agenda_seat_day(struct agenda *a, const struct fill *f, const struct in_day in[],
    size_t count);

/* Notes why the contact of that number has no place, and whether it waits. */
void agenda_leave_out(struct agenda *a, const struct fill *f, uint32_t number);

/* Time of a day, and one of its number, is taken. */
void agenda_take(struct agenda *a, int day, enum channel c, int from, int to);

/* The day of the horizon on which it stood with this manager before, or -1. */
int agenda_old_day(const struct agenda *a, const struct contact *c);

/* Places whom no slot of the grid serves, and leaves the others in the fill. */
void agenda_place_cut(struct agenda *a, struct fill *f);

/* The days' slots, and seekers; and an end to the fill. */
void agenda_begin(struct agenda *a, struct fill *f);
void agenda_end(struct agenda *a);

/* Places a fill near to the plan before. */
void agenda_fill_near(struct agenda *a, struct fill *f);

#endif
