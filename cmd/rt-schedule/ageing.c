/*
 * Exact, because all factors are: a weight is whole, and what a day adds has
 * four decimals at most.
 */
#include "cmd/rt-schedule/ageing.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

/* By day before today, how many working days came behind it. */
struct wait {
	daynum first, today;
	int *days;           /* from first on */
};

static daynum
first_fired(const struct contacts *all, const struct orders *orders,
    const struct contact *c)
{
	daynum first = NO_DAY;

	for (uint32_t k = 0; k < c->orders; k++) {
		daynum fired = orders->one[all->order[c->first + k]].fired_on;

		if (fired != NO_DAY && (first == NO_DAY || fired < first))
			first = fired;
	}
	return first;
}

static struct wait
wait_of(const struct orders *orders, const struct calendar *calendar, daynum today)
{
	struct wait w = { today, today, NULL };

	for (size_t i = 0; i < orders->count; i++) {
		daynum fired = orders->one[i].fired_on;

		if (fired != NO_DAY && fired < w.first)
			w.first = fired;
	}
	w.days = mem_array((size_t)(today - w.first) + 1, sizeof *w.days);
	for (daynum d = today - 1; d >= w.first; d--)
		w.days[d - w.first] =
		    w.days[d + 1 - w.first] + calendar_works(calendar, d + 1);
	return w;
}

static int
waited(const struct wait *w, daynum fired)
{
	return fired == NO_DAY || fired >= w->today ? 0 : w->days[fired - w->first];
}

/* The sum of what its orders weigh. */
static int64_t
plain_weight(const struct contacts *all, const struct orders *orders,
    const struct contact *c)
{
	int64_t weight = 0;

	for (uint32_t k = 0; k < c->orders; k++)
		weight += orders->one[all->order[c->first + k]].weight;
	return weight;
}

void
ageing_weigh(struct contacts *all, const struct orders *orders,
    const struct calendar *calendar, const struct today *today, money ageing)
{
	struct wait w = wait_of(orders, calendar, today->day);
	int64_t most = all->count == 0 ? 0 : INT64_MAX / (int64_t)all->count;

	for (size_t i = 0; i < all->count; i++) {
		struct contact *c = &all->one[i];
		int days = reason_is_of_orders(c->why) ? 0 :
		    waited(&w, first_fired(all, orders, c));
		int64_t factor;

		if (__builtin_mul_overflow(ageing, (int64_t)days, &factor) ||
		    __builtin_add_overflow(factor, (int64_t)MONEY_UNIT, &factor) ||
		    __builtin_mul_overflow(plain_weight(all, orders, c), factor,
		    &c->weight) || c->weight > most)
			die(BAD_USAGE, "--ageing: weights become too large to add up");
	}
	all->scale = MONEY_UNIT;
	if (w.first == w.today)
		warn("--ageing: no work order was opened (fired_on) before today:"
		    " nothing has aged");
	free(w.days);
}
