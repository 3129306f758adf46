/*
 * An open table of mixed keys, and registers when it would grow too large.
 */
#include "cmd/rt-report/distinct.h"

#include <math.h>
#include <stdlib.h>

#include "common/base/mem.h"

enum {
	SLOTS_FIRST = 1024,
	INDEX_BITS = 14,                 /* of the key: which register */
	REGISTERS = 1 << INDEX_BITS,
	RANK_BITS = 64 - INDEX_BITS,     /* of the key: how rare it is */
};

void
distinct_init(struct distinct *d, uint64_t limit)
{
	*d = (struct distinct){ .limit = limit, .mask = SLOTS_FIRST - 1 };
	d->slot = mem_array(SLOTS_FIRST, sizeof *d->slot);
}

void
distinct_free(struct distinct *d)
{
	free(d->slot);
	free(d->rank);
	free(d->unit);
	free(d->hundredth);
}

void
distinct_expect_amounts(struct distinct *d)
{
	d->unit = mem_array(DISTINCT_BITS / 64, sizeof *d->unit);
	d->hundredth = mem_array(DISTINCT_BITS / 64, sizeof *d->hundredth);
}

/* The register keeps the rarest key it met: zeros before its first bit, and one. */
static void
note(struct distinct *d, uint64_t mixed)
{
	unsigned char *rank = &d->rank[mixed >> RANK_BITS];
	uint64_t rest = mixed << INDEX_BITS | (uint64_t)1 << (INDEX_BITS - 1);
	unsigned char seen = (unsigned char)(__builtin_clzll(rest) + 1);

	if (seen > *rank)
		*rank = seen;
}

static void
put(struct distinct *d, uint64_t mixed)
{
	uint64_t at = mixed & d->mask;

	while (d->slot[at] != 0)
		at = (at + 1) & d->mask;
	d->slot[at] = mixed;
}

/* Hands what is in the table over: to registers at the limit, else to a larger one. */
static void
outgrow(struct distinct *d)
{
	uint64_t *old = d->slot, slots = d->mask + 1;
	bool over = d->count > d->limit;

	if (over) {
		d->slot = NULL;
		d->rank = mem_array(REGISTERS, 1);
	} else {
		d->mask = 2 * slots - 1;
		d->slot = mem_array(2 * slots, sizeof *d->slot);
	}
	for (uint64_t i = 0; i < slots; i++)
		if (old[i] != 0)
			over ? note(d, old[i]) : put(d, old[i]);
	free(old);
}

void
distinct_add_slowly(struct distinct *d, uint64_t mixed, uint64_t at)
{
	if (d->slot == NULL) {
		note(d, mixed);
		return;
	}
	d->slot[at] = mixed != 0 ? mixed : 1;
	d->count++;
	if (d->count > d->limit || 4 * d->count > 3 * d->mask)
		outgrow(d);
}

/* Of registers that are full: the sum over k of x^(2^k) 2^(k-1), and x. */
static double
sigma(double x)
{
	double y = 1, z = x, before;

	if (x == 1)
		return INFINITY;
	do {
		x *= x;
		before = z;
		z += x * y;
		y += y;
	} while (z != before);
	return z;
}

static double
tau(double x)
{
	double y = 1, z = 1 - x, before;

	if (x == 0 || x == 1)
		return 0;
	do {
		x = sqrt(x);
		before = z;
		y *= 0.5;
		z -= (1 - x) * (1 - x) * y;
	} while (z != before);
	return z / 3;
}

static double
estimate(const unsigned char rank[])
{
	double of[RANK_BITS + 2] = { 0 }, z;

	for (int i = 0; i < REGISTERS; i++)
		of[rank[i]]++;
	z = REGISTERS * tau(1 - of[RANK_BITS + 1] / REGISTERS);
	for (int k = RANK_BITS; k >= 1; k--)
		z = 0.5 * (z + of[k]);
	z += REGISTERS * sigma(of[0] / REGISTERS);
	return (double)REGISTERS * REGISTERS / (2 * M_LN2 * z);
}

int64_t
distinct_count(const struct distinct *d)
{
	double n, unit = 1;

	if (d->slot != NULL)
		return (int64_t)(d->count + d->amounts);
	n = estimate(d->rank) + (double)d->amounts;
	while (n / unit >= 1000)
		unit *= 10;
	return llround(n / unit) * (int64_t)unit;
}
