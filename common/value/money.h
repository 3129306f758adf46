/*
 * money -- exact amounts: whole ten-thousandths of a unit in 64 bits.
 *
 * Integers, because a threshold compared in floating point is a customer
 * on the wrong level.  Pure: no input, no output, no exit.
 */
#ifndef RT_MONEY_H
#define RT_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/value/number.h"

typedef int64_t money;

enum {
	MONEY_UNIT = 10000,  /* one yuan */
	MONEY_TEXT = 24,     /* room that any amount needs when printed */
};

enum money_fault { MONEY_OK, MONEY_BAD, MONEY_OVERFLOW };

/*
 * Reads "12", "+12.5", "-0.50", "12.3456", "1,234.50", "82.540000", "¥12",
 * "￥12", "12元", with ASCII spaces around it; *m is left alone unless the
 * answer is MONEY_OK.
 */
enum money_fault money_parse(struct slice text, money *m);

/* A number, or an amount as a number of yuan: see number_parse(). */
bool figure_parse(struct slice text, double *x);

/*
 * The commonest amounts, "1.23" to "12345.67", without a loop; false says
 * nothing about the text.  The 8 bytes before the text's end can be read,
 * also where the text is shorter, as those of a record's fields can.
 */
static inline bool
money_parse_quick(struct slice text, money *m)
{
	uint64_t word;
	uint32_t hundredths;
	unsigned gap;

	if (text.n < 4 || text.n > 8 || text.p[text.n - 3] != '.')
		return false;
	memcpy(&word, text.p + text.n - 8, 8);
	/* The dot closes up; what stands before the text goes. */
	word = (word & 0xffff000000000000u) | (word & 0x000000ffffffffffu) << 8;
	gap = 8 * (9 - (unsigned)text.n);
	word = (word ^ 0x3030303030303030u) >> gap << gap;
	if (!eight_digits(word, &hundredths))
		return false;
	*m = (money)hundredths * (MONEY_UNIT / 100);
	return true;
}

/*
 * The same of whole amounts of up to eight digits, as most counts are too: so
 * many whole units.
 */
static inline bool
money_parse_whole(struct slice text, money *m)
{
	uint64_t word;
	uint32_t whole;
	unsigned gap;

	if (text.n < 1 || text.n > 8)
		return false;
	memcpy(&word, text.p + text.n - 8, 8);
	gap = 8 * (8 - (unsigned)text.n);
	word = (word ^ 0x3030303030303030u) >> gap << gap;
	if (!eight_digits(word, &whole))
		return false;
	*m = (money)whole * MONEY_UNIT;
	return true;
}

/* *sum += m; false, leaving *sum alone, when that does not fit. */
static inline bool
money_add(money *sum, money m)
{
	money total;

	if (__builtin_add_overflow(*sum, m, &total))
		return false;
	*sum = total;
	return true;
}

/*
 * sum / n rounded half away from zero: to hundredths when sum is in whole
 * hundredths, else to ten-thousandths.  n must be positive.
 */
money money_mean(money sum, int64_t n);

/*
 * Writes the amount with 2 decimals, with 4 when it is not a whole number of
 * hundredths; returns the length, no NUL.
 */
size_t money_print(money m, char out[MONEY_TEXT]);

#endif
