/*
 * A decimal of few digits and a small power is one exact product or quotient,
 * rounded once; what is longer goes to strtod().
 */
#include "common/value/number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/value/text.h"

bool
count_parse(struct slice text, int64_t *n)
{
	int64_t value = 0;

	text = slice_trim(text);
	if (text.n == 0)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		unsigned digit = (unsigned char)text.p[i] - (unsigned)'0';

		if (digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, digit, &value))
			return false;
	}
	*n = value;
	return true;
}

bool
count_overflows(struct slice text)
{
	text = slice_trim(text);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return text.n > 0;
}

/* A number as it was written: digits x 10^power, when the digits are few. */
struct decimal {
	uint64_t digits;
	size_t significant; /* digits behind the leading zeros */
	int power;          /* stops growing where every double has ended */
	bool negative;
};

enum { POWER_FAR = 10000 };

/* Takes digits from text[*i] on, adding step to the power for each; how many. */
static size_t
take_digits(struct slice text, size_t *i, int step, struct decimal *d)
{
	size_t start = *i;

	for (; *i < text.n; ++*i) {
		unsigned digit = (unsigned char)text.p[*i] - (unsigned)'0';

		if (digit > 9)
			break;
		if (d->significant < 19)
			d->digits = d->digits * 10 + digit;
		if (d->significant > 0 || digit > 0)
			d->significant++;
		if (d->power > -POWER_FAR)
			d->power += step;
	}
	return *i - start;
}

/* The sign at text[*i], if there is one: whether it is a minus. */
static bool
take_sign(struct slice text, size_t *i)
{
	if (*i == text.n || (text.p[*i] != '-' && text.p[*i] != '+'))
		return false;
	return text.p[(*i)++] == '-';
}

/* What stands behind an e. */
static bool
take_exponent(struct slice text, size_t *i, struct decimal *d)
{
	bool negative = take_sign(text, i);
	int power = 0;
	size_t start = *i;

	for (; *i < text.n; ++*i) {
		unsigned digit = (unsigned char)text.p[*i] - (unsigned)'0';

		if (digit > 9)
			return false;
		if (power < POWER_FAR)
			power = power * 10 + (int)digit;
	}
	d->power += negative ? -power : power;
	return *i > start;
}

static bool
read_decimal(struct slice text, struct decimal *d)
{
	size_t i = 0, digits;

	*d = (struct decimal){ .negative = take_sign(text, &i) };
	digits = take_digits(text, &i, 0, d);
	if (i < text.n && text.p[i] == '.') {
		i++;
		digits += take_digits(text, &i, -1, d);
	}
	if (digits == 0)
		return false;
	if (i == text.n)
		return true;
	if (text.p[i] != 'e' && text.p[i] != 'E')
		return false;
	i++;
	return take_exponent(text, &i, d);
}

