/*
 * Most amounts are read eight bytes at once; only what is longer, grouped or
 * signed is looked at digit by digit.
 */
#include "common/value/money.h"

#include <string.h>

enum {
	DECIMALS = 4,
	SHORT = 8,       /* bytes that the quick way reads at once */
	PLAIN_MOST = 14, /* digits that fit without a look at overflow */
};

static const uint32_t power[DECIMALS + 1] = { 1, 10, 100, 1000, 10000 };

#define EACH_BYTE(b) (0x0101010101010101u * (uint64_t)(b))

/*
 * 4 to 8 bytes as one word, the last byte on top, zeros ('0') before the
 * first: two reads that may overlap.
 */
static uint64_t
load_right(const char *p, size_t n)
{
	uint32_t head, tail;
	unsigned gap = (unsigned)(SHORT - n) * 8;
	uint64_t zeros = EACH_BYTE('0') & (((uint64_t)1 << gap) - 1);

	memcpy(&head, p, 4);
	memcpy(&tail, p + n - 4, 4);
	return (uint64_t)tail << 32 | (uint64_t)head << gap | zeros;
}

/*
 * The amounts that bills are full of, without a branch a byte: 4 to 8 bytes,
 * digits with at most one dot.  False says nothing about the text.
 */
static bool
parse_short(const char *p, size_t n, money *m)
{
	uint64_t word = load_right(p, n);
	uint64_t dots = word ^ EACH_BYTE('.');
	uint32_t value;
	unsigned at, decimals = 0;

	dots = (dots - EACH_BYTE(1)) & ~dots & EACH_BYTE(0x80);
	if (dots != 0) {
		at = (unsigned)__builtin_ctzll(dots) & ~7u;
		decimals = SHORT - 1 - at / 8;
		if (decimals < 1 || decimals > DECIMALS || decimals + 1 == n)
			return false;
		word = (word & ~(uint64_t)0 << at << 8) |
		    (word & (((uint64_t)1 << at) - 1)) << 8 | '0';
	}
	if (!eight_digits(word ^ EACH_BYTE('0'), &value))
		return false;
	*m = (money)((uint64_t)value * power[DECIMALS - decimals]);
	return true;
}

/* Plain digits with decimals, short enough for every value to fit. */
static bool
parse_plain(const char *p, size_t n, money *m)
{
	uint64_t value = 0;
	size_t i = 0, decimals;
	unsigned digit;

	for (; i < n && (digit = (unsigned char)p[i] - (unsigned)'0') <= 9; i++)
		value = value * 10 + digit;
	if (i == 0)
		return false;
	if (i == n) {
		*m = (money)(value * MONEY_UNIT);
		return true;
	}
	decimals = n - i - 1;
	if (p[i] != '.' || decimals < 1 || decimals > DECIMALS)
		return false;
	for (i++; i < n && (digit = (unsigned char)p[i] - (unsigned)'0') <= 9; i++)
		value = value * 10 + digit;
	if (i < n)
		return false;
	*m = (money)(value * power[DECIMALS - decimals]);
	return true;
}

/* A number that is being read, and whether it became too large. */
struct tally {
	uint64_t value;
	bool overflow;
};

static void
tally_digit(struct tally *t, unsigned digit)
{
	if (__builtin_mul_overflow(t->value, 10u, &t->value) ||
	    __builtin_add_overflow(t->value, digit, &t->value))
		t->overflow = true;
}

/* Takes digits off the text; how many there were. */
static size_t
take_digits(struct slice *text, struct tally *t)
{
	size_t n = 0;

	for (; n < text->n; n++) {
		unsigned digit = (unsigned char)text->p[n] - (unsigned)'0';

		if (digit > 9)
			break;
		tally_digit(t, digit);
	}
	text->p += n;
	text->n -= n;
	return n;
}

/* Digits, or groups of three with commas between; false when neither. */
static bool
take_whole(struct slice *text, struct tally *t)
{
	size_t n = take_digits(text, t);

	if (n == 0)
		return false;
	if (n > 3)
		return true;
	while (slice_take(text, ','))
		if (take_digits(text, t) != 3)
			return false;
	return true;
}

/* Takes decimals off the text; zeros behind the fourth say nothing. */
static bool
take_decimals(struct slice *text, struct tally *t)
{
	struct slice counted = { text->p, text->n < DECIMALS ? text->n : DECIMALS };
	size_t decimals = take_digits(&counted, t);

	text->p += decimals;
	text->n -= decimals;
	if (decimals == DECIMALS)
		while (slice_take(text, '0'))
			;
	for (size_t i = decimals; i < DECIMALS; i++)
		tally_digit(t, 0);
	return decimals > 0;
}

