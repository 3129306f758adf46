/*
 * date_read -- days, months and instants, as people and programs write them.
 */
#include <endian.h>
#include <string.h>

#include "common/value/date.h"
#include "common/value/zone.h"

enum {
	YEAR_FIRST = 1900,
	YEAR_NONE = 1,       /* where the calendars of programs begin */
};

/* Takes least to most digits off the text as a number; -1 when they are not there. */
static int
take_number(struct slice *text, size_t least, size_t most)
{
	int value = 0;
	size_t n = 0;

	for (; n < most && n < text->n; n++) {
		unsigned digit = (unsigned char)text->p[n] - (unsigned)'0';

		if (digit > 9)
			break;
		value = value * 10 + (int)digit;
	}
	if (n < least)
		return -1;
	text->p += n;
	text->n -= n;
	return value;
}

/* What stands behind the year, the month and the day. */
struct marks {
	struct slice year, month, day;
	size_t least;         /* digits of a month and of a day */
	bool joins;           /* a time may follow at once */
};

static const struct marks marks_known[] = {
	{ { "-", 1 }, { "-", 1 }, { "", 0 }, 1, false },
	{ { "/", 1 }, { "/", 1 }, { "", 0 }, 1, false },
	{ { ".", 1 }, { ".", 1 }, { "", 0 }, 1, false },
	{ { "年", 3 }, { "月", 3 }, { "日", 3 }, 1, true },
	{ { "", 0 }, { "", 0 }, { "", 0 }, 2, true },
};

static const struct marks *const points = &marks_known[2];
static const struct marks *const words = &marks_known[3];
static const struct marks *const none = &marks_known[4];

/* How the text goes on behind the year: in any case with what stands there. */
static const struct marks *
marks_of(struct slice text)
{
	const struct marks *m = marks_known;

	while (!slice_begins(text, m->year.p, m->year.n))
		m++;
	return m;
}

/* Takes "2026-03-01", "2026/3/1", "2026年3月1日" or "20260301" off the text. */
static bool
take_date(struct slice *text, daynum *d, const struct marks **marks)
{
	int year = take_number(text, 4, 4), month, day = -1;
	const struct marks *m = *marks = marks_of(*text);

	slice_take_text(text, m->year);
	month = take_number(text, m->least, 2);
	if (slice_take_text(text, m->month))
		day = take_number(text, m->least, 2);
	if (!slice_take_text(text, m->day) || month < 1 || month > 12 ||
	    (year < YEAR_FIRST && year != YEAR_NONE))
		return false;
	if (day < 1 || (day > 28 && day > month_days(year * 12 + month - 1)))
		return false;
	*d = year == YEAR_NONE ? DAY_FIRST : day_of(year, month, day);
	return true;
}

/* Takes "Z", "+08:00", "+0800" or "+08" off a text that is not empty, as seconds east. */
static bool
take_zone(struct slice *text, int *east)
{
	bool west = text->p[0] == '-';
	int hours, minutes = 0;

	*east = 0;
	if (slice_take(text, 'Z'))
		return true;
	if (!slice_take(text, '+') && !slice_take(text, '-'))
		return false;
	hours = take_number(text, 2, 2);
	if (slice_take(text, ':') || text->n > 0)
		minutes = take_number(text, 2, 2);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
		return false;
	*east = (hours * 60 + minutes) * (west ? -60 : 60);
	return true;
}

/* Half a day, where hours count to 12 twice. */
enum half { NO_HALF, BEFORE_NOON, AFTER_NOON };

/* Takes "上午" or "下午" off the text, and a space behind it. */
static enum half
take_half(struct slice *text)
{
	enum half half = slice_take_text(text, SLICE("上午")) ? BEFORE_NOON :
	    slice_take_text(text, SLICE("下午")) ? AFTER_NOON : NO_HALF;

	if (half != NO_HALF)
		slice_take(text, ' ');
	return half;
}

