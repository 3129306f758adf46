/*
 * A contact that has several days to choose from stands, to the others, on all of
 * them: what is left to these is theirs, wherever it will be.
 */
#include "cmd/rt-schedule/household.h"

#include <stdlib.h>

#include "common/base/mem.h"

enum { WEEK = 7 };

/* From one day to another that a contact of the group may take, or took. */
struct stay {
	daynum from, until;
};

struct group {
	int cap;            /* the least of the tiers of those who have orders */
	struct stay *stay;  /* made, and decided */
	size_t count, room;
};

struct households {
	const struct customers *customers;
	struct group *group;
	uint32_t count;
};

static void
add_stay(struct group *g, daynum from, daynum until)
{
	g->stay = mem_grow(g->stay, g->count, &g->room, sizeof *g->stay);
	g->stay[g->count++] = (struct stay){ from, until };
}

static void
add_history(struct group *g, const struct history *h, uint32_t customer)
{
	size_t count;
	const daynum *day = history_days(h, customer, &count);

	for (size_t i = 0; i < count; i++)
		add_stay(g, day[i], day[i]);
}

struct households *
households_of(const struct customers *customers, const struct history *h,
    const struct rules *r)
{
	struct households *all;

	if (customers->groups == NULL)
		return NULL;
	all = mem_new(sizeof *all);
	all->customers = customers;
	all->count = map_count(customers->groups);
	all->group = mem_array(all->count, sizeof *all->group);
	for (uint32_t i = 0; i < all->count; i++)
		all->group[i].cap = NO_CAP;
	for (uint32_t i = 0; i < customers->count; i++) {
		const struct customer *c = &customers->one[i];
		int cap = rules_group_cap(r, c->tier);

		if (c->group == NO_GROUP)
			continue;
		add_history(&all->group[c->group], h, i);
		if (cap < all->group[c->group].cap)
			all->group[c->group].cap = cap;
	}
	for (uint32_t i = 0; i < map_count(customers->kin); i++)
		add_history(&all->group[*(uint32_t *)map_state(customers->kin, i)], h,
		    customers->count + i);
	return all;
}

void
households_free(struct households *all)
{
	if (all == NULL)
		return;
	for (uint32_t i = 0; i < all->count; i++)
		free(all->group[i].stay);
	free(all->group);
	free(all);
}

uint32_t
households_group(const struct households *all, uint32_t customer)
{
	uint32_t group = all == NULL || customer == NOBODY ? NO_GROUP :
	    all->customers->one[customer].group;

	return group == NO_GROUP || all->group[group].cap == NO_CAP ? NO_GROUP : group;
}

/* How many can stand in the week that begins on that day. */
static int
stays_in(const struct stay stay[], size_t count, daynum first)
{
	int n = 0;

	for (size_t i = 0; i < count; i++)
		n += stay[i].from < first + WEEK && stay[i].until >= first;
	return n;
}

static bool
has_room(const struct group *g, const daynum other[], size_t count, daynum d)
{
	for (daynum first = d - WEEK + 1; first <= d; first++) {
		int n = stays_in(g->stay, g->count, first);

		for (size_t i = 0; i < count; i++)
			n += other[i] >= first && other[i] < first + WEEK;
		if (n >= g->cap)
			return false;
	}
	return true;
}

bool
households_leave_room(const struct households *all, uint32_t customer,
    const daynum other[], size_t count, daynum d)
{
	uint32_t group = households_group(all, customer);

	return group == NO_GROUP || has_room(&all->group[group], other, count, d);
}

/* The days of the horizon that are left to it, a week at most; false: none. */
static bool
find_days(const struct group *g, const struct setting *s, const struct contact *c,
    struct stay *days)
{
	const struct horizon *h = s->horizon;
	bool found = false;

	for (int i = 0; i < h->days; i++) {
		daynum d = h->day[i];
		bool room = has_room(g, NULL, 0, d);

		if (found && (!room || d >= days->from + WEEK))
			break;
		if (!room || !setting_caps_allow(s, c, d))
			continue;
		if (!found)
			days->from = d;
		days->until = d;
		found = true;
	}
	return found;
}

/* The first day behind the horizon on which the group was left alone for a week. */
static daynum
first_behind(const struct group *g, const struct horizon *h)
{
	daynum last = h->day[h->days - 1];

	for (size_t i = 0; i < g->count; i++)
		if (g->stay[i].until + WEEK > last + 1)
			last = g->stay[i].until + WEEK - 1;
	return last + 1;
}

static void
decide(struct group *g, const struct setting *s, struct contact *c)
{
	struct stay days;

	if (!find_days(g, s, c, &days)) {
		c->from = first_behind(g, s->horizon);
		return;
	}
	c->from = days.from;
	c->until = days.until;
	add_stay(g, days.from, days.until);
}

static int
by_precedence(const void *a, const void *b, void *contacts)
{
	const struct contact *one = contacts;

	return contact_precedes(&one[*(const uint32_t *)a], &one[*(const uint32_t *)b]);
}

void
households_decide(const struct households *all, const struct setting *s,
    struct contacts *contacts)
{
	uint32_t *number = mem_array(contacts->count, sizeof *number);
	size_t count = 0;

	for (uint32_t i = 0; all != NULL && i < contacts->count; i++) {
		const struct contact *c = &contacts->one[i];
		uint32_t group = households_group(all, c->customer);

		if (group == NO_GROUP || c->exempt || c->why != NO_REASON)
			continue;
		if (c->pin != NULL)
			add_stay(&all->group[group], c->day, c->day);
		else
			number[count++] = i;
	}
	qsort_r(number, count, sizeof *number, by_precedence, contacts->one);
	for (size_t i = 0; i < count; i++) {
		struct contact *c = &contacts->one[number[i]];

		decide(&all->group[households_group(all, c->customer)], s, c);
	}
	free(number);
}