/* Takes a sign off the text; whether there was one. */
static bool
take_sign(struct slice *text, bool *negative)
{
	if (slice_take(text, '-'))
		*negative = true;
	else if (!slice_take(text, '+'))
		return false;
	return true;
}

/* Takes the name of the yuan off the text, with a space on the side of the digits. */
static bool
take_yuan(struct slice *text)
{
	if (!slice_take_text(text, SLICE("¥")) && !slice_take_text(text, SLICE("￥")))
		return false;
	slice_take(text, ' ');
	return true;
}

static void
take_yuan_behind(struct slice *text)
{
	struct slice rest = *text;

	slice_take(&rest, ' ');
	if (slice_take_text(&rest, SLICE("元")))
		*text = rest;
}

/* The whole grammar; a text that is wrong in two ways is no number first. */
static __attribute__((noinline)) enum money_fault
parse_any(struct slice text, money *m)
{
	struct tally t = { 0, false };
	bool negative = false, sign;
	uint64_t most;

	text = slice_trim(text);
	sign = take_sign(&text, &negative);
	if (take_yuan(&text) && !sign)
		take_sign(&text, &negative);
	if (!take_whole(&text, &t))
		return MONEY_BAD;
	if (!slice_take(&text, '.'))
		for (int i = 0; i < DECIMALS; i++)
			tally_digit(&t, 0);
	else if (!take_decimals(&text, &t))
		return MONEY_BAD;
	take_yuan_behind(&text);
	if (text.n > 0)
		return MONEY_BAD;
	most = (uint64_t)INT64_MAX + negative;
	if (t.overflow || t.value > most)
		return MONEY_OVERFLOW;
	*m = (money)(negative ? -t.value : t.value);
	return MONEY_OK;
}

enum money_fault
money_parse(struct slice text, money *m)
{
	if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && text.n >= 4 &&
	    text.n <= SHORT && parse_short(text.p, text.n, m))
		return MONEY_OK;
	if (text.n <= PLAIN_MOST && parse_plain(text.p, text.n, m))
		return MONEY_OK;
	return parse_any(text, m);
}

bool
figure_parse(struct slice text, double *x)
{
	money m;

	if (number_parse(text, x))
		return true;
	if (money_parse(text, &m) != MONEY_OK)
		return false;
	*x = (double)m / MONEY_UNIT;
	return true;
}

static uint64_t
magnitude(int64_t n)
{
	return n < 0 ? -(uint64_t)n : (uint64_t)n;
}

money
money_mean(money sum, int64_t n)
{
	unsigned unit = sum % 100 == 0 ? 100 : 1;
	uint64_t units = magnitude(sum) / unit, count = (uint64_t)n;
	uint64_t mean = units / count, rest = units % count;

	if (rest >= count - rest)
		mean++;
	mean *= unit;
	return (money)(sum < 0 ? -mean : mean);
}

/* The decimal digits of a number; 0 has one. */
static size_t
digits_of(uint64_t n)
{
	size_t digits = 1;

	for (; n >= 10000; n /= 10000)
		digits += 4;
	return digits + (n >= 10) + (n >= 100) + (n >= 1000);
}

/*
 * Digits are written where they belong, never copied: a copy would wait for
 * the single bytes to become visible to wider reads.
 */
size_t
money_print(money m, char out[MONEY_TEXT])
{
	static const char pair[] =
	    "00010203040506070809101112131415161718192021222324"
	    "25262728293031323334353637383940414243444546474849"
	    "50515253545556575859606162636465666768697071727374"
	    "75767778798081828384858687888990919293949596979899";
	uint64_t hundredths = magnitude(m) / 100, whole = hundredths / 100;
	unsigned rest = (unsigned)(magnitude(m) % 100);
	size_t n = (m < 0) + digits_of(whole), length = n + 3;

	out[0] = '-';
	out[n] = '.';
	memcpy(out + n + 1, pair + 2 * (hundredths % 100), 2);
	if (rest != 0) {
		memcpy(out + n + 3, pair + 2 * rest, 2);
		length += 2;
	}
	for (; whole >= 10; whole /= 100)
		memcpy(out + (n -= 2), pair + 2 * (whole % 100), 2);
	if (n > (size_t)(m < 0))
		out[n - 1] = (char)('0' + whole);
	return length;
}