/* Takes "AM" or "pm" off the text, and a space before it. */
static enum half
take_half_behind(struct slice *text)
{
	struct slice rest = *text;
	enum half half = NO_HALF;

	slice_take(&rest, ' ');
	if (slice_take_text(&rest, SLICE("AM")) || slice_take_text(&rest, SLICE("am")))
		half = BEFORE_NOON;
	else if (slice_take_text(&rest, SLICE("PM")) || slice_take_text(&rest, SLICE("pm")))
		half = AFTER_NOON;
	if (half != NO_HALF)
		*text = rest;
	return half;
}

/* Takes ".000" off the text: parts of a second, which do not count. */
static bool
take_fraction(struct slice *text)
{
	size_t before;

	if (!slice_take(text, '.'))
		return true;
	before = text->n;
	while (take_number(text, 1, 1) >= 0)
		;
	return text->n < before;
}

/* The hour of a day, when the clock counts to 12; -1 when it cannot show that. */
static int
hour_of_day(int hour, enum half half)
{
	if (half == NO_HALF)
		return hour;
	if (hour > 12)
		return -1;
	return hour % 12 + (half == AFTER_NOON ? 12 : 0);
}

/* Takes "9:05", "09:05:00.000" or "下午 9:05" off the text, as seconds. */
static bool
take_clock(struct slice *text, int *seconds)
{
	enum half half = take_half(text);
	int h = take_number(text, 1, 2), m = -1, s = 0;

	if (slice_take(text, ':'))
		m = take_number(text, 2, 2);
	if (slice_take(text, ':')) {
		s = take_number(text, 2, 2);
		if (!take_fraction(text))
			return false;
	}
	h = hour_of_day(h, half != NO_HALF ? half : take_half_behind(text));
	if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59)
		return false;
	*seconds = (h * 60 + m) * 60 + s;
	return true;
}

/* Takes "0905" or "090500" off the text, as seconds. */
static bool
take_digits(struct slice *text, int *seconds)
{
	int h = take_number(text, 2, 2), m = take_number(text, 2, 2);
	int s = text->n > 0 && text->p[0] <= '9' && text->p[0] >= '0' ?
	    take_number(text, 2, 2) : 0;

	if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59 || !take_fraction(text))
		return false;
	*seconds = (h * 60 + m) * 60 + s;
	return true;
}

enum { NO_ZONE = INT32_MIN };

/* A text that was read. */
struct reading {
	daynum day;
	int seconds;          /* on it */
	int east;             /* or NO_ZONE */
	bool bare;            /* a date alone */
};

/* Whether more digits than those of an hour stand there: "0905", not "9:05". */
static bool
has_minutes_at_once(struct slice text)
{
	return take_number(&text, 3, 3) >= 0;
}

/* What stands behind the date. */
static bool
read_clock(struct slice text, const struct marks *m, struct reading *r)
{
	bool apart = slice_take(&text, 'T') || slice_take(&text, ' ');

	if (!apart && !m->joins)
		return false;
	if (m == none && (!apart || has_minutes_at_once(text))) {
		if (!take_digits(&text, &r->seconds))
			return false;
	} else if (!take_clock(&text, &r->seconds)) {
		return false;
	}
	return text.n == 0 || (take_zone(&text, &r->east) && text.n == 0);
}

/* The whole text: a date, or one with a time, or one with a time and a zone. */
static bool
read_time(struct slice text, struct reading *r)
{
	const struct marks *marks;

	text = slice_trim(text);
	*r = (struct reading){ .east = NO_ZONE };
	if (!take_date(&text, &r->day, &marks))
		return false;
	r->bare = text.n == 0;
	return r->bare || read_clock(text, marks, r);
}

/*
 * "2026-03-01", as most are written: eight bytes at a time become digits, or
 * something above 9 when they are none.
 */
static inline bool
date_plain(const char *p, daynum *d)
{
	const uint64_t shape = UINT64_C(0x2d30302d30303030); /* "0000-00-" */
	const uint64_t high = UINT64_C(0xf0f0f0f0f0f0f0f0);
	uint64_t v;
	unsigned d1 = (unsigned char)p[8] - 48u, d2 = (unsigned char)p[9] - 48u;
	int year, month, day = (int)(d1 * 10 + d2);

	memcpy(&v, p, sizeof v);
	v = le64toh(v) ^ shape;
	if (((v | (v + UINT64_C(0x0006060006060606))) & high) != 0 || d1 > 9 || d2 > 9 ||
	    (v & UINT64_C(0xff0000ff00000000)) != 0)
		return false;
	month = (int)(v >> 40 & 0xff) * 10 + (int)(v >> 48 & 0xff);
	v = (v * 10 + (v >> 8)) & UINT64_C(0x00ff00ff);
	year = (int)((v & 0xff) * 100 + (v >> 16));
	if (year < YEAR_FIRST || month < 1 || month > 12 || day < 1 ||
	    (day > 28 && day > month_days(year * 12 + month - 1)))
		return false;
	*d = day_of(year, month, day);
	return true;
}

