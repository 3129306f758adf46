/*
 * Rows of one group are sorted next to each other; each is held against all others.
 */
#include "cmd/rt-schedule/check_household.h"

#include <stdlib.h>

#include "cmd/rt-schedule/household.h"
#include "common/base/mem.h"

/* A row that the cap of its group is about. */
struct member {
	uint32_t group, row;
};

static int
by_group(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* Planned, to come, and of no service or crisis. */
static bool
is_capped(const struct check *c, const struct planned *p)
{
	for (uint32_t i = 0; i < p->ids; i++) {
		const struct order *o = check_order(c, p->id[i]);

		if (o != NULL && o->exempt)
			return false;
	}
	return p->planned && !p->repeated && p->day != NO_DAY && !check_is_over(c, p);
}

static void
check_group(struct check *c, const struct member m[], size_t count)
{
	daynum *other = mem_array(count, sizeof *other);

	for (size_t i = 0; i < count; i++) {
		const struct planned *p = &c->plan->row[m[i].row];
		size_t others = 0;

		for (size_t k = 0; k < count; k++)
			if (k != i)
				other[others++] = c->plan->row[m[k].row].day;
		if (!households_leave_room(c->s->households, check_customer(c, p), other,
		    others, p->day))
			breaches_add(c->found, p, RULE_CAP,
			    "more contacts in 7 days than the group may have");
	}
	free(other);
}

void
check_households(struct check *c)
{
	struct member *m;
	size_t count = 0, first = 0;

	if (c->s->households == NULL)
		return;
	m = mem_array(c->plan->count, sizeof *m);
	for (uint32_t i = 0; i < c->plan->count; i++) {
		const struct planned *p = &c->plan->row[i];
		uint32_t group = households_group(c->s->households, check_customer(c, p));

		if (group != NO_GROUP && is_capped(c, p))
			m[count++] = (struct member){ group, i };
	}
	if (count > 0)
		qsort(m, count, sizeof *m, by_group);
	for (size_t i = 1; i <= count; i++)
		if (i == count || m[i].group != m[first].group) {
			check_group(c, &m[first], i - first);
			first = i;
		}
	free(m);
}
