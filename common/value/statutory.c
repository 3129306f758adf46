/*
 * The three feasts of the lunar calendar are looked up for each day that is
 * asked about: few are.
 */
#include "common/value/statutory.h"

#include "common/value/lunar.h"

enum { RULE_SINCE = 2025 };

bool
statutory_knows(int year)
{
	return year >= RULE_SINCE && year <= LUNAR_LAST;
}

static bool
is_fixed(struct civil c)
{
	return (c.month == 1 && c.day == 1) || (c.month == 5 && c.day <= 2) ||
	    (c.month == 10 && c.day <= 3);
}

bool
statutory_is_off(daynum d)
{
	static const struct lunar new_year = { .month = 1, .day = 1 };
	static const struct lunar dragon_boat = { .month = 5, .day = 5 };
	static const struct lunar mid_autumn = { .month = 8, .day = 15 };
	struct civil c = day_civil(d);
	daynum first;

	if (is_fixed(c) || d == lunar_qingming(c.year))
		return true;
	first = lunar_in_year(new_year, c.year);
	return (d >= first - 1 && d <= first + 2) ||
	    d == lunar_in_year(dragon_boat, c.year) ||
	    d == lunar_in_year(mid_autumn, c.year);
}
