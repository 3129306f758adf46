/*
 * The first row that lists an order has it; every later one is told where that is.
 */
#include "cmd/rt-schedule/check_ids.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/mem.h"

void
check_ids(struct check *c, uint32_t row)
{
	const struct planned *p = &c->plan->row[row];

	if (p->ids == 0)
		breaches_add(c->found, p, RULE_LOST, "there is no work order");
	for (uint32_t i = 0; i < p->ids; i++) {
		uint32_t number = map_find(c->e->orders->ids, p->id[i]);

		if (number == MAP_NONE)
			breaches_add_order(c->found, p, RULE_LOST, p->id[i],
			    "did not come in");
		else if (c->row_of_order[number] == NO_ROW)
			c->row_of_order[number] = row;
		else
			breaches_add_order(c->found, p, RULE_DUPLICATE, p->id[i],
			    "stands in line %" PRIu64 " as well",
			    c->plan->row[c->row_of_order[number]].line);
	}
}

static bool
stands(const struct check *c, const struct planned *p)
{
	for (uint32_t i = 0; i < p->ids; i++) {
		const struct order *o = check_order(c, p->id[i]);

		if (o != NULL && o->why == NO_REASON)
			return true;
	}
	return p->planned;
}

void
check_one_contact(struct check *c, uint32_t row)
{
	const struct planned *p = &c->plan->row[row];
	uint32_t customer = check_customer(c, p), *first;

	for (uint32_t i = 0; i < p->ids; i++) {
		const struct order *o = check_order(c, p->id[i]);

		if (o != NULL && o->customer != customer) {
			breaches_add_order(c->found, p, RULE_ONE_CONTACT, o->id,
			    "is another customer's");
			return;
		}
	}
	if (customer == NOBODY || !stands(c, p) || check_is_over(c, p))
		return;
	first = &c->row_of_customer[customer];
	if (*first == NO_ROW)
		*first = row;
	else
		breaches_add(c->found, p, RULE_ONE_CONTACT,
		    "line %" PRIu64 " is a contact of this customer as well",
		    c->plan->row[*first].line);
}

static int
by_id(const void *a, const void *b)
{
	return slice_compare((*(const struct order *const *)a)->id,
	    (*(const struct order *const *)b)->id);
}

void
check_lost(struct check *c)
{
	const struct orders *all = c->e->orders;
	const struct order **lost = mem_array(all->count, sizeof *lost);
	size_t count = 0;

	for (size_t i = 0; i < all->count; i++)
		if (c->row_of_order[i] == NO_ROW)
			lost[count++] = &all->one[i];
	if (count > 0)
		qsort(lost, count, sizeof *lost, by_id);
	for (size_t i = 0; i < count; i++) {
		struct planned nowhere = { .line = NO_LINE };

		if (lost[i]->customer != NOBODY)
			nowhere.customer = map_key(all->customers, lost[i]->customer);
		breaches_add_order(c->found, &nowhere, RULE_LOST, lost[i]->id,
		    "stands in no row");
	}
	free(lost);
}
