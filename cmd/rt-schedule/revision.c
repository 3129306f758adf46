/*
 * An as-of is kept as it was given: a bare date says no time of day.
 */
#include "cmd/rt-schedule/revision.h"

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

static char *
put_count(char *to, int64_t count)
{
	char digit[20];
	int n = 0;

	do
		digit[n++] = (char)('0' + count % 10);
	while ((count /= 10) > 0);
	while (n > 0)
		*to++ = digit[--n];
	return to;
}

static char *
put_pair(char *to, char before, int number)
{
	*to++ = before;
	*to++ = (char)('0' + number / 10);
	*to++ = (char)('0' + number % 10);
	return to;
}

size_t
revision_print(const struct revision *r, char out[REVISION_TEXT])
{
	char *at = put_count(out, r->count);

	*at++ = '/';
	date_print(r->day, at);
	at += DATE_TEXT;
	if (r->minutes != NO_TIME_OF_DAY) {
		at = put_pair(at, 'T', r->minutes / 60 % 24);
		at = put_pair(at, ':', r->minutes % 60);
	}
	return (size_t)(at - out);
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
