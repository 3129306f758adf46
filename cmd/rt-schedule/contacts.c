/*
 * One sort of all orders, by customer, by what becomes of them and by weight,
 * puts those of a contact next to each other.
 */
#include "cmd/rt-schedule/contacts.h"

#include <stdlib.h>

#include "common/base/mem.h"

static const char *const reasons[REASONS] = {
	[CONTROL] = "control", [RESOLVED] = "resolved", [LEFT] = "left",
	[REFUSED] = "refused",
	[UNREACHABLE] = "unreachable", [UNMANAGED] = "no-manager", [QUIET_HOURS] = "quiet", [CAP] = "cap",
	[CAPACITY] = "capacity",
};

const char *
reason_name(enum reason why)
{
	return reasons[why];
}

bool
reason_is_of_orders(enum reason why)
{
	return why >= CONTROL && why <= REFUSED;
}

/*
 * K02: yes refuses what is neither service nor crisis; a list refuses an
 * order only when it leaves no channel.
 */
static bool
refuses(const struct customer *c, const struct order *o)
{
	return (c->undisturbed && !o->exempt) || (c->held && o->holdable) ||
	    c->refused == ALL_CHANNELS;
}

/* What becomes of an order by itself. */
static enum reason
judge(const struct customer *c, const struct order *o)
{
	if (o->control)
		return CONTROL;
	if (o->resolved)
		return RESOLVED;
	if (c->left && !o->recovers)
		return LEFT;
	return refuses(c, o) ? REFUSED : NO_REASON;
}

struct view {
	const struct orders *orders;
	const struct customers *customers;
	const struct before *before;
	struct managers *managers;
};

/* By customer_id, nobody first. */
static int64_t
place_of(const struct view *v, const struct order *o)
{
	return o->customer == NOBODY ? -1 : (int64_t)v->customers->rank[o->customer];
}

/* By customer, by what becomes of it, by pinned row, then heaviest, earlier due, id. */
static int
by_contact(const void *a, const void *b, void *view)
{
	const struct view *v = view;
	const struct order *x = &v->orders->one[*(const uint32_t *)a];
	const struct order *y = &v->orders->one[*(const uint32_t *)b];
	int64_t p = place_of(v, x), q = place_of(v, y);

	if (p != q)
		return p < q ? -1 : 1;
	if (x->why != y->why)
		return x->why < y->why ? -1 : 1;
	if (x->pin != y->pin)
		return x->pin < y->pin ? -1 : 1;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	return slice_compare(x->id, y->id);
}

static bool
same_row(const struct order *a, const struct order *b)
{
	return a->customer == b->customer && a->why == b->why && a->pin == b->pin &&
	    (a->customer != NOBODY || a->pin != 0);
}

/*
 * The row comes out as it is; what joined it adds to its weight.  When orders
 * have gone, weight and due are those of the orders that there are.
 */
static void
keep_to(struct contact *c, const struct view *v, const struct planned *p,
    const uint32_t order[])
{
	int64_t joined = 0;
	uint32_t there = 0;

	for (uint32_t i = c->first; i < c->first + c->orders; i++) {
		const struct order *o = &v->orders->one[order[i]];

		if (o->pinned)
			there++;
		else
			joined += o->weight;
	}
	c->whole = there == p->ids;
	if (p->weighs && c->whole && p->weight % MONEY_UNIT == 0)
		c->weight = p->weight / MONEY_UNIT + joined;
	c->pin = p;
	c->channel = p->channel;
	c->manager = managers_number(v->managers, p->manager);
	if (p->due != NO_INSTANT && c->whole)
		c->due = p->due;
	c->day = p->day;
	c->start = p->start;
	c->end = p->end;
}

enum channel
contacts_channel(const struct customer *k, word_set asked)
{
	const word_set managed = WORD(MANAGED) - 1;

	if (k->unreachable && (asked & ~managed & ~k->refused) != 0)
		asked &= ~managed;
	return channel_choose(asked, k->refused, k->preferred);
}

