/*
 * Why cancelling cycles is enough.
 *
 * Who takes which slot is a flow: from where the unplaced are, through slots,
 * to the units of the days and back.  What a flow is worth is a list of
 * numbers that are compared one after the other, and such lists add up and
 * compare as numbers do.  So what holds of flows with costs holds here: a flow
 * is the best exactly when no cycle of changes is worth more than nothing
 * (Klein, "A primal method for minimal cost flows", Management Science 14,
 * 1967).
 *
 * The nodes of a change: HUB, where the unplaced are and units of days are
 * left over; a day, of which a unit is wanted; a class of slots that are worth
 * the same to everybody but their owners; and a slot, whose holder must go
 * elsewhere.
 */
#include "cmd/rt-schedule/near_parts.h"

#include <stdlib.h>

#include "common/base/mem.h"

static struct worth
plus(const struct worth *a, const struct worth *b)
{
	return (struct worth){ a->on_time + b->on_time, a->placed + b->placed,
	    a->rest + b->rest, a->ease + b->ease };
}

static struct worth
minus(const struct worth *a, const struct worth *b)
{
	return (struct worth){ a->on_time - b->on_time, a->placed - b->placed,
	    a->rest - b->rest, a->ease - b->ease };
}

/* For each class the unplaced seeker who gains most by it. */
static void
find_newcomers(struct near *n)
{
	for (int c = 0; c < n->classes; c++)
		n->class[c].newcomer = NOBODY_HERE;
	for (size_t i = 0; i < n->count; i++) {
		const struct near_seeker *s = &n->seeker[i];

		for (int c = 0; c < n->classes && s->slot == NO_SLOT; c++) {
			struct class *k = &n->class[c];
			struct worth w = near_worth_on(s, &n->b->slot[k->first]);

			if (near_may(n->b, s, k->first) &&
			    (k->newcomer == NOBODY_HERE || near_is_more(&w, &k->worth))) {
				k->newcomer = (int)i;
				k->worth = w;
			}
		}
	}
}

static int
slot_node(const struct near *n, int slot)
{
	return n->slots_from + slot;
}

static int
class_node(const struct near *n, int class)
{
	return DAYS_FROM + n->b->days + class;
}

/* From one node to another, where that is worth so much. */
static void
reach(struct near *n, int from, int to, const struct worth *worth)
{
	struct worth gain = plus(&n->node[from].gain, worth);

	if (!near_is_more(&gain, &n->node[to].gain))
		return;
	n->node[to].gain = gain;
	n->node[to].from = from;
	n->node[to].changed = true;
}

static const struct worth nothing = { 0 };

static void
leave_hub(struct near *n)
{
	for (int c = 0; c < n->classes; c++)
		if (n->class[c].newcomer != NOBODY_HERE)
			reach(n, HUB, class_node(n, c), &n->class[c].worth);
	for (size_t i = 0; i < n->count; i++) {
		const struct near_seeker *s = &n->seeker[i];
		struct worth w;

		if (s->slot != NO_SLOT || s->own == NO_SLOT || !near_may(n->b, s, s->own))
			continue;
		w = near_worth_of(n, s, s->own);
		reach(n, HUB, slot_node(n, s->own), &w);
	}
	for (int d = 0; d < n->b->days; d++)
		if (n->held[d] > 0)
			reach(n, HUB, DAYS_FROM + d, &nothing);
}

/* Its units are left over, or one of its slots becomes free. */
static void
leave_day(struct near *n, int day)
{
	if (near_has_unit(n, day))
		reach(n, DAYS_FROM + day, HUB, &nothing);
	for (int s = n->first_of[day]; s < n->first_of[day + 1]; s++)
		if (n->holder[s] != NOBODY_HERE)
			reach(n, DAYS_FROM + day, slot_node(n, s), &nothing);
}

static void
leave_class(struct near *n, int class)
{
	for (int s = n->class[class].first; s != NO_SLOT; s = n->next[s])
		reach(n, class_node(n, class), slot_node(n, s), &nothing);
}

/* The holder goes to another slot, or nowhere. */
static void
leave_slot(struct near *n, int slot)
{
	const struct near_seeker *s;
	struct worth here, change;

	if (n->holder[slot] == NOBODY_HERE) {
		reach(n, slot_node(n, slot), DAYS_FROM + n->b->slot[slot].day, &nothing);
		return;
	}
	s = &n->seeker[n->holder[slot]];
	here = near_worth_of(n, s, slot);
	change = minus(&nothing, &here);
	reach(n, slot_node(n, slot), HUB, &change);
	for (int c = 0; c < n->classes; c++) {
		struct worth there = near_worth_on(s,
		    &n->b->slot[n->class[c].first]);

		if (!near_may(n->b, s, n->class[c].first))
			continue;
		change = minus(&there, &here);
		reach(n, slot_node(n, slot), class_node(n, c), &change);
	}
	if (s->own != NO_SLOT && s->own != slot && near_may(n->b, s, s->own)) {
		struct worth own = near_worth_of(n, s, s->own);

		change = minus(&own, &here);
		reach(n, slot_node(n, slot), slot_node(n, s->own), &change);
	}
}

