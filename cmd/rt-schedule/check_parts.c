/*
 * What the rules ask of a row: nothing here finds fault with it.
 */
#include "cmd/rt-schedule/check_parts.h"

#include "cmd/rt-schedule/today.h"

const struct order *
check_order(const struct check *c, struct slice id)
{
	uint32_t number = map_find(c->e->orders->ids, id);

	return number == MAP_NONE ? NULL : &c->e->orders->one[number];
}

uint32_t
check_customer(const struct check *c, const struct planned *p)
{
	return p->customer.n == 0 ? NOBODY :
	    map_find(c->e->orders->customers, p->customer);
}

bool
check_timed(const struct planned *p)
{
	return p->start != NO_MINUTE && p->end != NO_MINUTE;
}

bool
check_takes_time(const struct planned *p)
{
	return p->channel < MANAGED && p->customer.n > 0;
}

bool
check_is_over(const struct check *c, const struct planned *p)
{
	return p->planned && p->day != NO_DAY && today_is_over(c->s->today, p->day,
	    p->start == NO_MINUTE ? 0 : p->start);
}
