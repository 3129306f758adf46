/*
 * number -- counts, numbers of statistics, rates.
 */
#ifndef RT_NUMBER_H
#define RT_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"

enum { NUMBER_TEXT = 32 }; /* room that any of the prints below needs */

/*
 * The number that eight decimal digits make, a byte each (0 to 9, not '0' to
 * '9'), the first in the lowest byte; false when a byte is no digit.
 *
 * After D. Lemire, "Quickly parsing eight digits": pairs, then fours.
 */
static inline bool
eight_digits(uint64_t digits, uint32_t *n)
{
	if (((digits + 0x7676767676767676u) | digits) & 0x8080808080808080u)
		return false;
	digits = digits * 10 + (digits >> 8);
	*n = (uint32_t)(((digits & 0x000000ff000000ffu) * 0x000f424000000064u +
	    ((digits >> 16) & 0x000000ff000000ffu) * 0x0000271000000001u) >> 32);
	return true;
}

/* A non-negative integer below 2^63, no sign, spaces around it allowed. */
bool count_parse(struct slice text, int64_t *n);

/* Whether text that is no count would be one, were it not for its size. */
bool count_overflows(struct slice text);

/*
 * Decimal or exponent form ("12", "-.5", "1e-3"), finite, spaces around it
 * allowed; never a locale.
 */
bool number_parse(struct slice text, double *x);

/* Whether text that is no number would be one, were it not for its size. */
bool number_overflows(struct slice text);

/* Each returns the length it wrote, no NUL. */
size_t count_print(int64_t n, char out[NUMBER_TEXT]);

/*
 * The fewest digits that name the same double, with an exponent only below
 * 1e-5 and from 1e15 on; x must be finite.
 */
size_t number_print(double x, char out[NUMBER_TEXT]);

/*
 * numerator / denominator with so many decimals (at most 9), exact, rounded
 * half away from zero; "" when the denominator is 0.  The numerator is below
 * 2^64 in size: the difference of any two amounts is.
 */
size_t ratio_print(__int128 numerator, int64_t denominator, int decimals,
    char out[NUMBER_TEXT]);

#endif