/* One row of the orders order[first] and on, of which one is the first. */
static struct contact
join(const struct view *v, const uint32_t order[], uint32_t first, uint32_t end)
{
	const struct order *heaviest = &v->orders->one[order[first]];
	const struct customer *customer = customers_one(v->customers, heaviest->customer);
	struct contact c = {
		.customer = heaviest->customer,
		.first = first,
		.orders = end - first,
		.why = (enum reason)heaviest->why,
		.manager = customer->manager,
		.due = heaviest->due,
		.from = DAY_FIRST,
		.until = DAY_LAST,
		.day = NO_DAY,
		.appointment = NO_DAY,
		.next = NO_DAY,
	};
	word_set asked = 0;
	int seconds;

	for (uint32_t i = first; i < end; i++) {
		const struct order *o = &v->orders->one[order[i]];

		if (o->channel != NO_CHANNEL)
			asked |= WORD(o->channel);
		c.exempt |= o->exempt;
		c.weight += o->weight;
		if (o->due < c.due)
			c.due = o->due;
	}
	c.channel = contacts_channel(customer, asked);
	if (c.channel == NO_CHANNEL)
		c.channel = channel_most_personal(asked);
	if (v->before != NULL && c.why == NO_REASON)
		c.was = before_row(v->before, v->orders, heaviest);
	if (heaviest->pin != 0 && c.was != NULL)
		keep_to(&c, v, c.was, order);
	else if (c.why == NO_REASON && customer->unreachable && c.channel < MANAGED)
		c.why = UNREACHABLE;
	c.due_day = instant_day(c.due, &seconds);
	return c;
}

void
contacts_judge(struct orders *orders, const struct customers *customers,
    const struct rules *r)
{
	for (size_t i = 0; i < orders->count; i++) {
		struct order *o = &orders->one[i];
		const struct customer *c = customers_one(customers, o->customer);

		o->weight = o->level_weight * rules_tier_weight(r, c->tier);
		o->why = (uint8_t)judge(c, o);
	}
}

/* Orders of a kept row are marked as its own; the customer's others join it. */
static void
keep_rows(struct orders *orders, const struct before *before)
{
	for (size_t i = 0; i < orders->count; i++) {
		struct order *o = &orders->one[i];
		const struct planned *row =
		    o->why == NO_REASON ? before_row(before, orders, o) : NULL;

		if (row == NULL || !row->kept)
			continue;
		o->pin = (uint32_t)(row - before->plan->row) + 1;
		for (uint32_t k = 0; k < row->ids && !o->pinned; k++)
			o->pinned = slice_equal(row->id[k], o->id);
	}
}

struct contacts
contacts_of(struct orders *orders, const struct customers *customers,
    const struct before *before, struct managers *managers)
{
	struct view v = { orders, customers, before, managers };
	uint32_t count = (uint32_t)orders->count, first = 0;
	struct contacts all = {
		.order = mem_array(count, sizeof *all.order), .scale = 1,
	};
	size_t room = 0;

	if (before != NULL)
		keep_rows(orders, before);
	for (uint32_t i = 0; i < count; i++)
		all.order[i] = i;
	qsort_r(all.order, count, sizeof *all.order, by_contact, &v);
	for (uint32_t i = 1; i <= count; i++) {
		if (i < count && same_row(&orders->one[all.order[first]],
		    &orders->one[all.order[i]]))
			continue;
		all.one = mem_grow(all.one, all.count, &room, sizeof *all.one);
		all.one[all.count++] = join(&v, all.order, first, i);
		first = i;
	}
	return all;
}

void
contacts_free(struct contacts *all)
{
	free(all->one);
	free(all->order);
}

struct slice
contact_manager_name(const struct contact *c, const struct managers *managers)
{
	if (c->pin != NULL)
		return c->pin->manager;
	return c->manager == NO_MANAGER ? SLICE("") : managers->one[c->manager].name;
}

int
contact_precedes(const struct contact *a, const struct contact *b)
{
	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return (a > b) - (a < b);
}
