/*
 * One walk over the accounts, memory of the next ones being fetched meanwhile.
 * The cut of a class is found by selection (value.h), not by sorting all
 * customers.
 */
#include "cmd/rt-tier/survey.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

enum { AHEAD = 16 }; /* customers whose accounts are fetched before their turn */

/* What individuals spent in the window, by number. */
struct survey {
	money *total;      /* NO_RECORD for a group */
	uint16_t *months;  /* with a record */
};

/* Adds the account of a customer to the group's it is, or is a member of. */
static bool
add_to_group(struct assessment *r, struct slice id, const struct account *a,
    const struct profile *p)
{
	uint32_t own = map_find(profiles_groups(r->customers), id);
	money sum[SERIES_MOST];

	if (own == MAP_NONE && (p == NULL || p->group == NO_GROUP))
		return false;
	account_months(a, ledger_shape(r->ledger), r->span.month, r->span.series, sum);
	if (own != MAP_NONE)
		revenue_add_own(r->revenue, own, sum);
	else
		revenue_add_member(r->revenue, p->group, sum);
	return own != MAP_NONE;
}

static void
add_up(struct survey *s, struct assessment *r)
{
	const struct map *met = ledger_customers(r->ledger);
	uint32_t count = map_count(met);

	s->total = mem_array(count, sizeof *s->total);
	s->months = mem_array(count, sizeof *s->months);
	for (uint32_t i = 0; i < count; i++) {
		const struct account *a = map_state(met, i);
		struct account_total t = account_sum(a, ledger_shape(r->ledger), r->span.month,
		    r->span.window);

		map_prefetch(met, i + AHEAD);
		if (t.overflow)
			die(BAD_DATA, "amount: the total of a customer is too large");
		s->total[i] = t.sum;
		s->months[i] = (uint16_t)t.months;
		if (r->customers != NULL && add_to_group(r, map_key(met, i), a,
		    links_of(r->links, i).profile))
			s->total[i] = NO_RECORD;
	}
}

/* D07: the classes, and what class A spends in a month on average. */
static void
classify(struct assessment *r, const struct survey *s)
{
	const struct map *met = ledger_customers(r->ledger);

	r->abc = abc_of(met, s->total, r->q->share_a, r->q->share_b);
	r->has_classes = true;
	for (uint32_t i = 0; i < map_count(met); i++) {
		if (s->total[i] == NO_RECORD || abc_class(&r->abc, s->total[i],
		    map_key(met, i)) != CLASS_A)
			continue;
		r->class_a.months += s->months[i];
		if (!money_add(&r->class_a.total, s->total[i]))
			die(BAD_DATA, "amount: the total of class A is too large");
	}
}

void
survey_take(struct assessment *r)
{
	struct survey s;

	r->revenue = revenue_new(r->customers, &r->span);
	add_up(&s, r);
	if (!request_is_part(r->q))
		classify(r, &s);
	free(s.total);
	free(s.months);
}
