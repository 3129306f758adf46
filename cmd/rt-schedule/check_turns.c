/*
 * The rows of all managers are sorted by manager and time: what clashes is then
 * next to each other.
 */
#include "cmd/rt-schedule/check_turns.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/mem.h"

/* By manager, then by time. */
static int
by_turn(const void *a, const void *b, void *check)
{
	const struct check *c = check;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	const struct planned *x = &c->plan->row[i], *y = &c->plan->row[j];

	if (c->manager[i] != c->manager[j])
		return c->manager[i] < c->manager[j] ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (i > j) - (i < j);
}

/* One manager's rows in the order of time. */
static void
check_turns(struct check *c, const uint32_t turn[], size_t count)
{
	const struct manager *m = &c->e->managers->one[c->manager[turn[0]]];
	int64_t made[MANAGED] = { 0 }, busy_until = INT64_MIN;
	daynum day = NO_DAY;

	for (size_t i = 0; i < count; i++) {
		const struct planned *p = &c->plan->row[turn[i]];
		int64_t midnight = (int64_t)p->day * 1440;

		if (p->day != day)
			made[VISIT] = made[CALL] = 0;
		day = p->day;
		if (++made[p->channel] > m->per_day[p->channel])
			breaches_add(c->found, p, RULE_CAPACITY,
			    "%s %" PRId64 " of a day that takes %" PRId64,
			    channel_name(p->channel), made[p->channel],
			    m->per_day[p->channel]);
		if (!check_timed(p))
			continue;
		if (midnight + p->start < busy_until)
			breaches_add(c->found, p, RULE_OVERLAP,
			    "begins before the manager's last contact ends");
		if (midnight + p->end > busy_until)
			busy_until = midnight + p->end;
	}
}

void
check_managers(struct check *c)
{
	uint32_t *turn = mem_array(c->plan->count, sizeof *turn);
	size_t count = 0, first = 0;

	for (uint32_t i = 0; i < c->plan->count; i++) {
		const struct planned *p = &c->plan->row[i];

		if (p->planned && check_takes_time(p) && p->day != NO_DAY &&
		    c->manager[i] != NO_MANAGER)
			turn[count++] = i;
	}
	if (count > 0)
		qsort_r(turn, count, sizeof *turn, by_turn, c);
	for (size_t i = 1; i <= count; i++)
		if (i == count || c->manager[turn[i]] != c->manager[turn[first]]) {
			check_turns(c, &turn[first], i - first);
			first = i;
		}
	free(turn);
}