static void
leave(struct near *n, int node)
{
	n->node[node].changed = false;
	if (node == HUB)
		leave_hub(n);
	else if (node < DAYS_FROM + n->b->days)
		leave_day(n, node - DAYS_FROM);
	else if (node < n->slots_from)
		leave_class(n, node - DAYS_FROM - n->b->days);
	else
		leave_slot(n, node - n->slots_from);
}

/* A node of a cycle among the ways that are known, or NOBODY_HERE. */
static int
find_cycle(struct near *n)
{
	for (int i = 0; i < n->nodes; i++)
		n->mark[i] = NOBODY_HERE;
	for (int i = 0; i < n->nodes; i++) {
		int at = i;

		while (at != NOBODY_HERE && n->mark[at] == NOBODY_HERE) {
			n->mark[at] = i;
			at = n->node[at].from;
		}
		if (at != NOBODY_HERE && n->mark[at] == i)
			return at;
	}
	return NOBODY_HERE;
}

/* A cycle that is worth more than nothing, or NOBODY_HERE (Bellman 1958). */
static int
search(struct near *n)
{
	bool again = true;

	for (int i = 0; i < n->nodes; i++)
		n->node[i] = (struct node){ { 0 }, NOBODY_HERE, true };
	while (again) {
		int found;

		again = false;
		for (int i = 0; i < n->nodes; i++)
			if (n->node[i].changed) {
				leave(n, i);
				again = true;
			}
		found = again ? find_cycle(n) : NOBODY_HERE;
		if (found != NOBODY_HERE)
			return found;
	}
	return NOBODY_HERE;
}

struct move {
	int seeker, slot;
};

static bool
is_slot(const struct near *n, int node)
{
	return node >= n->slots_from;
}

/* Of the unplaced who stood in the slot, the one to whom it is worth most. */
static int
owner(const struct near *n, int slot)
{
	struct worth most = { 0 };
	int best = NOBODY_HERE;

	for (size_t i = 0; i < n->count; i++) {
		const struct near_seeker *s = &n->seeker[i];
		struct worth w;

		if (s->slot != NO_SLOT || s->own != slot || !near_may(n->b, s, slot))
			continue;
		w = near_worth_of(n, s, slot);
		if (best == NOBODY_HERE || near_is_more(&w, &most)) {
			best = (int)i;
			most = w;
		}
	}
	return best;
}

/* Who comes to that slot on the cycle; NOBODY_HERE: it only becomes free. */
static int
comer(const struct near *n, int slot_of_node)
{
	int from = n->node[slot_of_node].from;

	if (is_slot(n, from))
		return n->holder[from - n->slots_from];
	if (from == HUB)
		return owner(n, slot_of_node - n->slots_from);
	if (from < DAYS_FROM + n->b->days)
		return NOBODY_HERE;
	if (n->node[from].from == HUB)
		return n->class[from - DAYS_FROM - n->b->days].newcomer;
	return n->holder[n->node[from].from - n->slots_from];
}

/* Everybody on the cycle goes where it leads. */
static void
follow(struct near *n, int cycle)
{
	struct move *move = mem_array((size_t)n->nodes, sizeof *move);
	int count = 0, at = cycle;

	do {
		if (is_slot(n, at))
			move[count++] = (struct move){ comer(n, at), at - n->slots_from };
		at = n->node[at].from;
	} while (at != cycle);
	for (int i = 0; i < count; i++) {
		int slot = move[i].slot, gone = n->holder[slot];

		if (gone == NOBODY_HERE)
			continue;
		n->seeker[gone].slot = NO_SLOT;
		n->holder[slot] = NOBODY_HERE;
		n->held[n->b->slot[slot].day]--;
	}
	for (int i = 0; i < count; i++)
		if (move[i].seeker != NOBODY_HERE)
			near_take(n, move[i].seeker, move[i].slot);
	free(move);
}

bool
near_improve(struct near *n)
{
	int cycle;

	find_newcomers(n);
	cycle = search(n);
	if (cycle == NOBODY_HERE)
		return false;
	follow(n, cycle);
	return true;
}
