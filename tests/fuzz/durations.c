/*
 * durations -- how long something takes, in hours of work or not.
 *
 * Two numbers of four bytes, then lines: a duration, hours of work, special
 * days.
 */
#include <stdlib.h>

#include "common/value/clock.h"
#include "tests/fuzz/fuzz.h"

enum { DAYS_MOST = 60000, COUNT_TRIED = 3000 };

static const instant begin = -DAY_SECONDS; /* of 1970, by the clock of UTC+8 */

static void
check_elapsed(instant t, struct duration d)
{
	struct duration longer = { d.unit, d.count + 1 };

	must(duration_after(t, d) >= t, "later is not before");
	must(duration_after(t, longer) > duration_after(t, d) || d.unit == MONTHS,
	    "longer is later");
}

/* Minutes worked one after the other are those worked at once. */
static void
check_work(const struct calendar *c, const struct hours *h, instant t, int64_t minutes)
{
	int64_t part = minutes / 3;
	instant at = clock_after(c, h, t, minutes);

	must(at >= t && (at == t) == (minutes == 0), "work takes time");
	must(clock_after(c, h, clock_after(c, h, t, part), minutes - part) == at,
	    "work may be parted");
}

static void
check_within(const struct calendar *c, const struct hours *h, instant t,
    struct duration d)
{
	struct duration longer = { d.unit, d.count + 1 };
	instant at = clock_within(c, h, t, d);

	must(at >= t, "within is not before");
	must(clock_within(c, h, t, longer) >= at, "more is not sooner");
	if (d.unit != MONTHS && !duration_works(d))
		must(clock_limit(c, h, t, d) >= t, "a limit is not before");
}

/* Dates, of which each second one is worked. */
static struct calendar *
read_calendar(struct slice days)
{
	struct calendar *c = calendar_new();
	struct slice item;
	daynum d;

	for (int i = 0; slice_cut(&days, ',', &item); i++)
		if (date_parse(item, &d))
			calendar_add(c, d, i % 2 == 0 ? HOLIDAY : WORKDAY);
	return c;
}

static void
check_days(const struct calendar *c, daynum d, int days)
{
	bool unknown = false;
	daynum next = calendar_next(c, d, &unknown), later = calendar_later(c, d, days);

	must(next >= d && calendar_works(c, next), "the next one is worked");
	must(later >= d && (days == 0 || (later > d && calendar_works(c, later))),
	    "a later one is worked");
}

void
fuzz_one(struct slice input)
{
	uint32_t day = (uint32_t)fuzz_take(&input, 4) % DAYS_MOST;
	int64_t minutes = (int64_t)fuzz_take(&input, 4) % 200000;
	struct slice text = fuzz_line(&input), window = fuzz_line(&input);
	struct calendar *c = read_calendar(input);
	instant t = begin + (instant)day * DAY_SECONDS + minutes * 37 % DAY_SECONDS;
	struct hours hours = hours_usual;
	struct duration d = { MINUTES, 7 };
	double seconds = -1;

	setenv("TZ", "CST-8", 0);
	must(!seconds_parse(text, &seconds) || seconds >= 0, "time that passed");
	hours_parse(window, &hours);
	must(hours.count > 0 && hours.count <= HOURS_MOST, "some hours");
	if (duration_parse_working(text, &d)) {
		must(d.count >= 0 && d.count <= 1000000, "a count within its limits");
		d.count %= COUNT_TRIED;
		if (!duration_works(d))
			check_elapsed(t, d);
		check_within(c, &hours, t, d);
	}
	check_work(c, &hours, t, minutes % 20000);
	check_days(c, (daynum)day, (int)(minutes % COUNT_TRIED));
	calendar_free(c);
}
