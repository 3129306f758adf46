/*
 * distinct -- how many different values a column has.
 *
 * Exact up to a limit, and from there on an estimate: HyperLogLog, with the
 * estimator of O. Ertl, "New cardinality estimation algorithms for
 * HyperLogLog sketches" (2017), on 16384 registers, whose standard error is
 * 0.8%.  The same values give the same estimate, in any order.
 *
 * Memory: 11 to 22 bytes a value up to the limit; 16 KiB beyond.  Amounts that
 * are small and in whole units, or in hundredths, have a bit each, which is
 * quicker, and exact whatever the limit: 128 KiB for either.
 */
#ifndef RT_REPORT_DISTINCT_H
#define RT_REPORT_DISTINCT_H

#include <stddef.h>
#include <stdint.h>

#include "common/value/money.h"

enum { DISTINCT_EXACT = 65536 }; /* the usual limit */

struct distinct {
	uint64_t *slot;          /* mixed keys, 0: free; NULL: beyond the limit */
	uint64_t mask, count, limit;
	unsigned char *rank;     /* the registers, beyond the limit */
	uint64_t *unit, *hundredth; /* a bit for each such amount; NULL: none yet */
	uint64_t amounts;        /* counted by those */
};

void distinct_init(struct distinct *d, uint64_t limit);
void distinct_free(struct distinct *d);

/* A mixed key that is not in the slot where its search ended. */
void distinct_add_slowly(struct distinct *d, uint64_t mixed, uint64_t at);

/* A bijection, so that different numbers stay different; never 0 but for one of them. */
static inline uint64_t
distinct_mix(uint64_t key)
{
	key ^= 0x9e3779b97f4a7c15u;
	key = (key ^ key >> 33) * 0xff51afd7ed558ccdu;
	key = (key ^ key >> 33) * 0xc4ceb9fe1a85ec53u;
	return key ^ key >> 33;
}

/* A value: a number as it is, or the hash of a text. */
static inline void
distinct_add(struct distinct *d, uint64_t key)
{
	uint64_t mixed = distinct_mix(key), at = mixed & d->mask;

	if (d->slot != NULL)
		for (; d->slot[at] != 0; at = (at + 1) & d->mask)
			if (d->slot[at] == mixed)
				return;
	distinct_add_slowly(d, mixed, at);
}

/* Room for the bits of amounts, before the first of them. */
void distinct_expect_amounts(struct distinct *d);

/* As many amounts of either sort have a bit: up to 1,048,576, and to 10,485.76. */
enum { DISTINCT_BITS = 1 << 20 };

/* An amount, of a column that only has such. */
static inline void
distinct_add_amount(struct distinct *d, money m)
{
	uint64_t n = (uint64_t)m, unit = n / MONEY_UNIT, hundredth = n / (MONEY_UNIT / 100);
	uint64_t *word, bit;

	if (unit * MONEY_UNIT == n && unit < DISTINCT_BITS) {
		word = &d->unit[unit / 64];
		bit = (uint64_t)1 << unit % 64;
	} else if (hundredth * (MONEY_UNIT / 100) == n && hundredth < DISTINCT_BITS) {
		word = &d->hundredth[hundredth / 64];
		bit = (uint64_t)1 << hundredth % 64;
	} else {
		distinct_add(d, n);
		return;
	}
	d->amounts += (*word & bit) == 0;
	*word |= bit;
}

/* How many; an estimate is rounded to three digits. */
int64_t distinct_count(const struct distinct *d);

#endif
