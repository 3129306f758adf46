/*
 * money -- amounts, counts and numbers: text there and back.
 *
 * Three numbers of eight bytes, then text.
 */
#include <inttypes.h>
#include <math.h>

#include "common/table/where.h"
#include "common/value/decimal.h"
#include "common/value/look.h"
#include "common/value/money.h"
#include "common/value/number.h"
#include "tests/fuzz/fuzz.h"

static money
read_again(const char *text, size_t n)
{
	money m = 0;

	must(money_parse((struct slice){ text, n }, &m) == MONEY_OK,
	    "what is printed can be read");
	return m;
}

static void
print_money(money m)
{
	char text[MONEY_TEXT], turned[DECIMAL_TEXT];
	size_t n = money_print(m, text);
	struct slice point;

	must(n <= MONEY_TEXT, "an amount has room");
	must(read_again(text, n) == m, "what is printed is what was there");
	for (size_t i = 0; i < n; i++)
		if (text[i] == '.')
			text[i] = ',';
	point = decimal_turn((struct slice){ text, n }, DECIMAL_COMMA, turned);
	must(read_again(point.p, point.n) == m, "a decimal comma is a point");
}

static void
read_money(struct slice text)
{
	struct slice field = fuzz_field(text);
	money m = 7, quick;
	enum money_fault fault = money_parse(text, &m), other;

	must(fault == MONEY_OK || m == 7, "no number is left alone");
	if (money_parse_quick(field, &quick) || money_parse_whole(field, &quick))
		must(fault == MONEY_OK && quick == m, "the quick ways say the same");
	fuzz_field_free(field);
	quick = 7;
	other = money_parse(slice_trim(text), &quick);
	must(other == fault && quick == m, "spaces around say nothing");
	if (fault == MONEY_OK)
		print_money(m);
}

/* |a - b| times two is at most that: rounding took the nearest. */
static bool
is_near(__int128 a, __int128 b, __int128 most)
{
	__int128 gap = a > b ? a - b : b - a;

	return 2 * gap <= most;
}

/* A printed decimal as a whole number of its last places. */
static __int128
as_whole(const char *text, size_t n)
{
	__int128 value = 0;

	for (size_t i = 0; i < n; i++)
		if (text[i] >= '0' && text[i] <= '9')
			value = value * 10 + (text[i] - '0');
	return n > 0 && text[0] == '-' ? -value : value;
}

static void
check_ratio(int64_t a, int64_t b, int decimals)
{
	char text[NUMBER_TEXT];
	size_t n = ratio_print(a, b, decimals, text);
	__int128 scaled = a;

	must(n <= NUMBER_TEXT, "a ratio has room");
	must((n == 0) == (b == 0), "a ratio to nothing is blank");
	for (int i = 0; i < decimals; i++)
		scaled *= 10;
	if (b != 0)
		must(is_near(as_whole(text, n) * b, scaled, b < 0 ? -(__int128)b : b),
		    "a ratio is rounded to the nearest");
}

static void
check_mean(money sum, int64_t n)
{
	money mean;
	int unit = sum % 100 == 0 ? 100 : 1;

	if (n <= 0)
		return;
	mean = money_mean(sum, n);
	must(mean % unit == 0, "a mean of whole hundredths is whole hundredths");
	must(is_near((__int128)mean * n, sum, (__int128)unit * n),
	    "a mean is rounded to the nearest");
}

static void
read_numbers(struct slice text)
{
	char printed[NUMBER_TEXT], room[LOOK_TEXT], turned[DECIMAL_TEXT];
	double x = 0, y = 0;
	int64_t n = 0, again = 0;
	size_t length;

	if (number_parse(text, &x)) {
		must(isfinite(x), "a number is finite");
		length = number_print(x, printed);
		must(length <= NUMBER_TEXT, "a number has room");
		must(number_parse((struct slice){ printed, length }, &y) && x == y,
		    "a number printed is the same number");
	}
	if (count_parse(text, &n)) {
		length = count_print(n, printed);
		must(n >= 0 && length <= NUMBER_TEXT, "a count is none below 0");
		must(count_parse((struct slice){ printed, length }, &again) && n == again,
		    "a count printed is the same count");
	}
	for (enum decimal d = DECIMAL_POINT; d <= DECIMAL_UNSAID; d++) {
		decimal_turn(text, d, turned);
		decimal_unclear(text, d);
		must(strlen(look_refusal(A_NUMBER, text, d, room)) < LOOK_TEXT,
		    "a refusal has room");
	}
	figure_parse(text, &x);
	number_overflows(text);
	quantity_parse(text, &n);
}

void
fuzz_one(struct slice input)
{
	int64_t a = (int64_t)fuzz_take(&input, 8), b = (int64_t)fuzz_take(&input, 8);
	int decimals = (int)(fuzz_take(&input, 1) % 10);

	print_money(a);
	check_mean(a, b);
	check_ratio(a, b, decimals);
	read_money(input);
	read_numbers(input);
}
