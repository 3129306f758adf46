/*
 * A flow that begins with everybody in the old place, and newcomers where
 * there is room, needs few changes (see near_cycle.c).
 */
#include "cmd/rt-schedule/near_parts.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

static const int64_t OWN = INT64_C(1) << 32, EASED = INT64_C(1) << 32;

bool
near_is_more(const struct worth *a, const struct worth *b)
{
	if (a->on_time != b->on_time)
		return a->on_time > b->on_time;
	if (a->placed != b->placed)
		return a->placed > b->placed;
	if (a->rest != b->rest)
		return a->rest > b->rest;
	return a->ease > b->ease;
}

bool
near_may(const struct near_board *b, const struct near_seeker *s, int slot)
{
	int day = b->slot[slot].day;

	return s->allowed[day] && b->day[day].limit > 0 &&
	    !b->barred[(size_t)slot * (size_t)b->quiets + (size_t)s->quiet];
}

struct worth
near_worth_on(const struct near_seeker *s, const struct near_slot *slot)
{
	bool shunned = s->shunned != 0 && slot->half == s->shunned;

	return (struct worth){ slot->day <= s->on_time ? s->weight : 0, s->weight, 1,
	    (shunned ? 0 : EASED) - slot->disturbs };
}

struct worth
near_worth_of(const struct near *n, const struct near_seeker *s, int slot)
{
	struct worth w = near_worth_on(s, &n->b->slot[slot]);

	if (slot == s->own)
		w.rest += OWN;
	return w;
}

static const uint8_t *
bars_of(const struct near *n, int slot)
{
	return n->b->barred + (size_t)slot * (size_t)n->b->quiets;
}

static int
class_for(struct near *n, int slot)
{
	const struct near_slot *s = &n->b->slot[slot];

	for (int c = n->classes - 1; c >= 0 && n->class[c].day == s->day; c--)
		if (n->class[c].disturbs == s->disturbs && n->class[c].half == s->half &&
		    memcmp(bars_of(n, slot), bars_of(n, n->class[c].first),
		    (size_t)n->b->quiets) == 0)
			return c;
	return n->classes;
}

/* Slots come by day, so that the classes of a day stand together. */
static void
make_classes(struct near *n)
{
	n->class = mem_array((size_t)n->b->slots, sizeof *n->class);
	for (int s = n->b->slots - 1; s >= 0; s--) {
		int c = class_for(n, s);

		n->next[s] = NO_SLOT;
		if (c == n->classes)
			n->class[n->classes++] = (struct class){
				n->b->slot[s].day, n->b->slot[s].disturbs,
				n->b->slot[s].half, NO_SLOT, NOBODY_HERE, { 0 },
			};
		else
			n->next[s] = n->class[c].first;
		n->class[c].first = s;
	}
}

static void
find_days(struct near *n)
{
	int slot = 0;

	n->first_of = mem_array((size_t)n->b->days + 1, sizeof *n->first_of);
	for (int d = 0; d <= n->b->days; d++) {
		while (slot < n->b->slots && n->b->slot[slot].day < d)
			slot++;
		n->first_of[d] = slot;
	}
}

void
near_take(struct near *n, int seeker, int slot)
{
	n->seeker[seeker].slot = slot;
	n->holder[slot] = seeker;
	n->held[n->b->slot[slot].day]++;
}

bool
near_has_unit(const struct near *n, int day)
{
	return n->held[day] < n->b->day[day].limit;
}

/* Everybody in the old place, where that can still be. */
static void
take_own(struct near *n)
{
	for (size_t i = 0; i < n->count; i++) {
		int own = n->seeker[i].own;

		if (own != NO_SLOT && near_may(n->b, &n->seeker[i], own) &&
		    n->holder[own] == NOBODY_HERE && near_has_unit(n, n->b->slot[own].day))
			near_take(n, (int)i, own);
	}
}

/* The first free slot from one day to another that the seeker may take. */
static int
first_free(const struct near *n, const struct near_seeker *s, int first, int last)
{
	for (int d = first; d <= last; d++) {
		if (!s->allowed[d] || !near_has_unit(n, d))
			continue;
		for (int slot = n->first_of[d]; slot < n->first_of[d + 1]; slot++)
			if (n->holder[slot] == NOBODY_HERE && near_may(n->b, s, slot))
				return slot;
	}
	return NO_SLOT;
}

/* Who has none comes where there is room, on time if it can be. */
static void
take_free(struct near *n)
{
	for (size_t i = 0; i < n->count; i++) {
		struct near_seeker *s = &n->seeker[i];
		int slot;

		if (s->slot != NO_SLOT)
			continue;
		slot = first_free(n, s, 0, s->on_time);
		if (slot == NO_SLOT)
			slot = first_free(n, s, s->on_time + 1, n->b->days - 1);
		if (slot != NO_SLOT)
			near_take(n, (int)i, slot);
	}
}

/* Who has lost the old place takes the earliest day that is worth the same. */
static void
move_forward(struct near *n)
{
	for (size_t i = 0; i < n->count; i++) {
		struct near_seeker *s = &n->seeker[i];
		int slot;

		if (s->slot == NO_SLOT || s->slot == s->own)
			continue;
		for (slot = 0; n->b->slot[slot].day < n->b->slot[s->slot].day; slot++) {
			struct worth here = near_worth_of(n, s, s->slot);
			struct worth there = near_worth_of(n, s, slot);

			if (n->holder[slot] != NOBODY_HERE || !near_may(n->b, s, slot) ||
			    !near_has_unit(n, n->b->slot[slot].day) || near_is_more(&here, &there))
				continue;
			n->holder[s->slot] = NOBODY_HERE;
			n->held[n->b->slot[s->slot].day]--;
			near_take(n, (int)i, slot);
			break;
		}
	}
}

void
near_place(const struct near_board *b, struct near_seeker seeker[], size_t count)
{
	struct near n = { .b = b, .seeker = seeker, .count = count };
	size_t slots = (size_t)b->slots;

	n.holder = mem_array(slots, sizeof *n.holder);
	memset(n.holder, 0xff, slots * sizeof *n.holder);
	n.held = mem_array((size_t)b->days, sizeof *n.held);
	n.next = mem_array(slots, sizeof *n.next);
	make_classes(&n);
	find_days(&n);
	n.slots_from = DAYS_FROM + b->days + n.classes;
	n.nodes = n.slots_from + b->slots;
	n.node = mem_array((size_t)n.nodes, sizeof *n.node);
	n.mark = mem_array((size_t)n.nodes, sizeof *n.mark);
	for (size_t i = 0; i < count; i++)
		seeker[i].slot = NO_SLOT;
	take_own(&n);
	take_free(&n);
	while (near_improve(&n))
		continue;
	move_forward(&n);
	free(n.holder);
	free(n.held);
	free(n.class);
	free(n.first_of);
	free(n.next);
	free(n.node);
	free(n.mark);
}
