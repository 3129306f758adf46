/*
 * Each side is sorted by itself, and a score is a place in it: no cut points
 * are made that ties could fall between.
 */
#include "cmd/rt-tier/rfm.h"

#include <stdlib.h>

#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/search.h"

enum { QUINTILES = 5 };

struct tally {
	int64_t count;
	money sum;
	daynum last;
	struct scores scores;
};

struct rfm {
	daynum as_of;
	struct map *tallies;
};

struct rfm *
rfm_new(daynum as_of)
{
	struct rfm *r = mem_new(sizeof *r);

	r->as_of = as_of;
	r->tallies = map_new(sizeof(struct tally));
	return r;
}

void
rfm_free(struct rfm *r)
{
	map_free(r->tallies);
	free(r);
}

bool
rfm_observe(struct rfm *r, struct slice customer, daynum day, money amount)
{
	struct tally *t;

	if (day > r->as_of)
		return true;
	t = map_state(r->tallies, map_intern(r->tallies, customer));
	if (!money_add(&t->sum, amount))
		return false;
	if (t->count++ == 0 || day > t->last)
		t->last = day;
	return true;
}

/* Equal values, equal scores: by the share of customers strictly worse. */
static int
quintile(const int64_t sorted[], size_t n, int64_t value)
{
	size_t worse = search_first(sorted, n, sizeof *sorted, &value, by_integer);

	return 1 + (int)(QUINTILES * worse / n);
}

enum side { RECENCY, FREQUENCY, MONETARY, SIDES };

/* More is better on every side: the later the last purchase, the fewer the days. */
static int64_t
value_of(const struct tally *t, enum side side)
{
	return side == RECENCY ? t->last : side == FREQUENCY ? t->count : t->sum;
}

void
rfm_score(struct rfm *r)
{
	uint32_t n = map_count(r->tallies);
	int64_t *sorted = mem_array(n, sizeof *sorted);

	for (enum side side = RECENCY; side < SIDES; side++) {
		for (uint32_t i = 0; i < n; i++)
			sorted[i] = value_of(map_state(r->tallies, i), side);
		qsort(sorted, n, sizeof *sorted, by_integer);
		for (uint32_t i = 0; i < n; i++) {
			struct tally *t = map_state(r->tallies, i);
			int score = quintile(sorted, n, value_of(t, side));

			*(side == RECENCY ? &t->scores.recency : side == FREQUENCY ?
			    &t->scores.frequency : &t->scores.monetary) = score;
		}
	}
	free(sorted);
}

struct scores
rfm_scores(const struct rfm *r, struct slice customer)
{
	uint32_t number = map_find(r->tallies, customer);

	if (number == MAP_NONE)
		return (struct scores){ 0, 0, 0 };
	return ((const struct tally *)map_state(r->tallies, number))->scores;
}