bool
date_parse(struct slice text, daynum *d)
{
	struct reading r;

	if (text.n == DATE_TEXT && date_plain(text.p, d))
		return true;
	if (text.n == 0 || !read_time(text, &r))
		return false;
	*d = r.day;
	return true;
}

/*
 * Behind a point a month has two digits: 2026.1 is what is left of 2026.10
 * where a program took it for a number.
 */
static size_t
least_of_month(const struct marks *m)
{
	return m == points ? 2 : m->least;
}

bool
month_parse(struct slice text, monthnum *m)
{
	struct slice rest = slice_trim(text);
	int year = take_number(&rest, 4, 4), month;
	const struct marks *marks = marks_of(rest);
	daynum d;

	slice_take_text(&rest, marks->year);
	month = take_number(&rest, least_of_month(marks), 2);
	if (marks == words && !slice_take_text(&rest, words->month))
		return false;
	if (rest.n > 0) {
		if (!date_parse(text, &d))
			return false;
		*m = day_month(d);
		return true;
	}
	if (year < YEAR_FIRST || month < 1 || month > 12)
		return false;
	*m = year * 12 + month - 1;
	return true;
}

/* Two digits as a number, or more than 99. */
static unsigned
two_digits(const char *p)
{
	unsigned tens = (unsigned char)p[0] - 48u, ones = (unsigned char)p[1] - 48u;

	return tens > 9 || ones > 9 ? 100 : tens * 10 + ones;
}

/* "2026-03-01T09:30" or "2026-03-01 09:30:00", as most are written. */
static bool
read_plain(struct slice text, struct reading *r)
{
	const char *p = text.p + DATE_TEXT;
	unsigned h, m, s = 0;

	if ((text.n != DATE_TEXT + 6 && text.n != DATE_TEXT + 9) ||
	    (p[0] != 'T' && p[0] != ' ') || p[3] != ':')
		return false;
	h = two_digits(p + 1);
	m = two_digits(p + 4);
	if (text.n == DATE_TEXT + 9)
		s = p[6] == ':' ? two_digits(p + 7) : 100;
	if (h > 23 || m > 59 || s > 59 || !date_plain(text.p, &r->day))
		return false;
	r->seconds = (int)((h * 60 + m) * 60 + s);
	r->east = NO_ZONE;
	r->bare = false;
	return true;
}

bool
instant_parse(struct slice text, instant *t)
{
	struct reading r = { .east = NO_ZONE, .bare = true };
	instant at;

	if (text.n == 0 || !((text.n == DATE_TEXT && date_plain(text.p, &r.day)) ||
	    read_plain(text, &r) || read_time(text, &r)))
		return false;
	if (r.east != NO_ZONE) {
		daynum d;
		int seconds;

		at = (instant)r.day * DAY_SECONDS + r.seconds - r.east;
		d = instant_day(at, &seconds);
		if (d > DAY_LAST)
			return false;
		if (d < DAY_FIRST)
			zone_instant(DAY_FIRST, 0, &at);
	} else if (!zone_instant(r.day, r.seconds, &at) && !r.bare) {
		return false;
	}
	*t = at;
	return true;
}

bool
clock_parse(struct slice text, int *minutes)
{
	int h, m;

	text = slice_trim(text);
	h = take_number(&text, 1, 2);
	m = slice_take(&text, ':') ? take_number(&text, 2, 2) : -1;
	if (text.n > 0 || h < 0 || m < 0 || m > 59 || h * 60 + m > 24 * 60)
		return false;
	*minutes = h * 60 + m;
	return true;
}
