/*
 * Months are added to the calendar and cut at its end: 31 January and one
 * month is 28 February.
 */
#include "common/value/duration.h"

enum {
	COUNT_MOST = 1000000,
	PART_MOST = 99999999, /* hours, minutes or seconds */
};

static bool
parse_unit(struct slice text, struct duration *d)
{
	static const char *const units[] = {
		[MINUTES] = "m", [HOURS] = "h", [DAYS] = "d", [MONTHS] = "mo",
		[WORKING_DAYS] = "wd", [WORKING_HOURS] = "wh" };

	for (unsigned i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (slice_is(text, units[i])) {
			d->unit = i;
			return true;
		}
	}
	return false;
}

bool
duration_parse_working(struct slice text, struct duration *d)
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

bool
duration_works(struct duration d)
{
	return d.unit == WORKING_DAYS || d.unit == WORKING_HOURS;
}

bool
duration_parse(struct slice text, struct duration *d)
{
	struct duration found;

	if (!duration_parse_working(text, &found) || duration_works(found))
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

/* Takes digits off the text as a number; -1 when there are none, or too many. */
static int
take_part(struct slice *text)
{
	int value = 0;
	size_t n = 0;

	for (; n < text->n; n++) {
		unsigned digit = (unsigned char)text->p[n] - (unsigned)'0';

		if (digit > 9)
			break;
		value = value * 10 + (int)digit;
		if (value > PART_MOST)
			return -1;
	}
	text->p += n;
	text->n -= n;
	return n > 0 ? value : -1;
}

/* Two digits below 60 behind a colon; -1 when they are not there. */
static int
take_sixtieth(struct slice *text)
{
	size_t before = text->n;
	int value = slice_take(text, ':') ? take_part(text) : -1;

	return before - text->n == 3 && value < 60 ? value : -1;
}

/* "1:02:03". */
static bool
parse_clock(struct slice text, double *seconds)
{
	int h = take_part(&text), m = take_sixtieth(&text), s = take_sixtieth(&text);

	if (h < 0 || m < 0 || s < 0 || text.n > 0)
		return false;
	*seconds = (double)h * 3600 + m * 60 + s;
	return true;
}

/* Takes the name of a unit off the text: the longer one first. */
static bool
take_unit(struct slice *text, const char *const name[2])
{
	return slice_take_text(text, slice_of(name[0])) ||
	    slice_take_text(text, slice_of(name[1]));
}

/* "1小时2分3秒": each unit once at most, the larger ones first. */
static bool
parse_units(struct slice text, double *seconds)
{
	static const struct { const char *name[2]; int seconds; } units[] = {
		{ { "小时", "时" }, 3600 }, { { "分钟", "分" }, 60 }, { { "秒钟", "秒" }, 1 },
	};
	double sum = 0;

	if (text.n == 0)
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units && text.n > 0; i++) {
		struct slice rest = text;
		int part = take_part(&rest);

		if (part < 0)
			return false;
		if (!take_unit(&rest, units[i].name))
			continue;
		sum += (double)part * units[i].seconds;
		text = rest;
	}
	if (text.n > 0)
		return false;
	*seconds = sum;
	return true;
}

bool
seconds_parse(struct slice text, double *seconds)
{
	text = slice_trim(text);
	return parse_clock(text, seconds) || parse_units(text, seconds);
}
