/*
 * Digit by digit from the lowest, as punched cards were: eleven bits at a time,
 * each pass in the order of the one before.  A digit that all have alike is passed
 * over, so that whole days take two or three passes.
 */
#include "common/base/sort.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"

enum { BITS = 11, DIGITS = 1 << BITS, PASSES = (64 + BITS - 1) / BITS };

struct card {
	uint64_t key;          /* ascends as the numbers do */
	size_t from;           /* place of the item */
};

/* Negative numbers are turned around and go before the others. */
static uint64_t
key_of(double x)
{
	const uint64_t sign = (uint64_t)1 << 63;
	uint64_t bits;

	x += 0.0; /* -0 is 0 */
	memcpy(&bits, &x, sizeof bits);
	return (bits & sign) != 0 ? ~bits : bits | sign;
}

static unsigned
digit(uint64_t key, int pass)
{
	return (unsigned)(key >> pass * BITS) & (DIGITS - 1);
}

/* Deals the cards by one digit; false when all have it alike. */
static int
deal(const struct card *card, struct card *to, size_t count, int pass)
{
	size_t place[DIGITS] = { 0 }, next = 0;

	for (size_t i = 0; i < count; i++)
		place[digit(card[i].key, pass)]++;
	if (place[digit(card[0].key, pass)] == count)
		return 0;
	for (size_t d = 0; d < DIGITS; d++) {
		size_t n = place[d];

		place[d] = next;
		next += n;
	}
	for (size_t i = 0; i < count; i++)
		to[place[digit(card[i].key, pass)]++] = card[i];
	return 1;
}

void
sort_by_double(void *items, size_t count, size_t size, size_t offset)
{
	struct card *card = mem_array(count + 1, sizeof *card);
	struct card *other = mem_array(count + 1, sizeof *other), *swap;
	char *item = items, *copy = mem_resize(NULL, count + 1, size);
	double x;

	for (size_t i = 0; i < count; i++) {
		memcpy(&x, item + i * size + offset, sizeof x);
		card[i] = (struct card){ key_of(x), i };
	}
	for (int pass = 0; count > 0 && pass < PASSES; pass++)
		if (deal(card, other, count, pass)) {
			swap = card;
			card = other;
			other = swap;
		}
	for (size_t i = 0; i < count; i++)
		memcpy(copy + i * size, item + card[i].from * size, size);
	memcpy(items, copy, count * size);
	free(copy);
	free(card);
	free(other);
}
