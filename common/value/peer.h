/*
 * peer -- telephone numbers, as far as service numbers go.
 */
#ifndef RT_PEER_H
#define RT_PEER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"

enum { PEER_TEXT = 64 };

/*
 * The number as it is compared: without spaces, hyphens, '+', a leading 00,
 * a leading 86 where more than 10 digits stand or a service number is left,
 * an area code before a service number (five digits).  Borrowed from the
 * text or from room.
 */
struct slice peer_plain(struct slice number, char room[PEER_TEXT]);

/*
 * Whether the plain forms can be the same, by the last four bytes: they are
 * those of a plain number that ends with digits.
 */
enum { PEER_TAIL = 4 };

static inline uint32_t
peer_tail(struct slice number)
{
	uint32_t tail;

	memcpy(&tail, number.p + number.n - PEER_TAIL, PEER_TAIL);
	return tail;
}

static inline bool
peer_is_digits(uint32_t tail)
{
	uint32_t digits = tail ^ 0x30303030;

	return (((digits + 0x06060606) | digits) & 0xf0f0f0f0) == 0;
}

static inline bool
peer_could_be(struct slice number, struct slice plain)
{
	uint32_t tail;

	if (number.n < PEER_TAIL || plain.n < PEER_TAIL)
		return true;
	tail = peer_tail(number);
	return tail == peer_tail(plain) || !peer_is_digits(tail);
}

/* One bit for the tail, of 64: numbers without a bit in common differ. */
static inline uint64_t
peer_mark(uint32_t tail)
{
	return (uint64_t)1 << (tail * 0x9e3779b1u >> 26);
}

#endif
