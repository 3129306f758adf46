/*
 * Months are added to the calendar and cut at its end: 31 January and one
 * month is 28 February.
 */
#include "common/value/duration.h"

enum { COUNT_MOST = 1000000 };

static bool
parse_unit(struct slice text, struct duration *d)
{
	static const char *const units[] = {
		[MINUTES] = "m", [HOURS] = "h", [DAYS] = "d", [MONTHS] = "mo" };

	for (unsigned i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (slice_is(text, units[i])) {
			d->unit = i;
			return true;
		}
	}
	return false;
}

bool
duration_parse(struct slice text, struct duration *d)
{
	struct duration found = { .count = 0 };
	size_t digits = 0;

	text = slice_trim(text);
	for (; digits < text.n; digits++) {
		unsigned digit = (unsigned char)text.p[digits] - (unsigned)'0';

		if (digit > 9)
			break;
		found.count = found.count * 10 + (int)digit;
		if (found.count > COUNT_MOST)
			return false;
	}
	text.p += digits;
	text.n -= digits;
	if (digits == 0 || !parse_unit(text, &found))
		return false;
	*d = found;
	return true;
}

instant
duration_after(instant t, struct duration d)
{
	int seconds;
	daynum day;

	if (d.unit == MINUTES)
		return t + (instant)d.count * 60;
	if (d.unit == HOURS)
		return t + (instant)d.count * 3600;
	day = duration_after_day(instant_day(t, &seconds), d);
	return instant_at(day, seconds / 60) + seconds % 60;
}

daynum
duration_after_day(daynum day, struct duration d)
{
	return d.unit == MONTHS ? day_add_months(day, d.count) : day + d.count;
}
