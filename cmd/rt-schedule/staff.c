/*
 * Own managers and their deputies first: what they are given is known when those
 * without one are dealt out by what is left.
 */
#include "cmd/rt-schedule/staff.h"

#include <stdlib.h>

#include "common/base/mem.h"

const char *
staff_remark(enum staffing how)
{
	static const char *const remark[STAFFINGS] = {
		[ASSIGNED] = "assigned", [DEPUTISED] = "deputy",
		[HANDED_OVER] = "handed-over",
	};

	return remark[how];
}

struct staff {
	const struct setting *s;
	struct contacts *all;
	const struct orders *orders;
	struct managers *managers;
};

static int
by_precedence(const void *a, const void *b, void *contacts)
{
	const struct contact *one = contacts;

	return contact_precedes(&one[*(const uint32_t *)a], &one[*(const uint32_t *)b]);
}

/* A crisis that is nobody's needs none. */
static bool
needs_manager(const struct contact *c)
{
	return c->why == NO_REASON && c->customer != NOBODY && c->channel < MANAGED;
}

/* A pinned contact of another day takes nothing of the horizon. */
static bool
takes_unit(const struct contact *c, const struct horizon *h)
{
	int day;

	if (c->pin == NULL)
		return true;
	day = horizon_until(h, c->day);
	return day >= 0 && h->day[day] == c->day;
}

static void
count_unit(const struct contact *c, struct managers *managers)
{
	managers->one[c->manager].units_left[c->channel]--;
}

/* Whether it has the manager that it had in the plan before, who may still be. */
static bool
stays_with(const struct staff *f, struct contact *c)
{
	const struct managers *m = f->managers;
	uint32_t number;

	if (!f->s->near || c->was == NULL || !c->was->planned || c->was->manager.n == 0)
		return false;
	number = map_find(m->names, c->was->manager);
	if (number == MAP_NONE || number >= m->candidates ||
	    manager_left(&m->one[number], f->s->horizon->day[0]))
		return false;
	c->manager = number;
	return true;
}

/* Whether one of its orders is of a category that the policy deputises. */
static bool
is_deputised(const struct staff *f, const struct contact *c)
{
	int tier = customers_one(f->s->customers, c->customer)->tier;

	for (uint32_t k = c->first; k < c->first + c->orders; k++) {
		const struct order *o = &f->orders->one[f->all->order[k]];

		if (rules_deputise(f->s->rules, tier, orders_word(f->orders, o->category)))
			return true;
	}
	return false;
}

/*
 * Whether the manager works on a day that the contact is allowed, up to its due
 * day; of an overdue one, on the first.
 */
static bool
works_in_time(const struct staff *f, const struct contact *c, uint32_t manager)
{
	const struct horizon *h = f->s->horizon;
	daynum last = c->due_day > h->day[0] ? c->due_day : h->day[0];

	for (int i = 0; i < h->days && h->day[i] <= last; i++)
		if (manager_works(f->managers, manager, h->day[i]) &&
		    setting_caps_allow(f->s, c, h->day[i]))
			return true;
	return false;
}

static bool
takes_channel(const struct staff *f, const struct contact *c, uint32_t manager)
{
	return f->managers->one[manager].per_day[c->channel] > 0;
}

/* In the place of one who is away: the first deputy who works in time. */
static void
deputise(const struct staff *f, struct contact *c)
{
	const struct manager *m = &f->managers->one[c->manager];

	if (m->deputy_count == 0 || works_in_time(f, c, c->manager) ||
	    !is_deputised(f, c))
		return;
	for (size_t i = 0; i < m->deputy_count; i++)
		if (takes_channel(f, c, m->deputy[i]) && works_in_time(f, c, m->deputy[i])) {
			c->manager = m->deputy[i];
			c->staffing = DEPUTISED;
			return;
		}
}

/* In the place of one who left: the first deputy who is there, or none. */
static void
hand_over(const struct staff *f, struct contact *c)
{
	const struct manager *m = &f->managers->one[c->manager];

	c->staffing = HANDED_OVER;
	c->manager = NO_MANAGER;
	for (size_t i = 0; i < m->deputy_count; i++)
		if (takes_channel(f, c, m->deputy[i]) &&
		    !manager_left(&f->managers->one[m->deputy[i]], f->s->horizon->day[0])) {
			c->manager = m->deputy[i];
			return;
		}
}

/* From the customer's own to who it is to be; NO_MANAGER: that is open. */
static void
settle_own(const struct staff *f, struct contact *c)
{
	if (c->manager != NO_MANAGER) {
		if (manager_left(&f->managers->one[c->manager], f->s->horizon->day[0]))
			hand_over(f, c);
		else
			deputise(f, c);
	}
	if (c->manager == NO_MANAGER && stays_with(f, c) && c->staffing != HANDED_OVER)
		c->staffing = ASSIGNED;
}

/* The customer's region, or that of the manager who left. */
static uint32_t
region_of(const struct staff *f, const struct contact *c)
{
	const struct customer *k = customers_one(f->s->customers, c->customer);

	if (k->region != NO_REGION || c->staffing != HANDED_OVER)
		return k->region;
	return f->managers->one[k->manager].region;
}

static void
assign(const struct staff *f, struct contact *c)
{
	c->manager = managers_choose(f->managers, region_of(f, c), c->channel,
	    f->s->horizon->day[0]);
	if (c->manager == NO_MANAGER) {
		c->why = UNMANAGED;
		return;
	}
	if (c->staffing != HANDED_OVER)
		c->staffing = ASSIGNED;
	count_unit(c, f->managers);
}

void
staff_contacts(const struct setting *s, struct contacts *all, const struct orders *orders,
    struct managers *managers)
{
	struct staff f = { s, all, orders, managers };
	uint32_t *homeless = mem_array(all->count, sizeof *homeless);
	uint32_t count = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		struct contact *c = &all->one[i];

		if (!needs_manager(c))
			continue;
		if (c->pin == NULL)
			settle_own(&f, c);
		if (c->manager == NO_MANAGER && c->pin == NULL)
			homeless[count++] = i;
		else if (c->manager != NO_MANAGER && takes_unit(c, s->horizon))
			count_unit(c, managers);
	}
	qsort_r(homeless, count, sizeof *homeless, by_precedence, all->one);
	for (uint32_t i = 0; i < count; i++)
		assign(&f, &all->one[homeless[i]]);
	free(homeless);
}
