/*
 * Why taking the heaviest first is enough.
 *
 * A set of contacts can be on time together when each can be linked to a
 * slot of its own on a day that is on time, and no day takes more than its
 * number: when a flow from contacts through slots to the days' units carries
 * all of them.  Such sets are the independent sets of a matroid (a gammoid:
 * Perfect 1968, Mason 1972; without the days' numbers a transversal matroid:
 * Edmonds & Fulkerson 1965).  On a matroid, the greedy algorithm finds an
 * independent set of the largest weight (Rado 1957; Edmonds, "Matroids and
 * the greedy algorithm", Mathematical Programming 1, 1971; Lawler,
 * "Combinatorial Optimization: Networks and Matroids", 1976, chapter 7):
 * take the elements by falling weight, and keep each with which the set is
 * still independent.  Whether it is, an augmenting path decides (Ford &
 * Fulkerson 1956): if there is none now, there is none later either, since
 * a kept contact may change its day but never loses its place.
 */
#include "cmd/rt-schedule/optimal.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

/* The largest weight on time: the heaviest first, each kept if it fits. */
static void
place_on_time(struct board *b, struct seeker seeker[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!board_place(b, i, 0, seeker[i].on_time))
			board_close_searched(b);
}

/*
 * What cannot be on time goes to the first day on which it fits while those
 * on time stay on time, though on another day perhaps; and stays there.
 */
static void
place_late(struct board *b, struct seeker seeker[], size_t count, int days)
{
	for (size_t i = 0; i < count; i++) {
		if (seeker[i].place != NO_PLACE)
			continue;
		for (int d = seeker[i].on_time + 1; d < days; d++) {
			if (board_place(b, i, d, d))
				break;
			board_close_searched(b);
		}
	}
}

/*
 * Everybody goes to the earliest day that is free, the heavier first: a day
 * is free when the others can stand on time, or on their late day, as well.
 * Who has come first moves no more; a day full of those need not be tried.
 */
static void
move_forward(struct board *b, struct seeker seeker[], size_t count, int days)
{
	int64_t *settled = mem_array((size_t)days, sizeof *settled);

	board_open_all(b);
	for (size_t i = 0; i < count; i++) {
		struct seeker *s = &seeker[i];
		int day = board_day_of(b, i);

		if (day < 0)
			continue;
		for (int d = s->first; d < day; d++)
			if (s->allowed[d] && settled[d] < board_limit(b, d) &&
			    board_move(b, i, d))
				day = d;
		s->first = s->last = day;
		settled[day]++;
	}
	free(settled);
}

/* Everybody has a place, and keeps one as early: only then wishes are heard. */
static void
favour(struct board *b, struct seeker seeker[], size_t count)
{
	board_open_all(b);
	for (size_t i = 0; i < count; i++)
		if (seeker[i].rather != NO_QUIET && seeker[i].place != NO_PLACE)
			board_favour(b, i);
}

/* The first who failed to get a slot is the heaviest who wants one. */
static void
inherit(const struct board *b, size_t seeker, int days, uint8_t offered[], size_t heir[])
{
	memset(offered, 0, (size_t)days);
	board_offers(b, seeker, offered);
	for (int d = 0; d < days; d++)
		if (offered[d] && heir[d] == NO_HEIR)
			heir[d] = seeker;
}

void
optimal_on_time(struct board *b, struct seeker seeker[], size_t count, int days,
    size_t heir[])
{
	uint8_t *offered = mem_array((size_t)days, 1);

	for (int d = 0; d < days; d++)
		heir[d] = NO_HEIR;
	for (size_t i = 0; i < count; i++) {
		if (board_place(b, i, 0, seeker[i].on_time))
			continue;
		inherit(b, i, days, offered, heir);
		board_close_searched(b);
	}
	free(offered);
}

void
optimal_place(struct board *b, struct seeker seeker[], size_t count, int days)
{
	place_on_time(b, seeker, count);
	place_late(b, seeker, count, days);
	favour(b, seeker, count);
	move_forward(b, seeker, count, days);
}

enum { NOBODY_THERE = -1 };

/* The slots of one day, while they are dealt out. */
struct deal {
	const uint8_t *may;
	int slots;
	int *slot_of, *contact_at;
	int settled;            /* contacts before this one move no more */
	uint8_t *tried;         /* slots of the present search */
};

static const uint8_t *
row(const struct deal *d, int contact)
{
	return d->may + (size_t)contact * (size_t)d->slots;
}

static bool
take(struct deal *d, int contact, int slot)
{
	d->contact_at[slot] = contact;
	d->slot_of[contact] = slot;
	return true;
}

/* A slot for the contact; who is not settled may move for it (Kuhn 1955). */
static bool
find_slot(struct deal *d, int contact)
{
	const uint8_t *may = row(d, contact);

	for (int s = 0; s < d->slots; s++)
		if (may[s] && d->contact_at[s] == NOBODY_THERE)
			return take(d, contact, s);
	for (int s = 0; s < d->slots; s++) {
		if (!may[s] || d->tried[s] || d->contact_at[s] < d->settled)
			continue;
		d->tried[s] = 1;
		if (find_slot(d, d->contact_at[s]))
			return take(d, contact, s);
	}
	return false;
}

/* Whether the contact can have that slot; if so, it has it. */
static bool
claim(struct deal *d, int contact, int slot)
{
	int old = d->slot_of[contact], other = d->contact_at[slot];

	d->contact_at[old] = NOBODY_THERE;
	take(d, contact, slot);
	memset(d->tried, 0, (size_t)d->slots);
	d->tried[slot] = 1;
	if (other == NOBODY_THERE || find_slot(d, other))
		return true;
	d->contact_at[slot] = other;
	take(d, contact, old);
	return false;
}

/* The earliest slot that leaves one to everybody behind. */
static void
settle(struct deal *d, int contact)
{
	const uint8_t *may = row(d, contact);

	d->settled = contact + 1;
	for (int s = 0; s < d->slot_of[contact]; s++)
		if (may[s] && (d->contact_at[s] == NOBODY_THERE ||
		    d->contact_at[s] > contact) && claim(d, contact, s))
			break;
}

void
optimal_seats(const uint8_t may[], int contacts, int slots, int slot_of[])
{
	struct deal d = { .may = may, .slots = slots };

	d.slot_of = slot_of;
	d.contact_at = mem_array((size_t)slots, sizeof *d.contact_at);
	d.tried = mem_array((size_t)slots, 1);
	for (int s = 0; s < slots; s++)
		d.contact_at[s] = NOBODY_THERE;
	for (int i = 0; i < contacts; i++) {
		memset(d.tried, 0, (size_t)slots);
		find_slot(&d, i);
	}
	for (int i = 0; i < contacts; i++)
		settle(&d, i);
	free(d.contact_at);
	free(d.tried);
}
