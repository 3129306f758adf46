/*
 * An as-of is kept as it was given: a bare date says no time of day.
 */
#include "cmd/rt-schedule/revision.h"

#include <inttypes.h>
#include <stdio.h>

#include "common/value/clock.h"
#include "common/value/number.h"

bool
revision_parse(struct slice text, struct revision *r)
{
	struct slice rest = text, count, day;
	struct revision read = { .minutes = NO_TIME_OF_DAY };

	slice_cut(&rest, '/', &count);
	if (rest.p == NULL || !count_parse(count, &read.count))
		return false;
	slice_cut(&rest, 'T', &day);
	if (!date_parse(day, &read.day) ||
	    (rest.p != NULL && !clock_parse(rest, &read.minutes)))
		return false;
	*r = read;
	return true;
}

size_t
revision_print(const struct revision *r, char out[REVISION_TEXT])
{
	char day[DATE_TEXT];
	int n;

	date_print(r->day, day);
	n = snprintf(out, REVISION_TEXT, "%" PRId64 "/%.*s", r->count, DATE_TEXT, day);
	if (r->minutes != NO_TIME_OF_DAY)
		n += snprintf(out + n, REVISION_TEXT - (size_t)n, "T%02d:%02d",
		    r->minutes / 60 % 24, r->minutes % 60);
	return (size_t)n;
}

struct revision
revision_next(const struct revision *r, const struct today *t)
{
	return (struct revision){ r->count + 1, t->day, t->minutes };
}

instant
revision_instant(const struct revision *r)
{
	struct today t = { r->day, r->minutes };

	return r->day == NO_DAY ? NO_INSTANT : today_instant(&t);
}