/* Both factors are exact doubles, so that one rounding is all there is. */
static double
scale(const struct decimal *d)
{
	static const double ten[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
		1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
	double x = (double)d->digits;

	x = d->power < 0 ? x / ten[-d->power] : x * ten[d->power];
	return d->negative ? -x : x;
}

/* strtod() wants a NUL; its locale is C, for the tools never set another. */
static double
convert(struct slice text)
{
	char room[64], *copy = room;
	double x;

	if (text.n < sizeof room) {
		memcpy(room, text.p, text.n);
		room[text.n] = '\0';
	} else {
		copy = mem_copy(text);
	}
	x = strtod(copy, NULL);
	if (copy != room)
		free(copy);
	return x;
}

bool
number_parse(struct slice text, double *x)
{
	struct decimal d;
	double value;

	text = slice_trim(text);
	if (!read_decimal(text, &d))
		return false;
	if (d.significant <= 15 && d.power >= -15 && d.power <= 15)
		value = scale(&d);
	else
		value = convert(text);
	if (!isfinite(value))
		return false;
	*x = value;
	return true;
}

bool
number_overflows(struct slice text)
{
	struct decimal d;
	double x;

	return read_decimal(slice_trim(text), &d) && !number_parse(text, &x);
}

static uint64_t
magnitude(int64_t n)
{
	return n < 0 ? -(uint64_t)n : (uint64_t)n;
}

/* Written where they belong, as in money_print(); how many there were. */
static size_t
print_whole(uint64_t n, char *to)
{
	size_t digits = 1;

	for (uint64_t more = n / 10; more > 0; more /= 10)
		digits++;
	for (size_t i = digits; i-- > 0; n /= 10)
		to[i] = (char)('0' + n % 10);
	return digits;
}

size_t
count_print(int64_t n, char out[NUMBER_TEXT])
{
	if (n < 0)
		*out++ = '-';
	return (n < 0) + print_whole(magnitude(n), out);
}

/* Fifteen digits always survive; below the normal doubles fewer name them. */
static int
fewest_digits(double x)
{
	char text[NUMBER_TEXT];
	int digits = fabs(x) < DBL_MIN ? 1 : 15;

	for (; digits < 17; digits++) {
		snprintf(text, sizeof text, "%.*e", digits - 1, x);
		if (strtod(text, NULL) == x)
			break;
	}
	return digits;
}

/* So many digits of a number, and the power of ten of the first. */
struct digits {
	uint64_t whole;
	int count, power;
};

/* Powers of ten, and of five, that 64 bits hold. */
static const uint64_t tens[] = {
	1u, 10u, 100u, 1000u, 10000u, 100000u, 1000000u, 10000000u, 100000000u,
	1000000000u, 10000000000u, 100000000000u, 1000000000000u, 10000000000000u,
	100000000000000u, 1000000000000000u, 10000000000000000u, 100000000000000000u,
};

static const uint64_t fives[] = {
	1u, 5u, 25u, 125u, 625u, 3125u, 15625u, 78125u, 390625u, 1953125u, 9765625u,
	48828125u, 244140625u, 1220703125u, 6103515625u, 30517578125u, 152587890625u,
	762939453125u, 3814697265625u, 19073486328125u, 95367431640625u,
	476837158203125u, 2384185791015625u,
};

static const double powers[] = {
	1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9,
	1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
};

/* A double above 0: mantissa * 2^exponent, the mantissa of 53 bits. */
struct parts {
	uint64_t mantissa;
	int exponent;
};

/*
 * The first so many digits of x, rounded, and whether x is the double next to
 * them.  All in whole numbers: x times a power of ten is the mantissa times one
 * of five, which takes 105 bits at most, and one of two.
 */
static bool
name_by(struct parts x, struct digits *d)
{
	int power = d->count - 1 - d->power, shift = -(x.exponent + power);
	unsigned __int128 scaled = (unsigned __int128)x.mantissa * fives[power], rest, half;
	bool up;

	half = (unsigned __int128)1 << (shift - 1);
	d->whole = (uint64_t)(scaled >> shift);
	rest = scaled - ((unsigned __int128)d->whole << shift);
	up = rest > half || (rest == half && (d->whole & 1) != 0);
	d->whole += up;
	if (up)
		rest = 2 * half - rest;
	/*
	 * Half way to the next double.  Below a power of two it is half as far, but
	 * those from 2^-16 to 2^49 have 15 digits at most and are met exactly.
	 */
	return 2 * rest < fives[power];
}

/*
 * The fewest digits from 15 on that name x, of which 17 always do; false where that
 * takes more care.
 */
static bool
name_quickly(double x, struct digits *d)
{
	struct parts p;
	uint64_t bits;

	if (!(x >= 1e-5 && x < 1e15))
		return false;
	memcpy(&bits, &x, sizeof bits);
	p.mantissa = (bits & (((uint64_t)1 << 52) - 1)) | (uint64_t)1 << 52;
	p.exponent = (int)(bits >> 52) - 1075;
	/* log10(2) of a number below 2^50 */
	d->power = ((p.exponent + 52) * 78913) >> 18;
	d->power += x >= powers[d->power + 1 + 5];
	for (d->count = 15;; d->count++) {
		bool named = name_by(p, d);

		if (d->whole == tens[d->count]) /* rounded up to a power of ten */
			return false;
		if (named)
			return true;
	}
}

/* The digits, without zeros at the end, as a number from 0.00001 on. */
static size_t
print_named(struct digits d, char *out)
{
	char digit[20];
	int before = d.power + 1, zeros = before > 0 ? 0 : -before;
	char *to = out;

	for (; d.whole % 10 == 0; d.whole /= 10)
		d.count--;
	print_whole(d.whole, digit);
	if (before > 0) {
		memcpy(to, digit, (size_t)before);
		to += before;
	} else {
		*to++ = '0';
	}
	*to++ = '.';
	memset(to, '0', (size_t)zeros);
	to += zeros;
	before = before > 0 ? before : 0;
	memcpy(to, digit + before, (size_t)(d.count - before));
	return (size_t)(to + d.count - before - out);
}

/* What number_print() would print of x, no whole number, or 0 bytes. */
static size_t
print_quickly(double x, char out[NUMBER_TEXT])
{
	struct digits d;

	if (!name_quickly(fabs(x), &d))
		return 0;
	if (x < 0)
		*out++ = '-';
	return (x < 0) + print_named(d, out);
}

size_t
number_print(double x, char out[NUMBER_TEXT])
{
	char text[NUMBER_TEXT + 16];
	int digits, n;
	size_t quick;

	if (fabs(x) < 1e15 && x == (double)(int64_t)x)
		return count_print((int64_t)x, out);
	quick = print_quickly(x, out);
	if (quick > 0)
		return quick;
	digits = fewest_digits(x);
	if (fabs(x) >= 1e-5 && fabs(x) < 1e-4) {
		/* %g turns to exponents one power of ten too early. */
		n = snprintf(text, sizeof text, "%.*f", digits + 4, x);
	} else {
		n = snprintf(text, sizeof text, "%.*g", digits, x);
	}
	memcpy(out, text, (size_t)n);
	return (size_t)n;
}

/* Writes the lowest digits of n, so many, at the place. */
static void
put_digits(char *to, uint64_t n, int digits)
{
	while (digits-- > 0) {
		to[digits] = (char)('0' + n % 10);
		n /= 10;
	}
}

/* numerator * unit / denominator, rounded half up; the sizes of both. */
static unsigned __int128
scaled_ratio(uint64_t numerator, uint64_t denominator, uint64_t unit)
{
	uint64_t small, rest;
	unsigned __int128 scaled;

	if (!__builtin_mul_overflow(numerator, unit, &small)) {
		rest = small % denominator;
		return small / denominator + (rest >= denominator - rest);
	}
	scaled = (unsigned __int128)numerator * unit;
	rest = (uint64_t)(scaled % denominator);
	return scaled / denominator + (rest >= denominator - rest);
}

size_t
ratio_print(__int128 numerator, int64_t denominator, int decimals,
    char out[NUMBER_TEXT])
{
	unsigned __int128 ratio;
	uint64_t unit = 1, whole;
	size_t n = 0;

	if (denominator == 0)
		return 0;
	for (int i = 0; i < decimals; i++)
		unit *= 10;
	ratio = scaled_ratio((uint64_t)(numerator < 0 ? -numerator : numerator),
	    magnitude(denominator), unit);
	if ((numerator < 0) != (denominator < 0) && ratio > 0)
		out[n++] = '-';
	whole = ratio > UINT64_MAX ? (uint64_t)(ratio / unit) : (uint64_t)ratio / unit;
	n += print_whole(whole, out + n);
	if (decimals == 0)
		return n;
	out[n] = '.';
	put_digits(out + n + 1, (uint64_t)ratio - whole * unit, decimals);
	return n + 1 + (size_t)decimals;
}
