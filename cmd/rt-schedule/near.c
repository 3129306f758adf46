/*
 * Why cancelling cycles is enough.
 *
 * Who takes which slot is a flow: from where the unplaced are, through slots,
 * to the units of the days and back.  What a flow is worth is a list of
 * numbers that are compared one after the other, and such lists add up and
 * compare as numbers do.  So what holds of flows with costs holds here: a flow
 * is the best exactly when no cycle of changes is worth more than nothing
 * (Klein, "A primal method for minimal cost flows", Management Science 14,
 * 1967).  A flow that begins with everybody in the old place, and newcomers
 * where there is room, needs few changes.
 *
 * The nodes of a change: HUB, where the unplaced are and units of days are
 * left over; a day, of which a unit is wanted; a class of slots that are worth
 * the same to everybody but their owners; and a slot, whose holder must go
 * elsewhere.
 */
#include "cmd/rt-schedule/near.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

/* Compared from the first to the last. */
struct worth {
	int64_t on_time, placed;   /* weights */
	int64_t rest;              /* in own slots, then placed at all, then left alone */
};

enum { HUB, DAYS_FROM, NOBODY_HERE = -1 };

static const int64_t OWN = INT64_C(1) << 42, PLACED = INT64_C(1) << 21;

/* Slots of one day that the same seekers may take, and that disturb as many. */
struct class {
	int day, disturbs;
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

static bool
is_more(const struct worth *a, const struct worth *b)
{
	if (a->on_time != b->on_time)
		return a->on_time > b->on_time;
	if (a->placed != b->placed)
		return a->placed > b->placed;
	return a->rest > b->rest;
}

static struct worth
plus(const struct worth *a, const struct worth *b)
{
	return (struct worth){ a->on_time + b->on_time, a->placed + b->placed,
	    a->rest + b->rest };
}

static struct worth
minus(const struct worth *a, const struct worth *b)
{
	return (struct worth){ a->on_time - b->on_time, a->placed - b->placed,
	    a->rest - b->rest };
}

bool
near_may(const struct near_board *b, const struct near_seeker *s, int slot)
{
	int day = b->slot[slot].day;

	return s->allowed[day] && b->day[day].limit > 0 &&
	    !b->barred[(size_t)slot * (size_t)b->quiets + (size_t)s->quiet];
}

/* What it is worth that the seeker stands in a slot of that day, not its own. */
static struct worth
worth_on(const struct near_seeker *s, int day, int disturbs)
{
	return (struct worth){ day <= s->on_time ? s->weight : 0, s->weight,
	    PLACED - disturbs };
}

static struct worth
worth_of(const struct near *n, const struct near_seeker *s, int slot)
{
	struct worth w = worth_on(s, n->b->slot[slot].day, n->b->slot[slot].disturbs);

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
		if (n->class[c].disturbs == s->disturbs && memcmp(bars_of(n, slot),
		    bars_of(n, n->class[c].first), (size_t)n->b->quiets) == 0)
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
				n->b->slot[s].day, n->b->slot[s].disturbs, NO_SLOT,
				NOBODY_HERE, { 0 },
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

static void
take(struct near *n, int seeker, int slot)
{
	n->seeker[seeker].slot = slot;
	n->holder[slot] = seeker;
	n->held[n->b->slot[slot].day]++;
}

static bool
has_unit(const struct near *n, int day)
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
		    n->holder[own] == NOBODY_HERE && has_unit(n, n->b->slot[own].day))
			take(n, (int)i, own);
	}
}

/* The first free slot from one day to another that the seeker may take. */
static int
first_free(const struct near *n, const struct near_seeker *s, int first, int last)
{
	for (int d = first; d <= last; d++) {
		if (!s->allowed[d] || !has_unit(n, d))
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
			take(n, (int)i, slot);
	}
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
			struct worth w = worth_on(s, k->day, k->disturbs);

			if (near_may(n->b, s, k->first) &&
			    (k->newcomer == NOBODY_HERE || is_more(&w, &k->worth))) {
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

	if (!is_more(&gain, &n->node[to].gain))
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
		w = worth_of(n, s, s->own);
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
	if (has_unit(n, day))
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
	here = worth_of(n, s, slot);
	change = minus(&nothing, &here);
	reach(n, slot_node(n, slot), HUB, &change);
	for (int c = 0; c < n->classes; c++) {
		struct worth there = worth_on(s, n->class[c].day, n->class[c].disturbs);

		if (!near_may(n->b, s, n->class[c].first))
			continue;
		change = minus(&there, &here);
		reach(n, slot_node(n, slot), class_node(n, c), &change);
	}
	if (s->own != NO_SLOT && s->own != slot && near_may(n->b, s, s->own)) {
		struct worth own = worth_of(n, s, s->own);

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

/* Who comes to that slot on the cycle; NOBODY_HERE: it only becomes free. */
static int
comer(const struct near *n, int slot_of_node)
{
	int from = n->node[slot_of_node].from;

	if (is_slot(n, from))
		return n->holder[from - n->slots_from];
	if (from == HUB) {
		for (size_t i = 0; i < n->count; i++)
			if (n->seeker[i].slot == NO_SLOT &&
			    n->seeker[i].own == slot_of_node - n->slots_from)
				return (int)i;
		return NOBODY_HERE;
	}
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
			take(n, move[i].seeker, move[i].slot);
	free(move);
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
			struct worth here = worth_of(n, s, s->slot);
			struct worth there = worth_of(n, s, slot);

			if (n->holder[slot] != NOBODY_HERE || !near_may(n->b, s, slot) ||
			    !has_unit(n, n->b->slot[slot].day) || is_more(&here, &there))
				continue;
			n->holder[s->slot] = NOBODY_HERE;
			n->held[n->b->slot[s->slot].day]--;
			take(n, (int)i, slot);
			break;
		}
	}
}

void
near_place(const struct near_board *b, struct near_seeker seeker[], size_t count)
{
	struct near n = { .b = b, .seeker = seeker, .count = count };
	size_t slots = (size_t)b->slots;
	int cycle;

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
	find_newcomers(&n);
	while ((cycle = search(&n)) != NOBODY_HERE) {
		follow(&n, cycle);
		find_newcomers(&n);
	}
	move_forward(&n);
	free(n.holder);
	free(n.held);
	free(n.class);
	free(n.first_of);
	free(n.next);
	free(n.node);
	free(n.mark);
}
