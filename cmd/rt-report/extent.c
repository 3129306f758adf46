/*
 * The bits of a double, read as a whole number, are in its order but for the
 * negative ones, which are in the opposite one.
 */
#include "cmd/rt-report/extent.h"

#include <string.h>

#include "common/value/date.h"
#include "common/value/money.h"
#include "common/value/number.h"

int64_t
extent_real(double x)
{
	int64_t bits;

	memcpy(&bits, &x, sizeof bits);
	return bits < 0 ? -(bits & INT64_MAX) : bits;
}

static double
real_of(int64_t value)
{
	int64_t bits = value < 0 ? INT64_MIN | -value : value;
	double x;

	memcpy(&x, &bits, sizeof x);
	return x;
}

size_t
extent_print(int64_t value, enum column_type type, char to[EXTENT_TEXT])
{
	switch (type) {
	case MONEY:
		return money_print(value, to);
	case COUNT:
		return count_print(value, to);
	case NUMBER:
	case DURATION:
		return number_print(real_of(value), to);
	case DATE:
		date_print((daynum)value, to);
		return DATE_TEXT;
	case MONTH:
		month_print((monthnum)value, to);
		return MONTH_TEXT;
	case INSTANT:
		instant_print(value, to);
		return INSTANT_TEXT;
	case ID:
	case TEXT:
	case YES_NO:
	case LIST:
		break;
	}
	return 0;
}
