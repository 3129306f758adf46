/*
 * A thin layer over the calendar, so that nobody asks it for an instant and
 * forgets to say what it did not know.  Orders come by the thousand from the
 * same day on: the walks over the calendar are remembered.
 */
#include "cmd/rt-triggers/workdays.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/own_days.h"
#include "common/table/policy.h"

/* So many working days from a day on. */
struct walk {
	daynum from;
	int days;              /* 0: none was walked here */
	daynum to;
};

enum { WALKS = 64 };

struct workdays {
	struct calendar *calendar;
	struct own_days *own;  /* while calendars are read; NULL: none is */
	struct hours hours;
	struct walk walk[WALKS];
};

struct workdays *
workdays_new(const struct hours *hours)
{
	struct workdays *w = mem_new(sizeof *w);

	w->calendar = policy_calendar(NULL, NULL);
	w->hours = *hours;
	return w;
}

void
workdays_free(struct workdays *w)
{
	calendar_free(w->calendar);
	free(w);
}

bool
workdays_take(struct workdays *w, struct table *t, daynum day)
{
	if (w->own == NULL)
		w->own = own_days_new(w->calendar);
	return own_days_take(w->own, t, table_need(t, "kind"), day);
}

void
workdays_settle(struct workdays *w)
{
	if (w->own != NULL)
		own_days_settle(w->own);
	w->own = NULL;
}

static void
tell(const struct workdays *w, instant from, instant to)
{
	int seconds;

	policy_calendar_tell(w->calendar, instant_day(from, &seconds),
	    instant_day(to, &seconds));
}

/* The same time of day, so many working days later. */
static instant
days_later(struct workdays *w, instant from, int days)
{
	int seconds;
	daynum d = instant_day(from, &seconds);
	struct walk *walk = &w->walk[(unsigned)(d + days) % WALKS];

	if (walk->days != days || walk->from != d) {
		*walk = (struct walk){ d, days, calendar_later(w->calendar, d, days) };
		policy_calendar_tell(w->calendar, d, walk->to);
	}
	return instant_at(walk->to, seconds / 60) + seconds % 60;
}

instant
workdays_within(struct workdays *w, instant from, struct duration d)
{
	instant end;

	if (!duration_works(d))
		return duration_after(from, d);
	if (d.count == 0)
		return from;
	if (d.unit == WORKING_DAYS)
		return days_later(w, from, d.count);
	end = clock_within(w->calendar, &w->hours, from, d);
	tell(w, from, end);
	return end;
}

instant
workdays_limit(const struct workdays *w, instant from, struct duration d)
{
	instant end = clock_limit(w->calendar, &w->hours, from, d);

	tell(w, from, end);
	return end;
}
