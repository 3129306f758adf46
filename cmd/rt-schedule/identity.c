/*
 * Ids of two customers cannot meet, for behind the customer_id comes the day; so
 * only ids of the plan before and of crises have to be looked up.
 */
#include "cmd/rt-schedule/identity.h"

#include <inttypes.h>
#include <stdio.h>

#include "common/base/mem.h"

struct giver {
	const struct orders *orders;
	const struct before *before;
	struct map *crises;       /* ids of orders without customer; NULL: none */
	const struct today *today;
	struct arena *text;
};

static bool
is_taken(const struct giver *g, struct slice id)
{
	return (g->before != NULL && map_find(g->before->ids, id) != MAP_NONE) ||
	    (g->crises != NULL && map_find(g->crises, id) != MAP_NONE);
}

/* The text and what stands behind it, in the arena. */
static struct slice
joined(const struct giver *g, struct slice text, const char *behind, size_t n)
{
	char *id = arena_take(g->text, text.n + n);

	memcpy(id, text.p, text.n);
	memcpy(id + text.n, behind, n);
	return (struct slice){ id, text.n + n };
}

/* The id itself, or with the first number from 2 on that makes it a new one. */
static struct slice
made_free(const struct giver *g, struct slice id)
{
	struct slice numbered = id;
	char number[24];

	for (int n = 2; is_taken(g, numbered); n++)
		numbered = joined(g, id, number,
		    (size_t)snprintf(number, sizeof number, "/%d", n));
	return numbered;
}

static struct slice
new_id(struct giver *g, const struct contact *c, const struct order *heaviest)
{
	char date[1 + DATE_TEXT] = "/";
	struct slice id;

	if (c->customer != NOBODY) {
		date_print(g->today->day, date + 1);
		return made_free(g, joined(g, map_key(g->orders->customers, c->customer),
		    date, sizeof date));
	}
	id = made_free(g, heaviest->id);
	if (g->crises == NULL)
		g->crises = map_new(0);
	map_intern(g->crises, id);
	return id;
}

struct difference
identity_difference(const struct contact *c, const struct managers *managers)
{
	const struct planned *was = c->was;
	bool placed = was->planned;
	struct difference d = {
		.moved = placed != (c->day != NO_DAY) ||
		    (placed && (was->day != c->day || was->start != c->start)),
		.manager = !slice_equal(was->manager, contact_manager_name(c, managers)),
		.channel = was->channel != c->channel,
	};

	d.time = d.moved || (placed && was->end != c->end);
	return d;
}

static void
give(struct giver *g, struct contact *c, const struct order *heaviest,
    const struct managers *managers)
{
	struct difference d;

	if (c->was == NULL || c->was->contact_id.n == 0) {
		c->id = new_id(g, c, heaviest);
		c->revision = (struct revision){ 0, g->today->day, g->today->minutes };
		return;
	}
	c->id = c->was->contact_id;
	c->revision = c->was->revision;
	d = identity_difference(c, managers);
	if (d.time || d.manager || d.channel || c->revision.day == NO_DAY)
		c->revision = revision_next(&c->revision, g->today);
}

void
identity_give(struct contacts *all, const struct orders *orders,
    const struct before *before, const struct managers *managers,
    const struct today *today, struct arena *text)
{
	struct giver g = { orders, before, NULL, today, text };

	/* Orders without customer come first: nobody else's id may be theirs. */
	for (size_t i = 0; i < all->count; i++) {
		struct contact *c = &all->one[i];

		if (!reason_is_of_orders(c->why))
			give(&g, c, &orders->one[all->order[c->first]], managers);
	}
	if (g.crises != NULL)
		map_free(g.crises);
}
