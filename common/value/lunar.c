/*
 * Whom we follow.  The months are computed, not copied: new moons and solar
 * terms from the JPL ephemeris DE406 with the precession and nutation of the
 * IAU, and the clock's distance from even time (Delta T) as Espenak and Meeus
 * put it for NASA.  Before 1929 the day is that of Beijing's own meridian
 * (UTC+7:45:40), as it was in the almanacs of the time, and the fourth month
 * of 1906 begins with 04-24, as the last dynasty's almanac had it.
 *
 * Of seventeen public libraries most have every one of these months; those on
 * which some err stand in tests/lunar.bats.  Two new moons fall within a minute of
 * midnight, so that the Earth itself has not yet decided: 2057-09-29 (00:00:04)
 * and 2097-08-07 (23:59:41).
 */
#include "common/value/lunar.h"

#include <stdint.h>

/*
 * A year: from the lowest bit, whether each month has 30 days and not 29
 * (thirteen bits); the month behind which the leap one stands, or 0 (four);
 * days from 1 January to its first day (six); days from 4 April to Qingming
 * of the year of that number (two).
 */
static const uint32_t years[LUNAR_LAST - LUNAR_FIRST + 1] = {
	0x0bd16d2, 0x0e20752, 0x14c0ea5, 0x138b64a, 0x0dc064b, 0x0c40a9b, 0x1309556,
	0x156056a, 0x0c00b59, 0x0aa5752, 0x1500752, 0x13adb25, 0x0e00b25, 0x0c80a4b,
	0x0b2b4ab, 0x15802ad, 0x0c2056b, 0x0ac4b69, 0x0d20da9, 0x13efd92, 0x0e40e92,
	0x0cc0d25, 0x0b6ba4d, 0x15c0a56, 0x0c602b6, 0x0ae95b5, 0x0d606d4, 0x1400ea9,
	0x0ac5e92, 0x0d00e92, 0x0bacd26, 0x15e052b, 0x0c80a57, 0x0b2b2b6, 0x0d80b5a,
	0x14406d4, 0x0ae6ec9, 0x0d20749, 0x0bcf693, 0x1620a93, 0x0cc052b, 0x0b4ca5b,
	0x0da0aad, 0x146056a, 0x0b09b55, 0x0d60ba4, 0x0c00b49, 0x0aa5a93, 0x0d00a95,
	0x0b8f52d, 0x0de0536, 0x0c80aad, 0x0b4b5aa, 0x0d805b2, 0x0c20da5, 0x0ae7d4a,
	0x0d40d4a, 0x0bd0a95, 0x0e00a97, 0x0cc0556, 0x0b6cab5, 0x0da0ad5, 0x0c606d2,
	0x0b08ea5, 0x0d60ea5, 0x0c0064a, 0x0a86c97, 0x0ce0a9b, 0x0baf55a, 0x0de056a,
	0x0c80b69, 0x0b4b752, 0x0da0b52, 0x0c20b25, 0x0ac964b, 0x0d20a4b, 0x03d14ab,
	0x0e002ad, 0x0ca056d, 0x0b6cb69, 0x05c0da9, 0x0c60d92, 0x0b09d25, 0x0d60d25,
	0x0415a4d, 0x0e40a56, 0x0ce02b6, 0x0b8c5b5, 0x05e06d5, 0x0c80ea9, 0x0b4be92,
	0x0da0e92, 0x0440d26, 0x0ac6a56, 0x0d00a57, 0x0bd14d6, 0x062035a, 0x0ca06d5,
	0x0b6b6c9, 0x0dc0749, 0x0460693, 0x0ae952b, 0x0d4052b, 0x0be0a5b, 0x02a555a,
	0x0ce056a, 0x0b8fb55, 0x0e00ba4, 0x04a0b49, 0x032ba93, 0x0d80a95, 0x0c2052d,
	0x02c8aad, 0x0500ab5, 0x0bd35aa, 0x0e205d2, 0x04c0da5, 0x036dd4a, 0x0dc0d4a,
	0x0c60c95, 0x030952e, 0x0540556, 0x0be0ab5, 0x0aa55b2, 0x05006d2, 0x038cea5,
	0x0de0725, 0x0c8064b, 0x032ac97, 0x0560cab, 0x0c2055a, 0x0ac6ad6, 0x0520b69,
	0x03d7752, 0x0e20b52, 0x0cc0b25, 0x036da4b, 0x05a0a4b, 0x0c404ab, 0x0aea55b,
	0x05405ad, 0x03e0b6a, 0x02a5b52, 0x0d00d92, 0x03afd25, 0x05e0d25, 0x0480a55,
	0x0b2b4ad, 0x05804b6, 0x04005b5, 0x02c6daa, 0x0d20ec9, 0x03f1e92, 0x0620e92,
	0x04c0d26, 0x0b6ca56, 0x05a0a57, 0x04404d6, 0x02e86d5, 0x0d40755, 0x0400749,
	0x0286e93, 0x04e0693, 0x0b8f52b, 0x05e052b, 0x0460a5b, 0x032b55a, 0x0d8056a,
	0x0420b65, 0x02c974a, 0x0520b4a, 0x0bd1a95, 0x0620a95, 0x04a052d, 0x034caad,
	0x05a0ab5, 0x04605aa, 0x02e8ba5, 0x0540da5, 0x0400d4a, 0x02a7c95, 0x04e0c96,
	0x038f94e, 0x05e0556, 0x0480ab5, 0x032b5b2, 0x05806d2, 0x0420ea5, 0x02e8e4a,
	0x050068b, 0x03b0c97, 0x06004ab, 0x04a055b, 0x034cad6, 0x05a0b6a, 0x0460752,
	0x0309725, 0x0540b45, 0x03e0a8b, 0x028549b, 0x0ce04ab,
};

