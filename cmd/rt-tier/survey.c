/*
 * One walk over the accounts, memory of the next ones being fetched meanwhile;
 * threads share it.
 * The cut of a class is found by selection (value.h), not by sorting all
 * customers.
 */
#include "cmd/rt-tier/survey.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/run.h"

enum { AHEAD = 16 }; /* customers whose accounts are fetched before their turn */

/* What individuals spent in the window, by number. */
struct survey {
	struct assessment *r;
	money *total;      /* NO_RECORD for a group */
	uint16_t *months;  /* with a record */
	atomic_bool overflow;
	pthread_mutex_t lock; /* of what stands behind */
	struct average class_a;
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

/* A share of the customers: their totals. */
static void
add_up(void *survey, uint32_t from, uint32_t to)
{
	struct survey *s = survey;
	struct assessment *r = s->r;
	const struct map *met = ledger_customers(r->ledger);

	for (uint32_t i = from; i < to; i++) {
		const struct account *a = map_state(met, i);
		struct account_total t = account_sum(a, ledger_shape(r->ledger), r->span.month,
		    r->span.window);

		map_prefetch(met, i + AHEAD);
		if (t.overflow)
			s->overflow = true;
		s->total[i] = t.sum;
		s->months[i] = (uint16_t)t.months;
		if (r->customers != NULL && add_to_group(r, map_key(met, i), a,
		    links_of(r->links, i).profile))
			s->total[i] = NO_RECORD;
	}
}

/* A share of the customers: what those of class A spend. */
static void
add_class_a(void *survey, uint32_t from, uint32_t to)
{
	struct survey *s = survey;
	const struct map *met = ledger_customers(s->r->ledger);
	struct average a = { 0, 0 };

	for (uint32_t i = from; i < to; i++) {
		if (s->total[i] == NO_RECORD || abc_class(&s->r->abc, s->total[i],
		    map_key(met, i)) != CLASS_A)
			continue;
		a.months += s->months[i];
		if (!money_add(&a.total, s->total[i]))
			s->overflow = true;
	}
	pthread_mutex_lock(&s->lock);
	s->class_a.months += a.months;
	if (!money_add(&s->class_a.total, a.total))
		s->overflow = true;
	pthread_mutex_unlock(&s->lock);
}

/* D07: the classes, and what class A spends in a month on average. */
static void
classify(struct survey *s)
{
	struct assessment *r = s->r;
	const struct map *met = ledger_customers(r->ledger);

	r->abc = abc_of(met, s->total, r->q->share_a, r->q->share_b);
	r->has_classes = true;
	run_shares(r->q->common.threads, map_count(met), add_class_a, s);
	if (s->overflow)
		die(BAD_DATA, "amount: the total of class A is too large");
	r->class_a = s->class_a;
}

/* Groups are added to one customer after the other. */
void
survey_take(struct assessment *r)
{
	uint32_t count = map_count(ledger_customers(r->ledger));
	struct survey s = {
		.r = r,
		.total = mem_array(count, sizeof *s.total),
		.months = mem_array(count, sizeof *s.months),
		.lock = PTHREAD_MUTEX_INITIALIZER,
	};

	r->revenue = revenue_new(r->customers, &r->span);
	run_shares(r->customers != NULL ? 1 : r->q->common.threads, count, add_up, &s);
	if (s.overflow)
		die(BAD_DATA, "amount: the total of a customer is too large");
	if (!request_is_part(r->q))
		classify(&s);
	free(s.total);
	free(s.months);
}