enum { SHORT_MONTH = 29, MONTHS_LAST = 12 };

static bool
is_known(int year)
{
	return year >= LUNAR_FIRST && year <= LUNAR_LAST;
}

static uint32_t
bits_of(int year)
{
	return years[year - LUNAR_FIRST];
}

static int
leap_month(int year)
{
	return bits_of(year) >> 13 & 0xf;
}

/* Which of the year's months it is, from 0. */
static int
place_of(int year, int month, bool leap)
{
	int after = leap_month(year);

	return month - 1 + (leap || (after != 0 && month > after));
}

static int
days_in(int year, int place)
{
	return SHORT_MONTH + (int)(bits_of(year) >> place & 1);
}

static daynum
first_of(int year, int place)
{
	daynum d = day_of(year, 1, 1) + (daynum)(bits_of(year) >> 17 & 0x3f);

	for (int i = 0; i < place; i++)
		d += days_in(year, i);
	return d;
}

daynum
lunar_day(struct lunar l)
{
	int place;

	if (!is_known(l.year) || (l.leap && leap_month(l.year) != l.month))
		return NO_DAY;
	place = place_of(l.year, l.month, l.leap);
	if (l.day > days_in(l.year, place))
		return NO_DAY;
	return first_of(l.year, place) + l.day - 1;
}

daynum
lunar_in_year(struct lunar l, int year)
{
	int place, days;

	if (!is_known(year) || l.month < 1)
		return NO_DAY;
	place = place_of(year, l.month, l.leap && leap_month(year) == l.month);
	days = days_in(year, place);
	return first_of(year, place) + (l.day < days ? l.day : days) - 1;
}

daynum
lunar_next(struct lunar l, daynum from)
{
	int year = day_civil(from).year - 1; /* its last month may be in January */

	if (year <= l.year)
		year = l.year + 1;
	if (year < LUNAR_FIRST)
		year = LUNAR_FIRST;
	for (; year <= LUNAR_LAST; year++) {
		daynum d = lunar_in_year(l, year);

		if (d >= from)
			return d;
	}
	return NO_DAY;
}

daynum
lunar_qingming(int year)
{
	return day_of(year, 4, 4) + (daynum)(bits_of(year) >> 23);
}

/* How the numbers of a date are parted, what ends it, and whether they may be words. */
static const struct style {
	const char *year, *month, *day;
	bool words;
} styles[] = {
	{ "-", "-", "", false }, { "/", "/", "", false }, { ".", ".", "", false },
	{ "年", "月", "日", true },
};

static bool
take_word(struct slice *text, const char *word)
{
	size_t n = strlen(word);

	if (!slice_begins(*text, word, n))
		return false;
	text->p += n;
	text->n -= n;
	return true;
}

/* Takes up to most digits off the text; 0 when there are none. */
static int
take_number(struct slice *text, int most)
{
	int n = 0;

	while (most-- > 0 && text->n > 0 && text->p[0] >= '0' && text->p[0] <= '9') {
		n = n * 10 + text->p[0] - '0';
		text->p++;
		text->n--;
	}
	return n;
}

/* Takes a digit that is a word off the text; -1 when there is none. */
static int
take_digit(struct slice *text)
{
	static const char *const digits[] = {
		"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九",
	};

	for (int i = 0; i < 10; i++)
		if (take_word(text, digits[i]))
			return i;
	return take_word(text, "零") ? 0 : -1;
}

/* "十五", "二十", "初八", "廿三"; 0 when there are no such words. */
static int
take_count(struct slice *text)
{
	bool first = take_word(text, "初");
	int tens = 0, digit;

	if (!first && take_word(text, "廿"))
		tens = 2;
	else if (!first && take_word(text, "卅"))
		tens = 3;
	digit = take_digit(text);
	if (tens == 0 && take_word(text, "十")) {
		tens = digit > 0 ? digit : 1;
		digit = first ? 0 : take_digit(text);
	}
	return 10 * tens + (digit > 0 ? digit : 0);
}

static int
take_year(struct slice *text, bool words)
{
	int year = take_number(text, 4), digit;

	while (words && year < 1000 && (digit = take_digit(text)) >= 0)
		year = 10 * year + digit;
	return year;
}

static int
take_month(struct slice *text, bool words)
{
	static const struct { const char *name; int month; } names[] = {
		{ "正", 1 }, { "冬", 11 }, { "腊", 12 }, { "臘", 12 },
	};
	int month = take_number(text, 2);

	if (month > 0 || !words)
		return month;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (take_word(text, names[i].name))
			return names[i].month;
	return take_count(text);
}

/* The whole text: "1985-08-15", "08-15", "06+15", "八月十五". */
static bool
parse_styled(struct slice text, const struct style *s, struct lunar *l)
{
	struct slice rest = text;

	*l = (struct lunar){ .year = take_year(&rest, s->words) };
	if (l->year >= 1000 && take_word(&rest, s->year))
		text = rest;
	else
		l->year = 0;
	l->leap = take_word(&text, "闰") || take_word(&text, "閏");
	l->month = take_month(&text, s->words);
	if (take_word(&text, "+"))
		l->leap = true;
	else if (!take_word(&text, s->month))
		return false;
	l->day = take_number(&text, 2);
	if (l->day == 0 && s->words)
		l->day = take_count(&text);
	take_word(&text, s->day);
	return text.n == 0;
}

/* What says that the date is of this calendar. */
static bool
take_name(struct slice *text)
{
	static const char *const names[] = { "农历", "農曆", "阴历", "陰曆", "L", "l" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (take_word(text, names[i]))
			return true;
	return false;
}

/*
 * Whether a month or day has a name that it has in no other calendar.  Most dates
 * are digits and marks, and so have none.
 */
static bool
has_own_name(struct slice text)
{
	static const char *const names[] = { "正月", "冬月", "腊月", "臘月", "初", "廿" };
	size_t plain = 0;

	while (plain < text.n && (text.p[plain] & 0x80) == 0)
		plain++;
	if (plain == text.n)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (memmem(text.p, text.n, names[i], strlen(names[i])) != NULL)
			return true;
	return false;
}

bool
lunar_is_named(struct slice text)
{
	text = slice_trim(text);
	return take_name(&text) || has_own_name(text);
}

bool
lunar_parse(struct slice text, struct lunar *l)
{
	struct lunar found;

	text = slice_trim(text);
	if (!take_name(&text) && !has_own_name(text))
		return false;
	text = slice_trim(text);
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++) {
		if (!parse_styled(text, &styles[i], &found))
			continue;
		if ((found.year != 0 && !is_known(found.year)) || found.month < 1 ||
		    found.month > MONTHS_LAST || found.day < 1 ||
		    found.day > SHORT_MONTH + 1)
			return false;
		*l = found;
		return true;
	}
	return false;
}
