/*
 * The reasons are asked in the order in which they are promised, from what an
 * empty calendar would offer to what the full one does.
 */
#include "cmd/rt-schedule/unplanned.h"

#include "cmd/rt-schedule/cut.h"
#include "cmd/rt-schedule/skipped.h"
#include "cmd/rt-schedule/slots.h"

/* What an empty day offers to a contact. */
enum offer { NO_TIME, ONLY_QUIET_TIME, SOME_TIME };

static enum offer
offer_of_slots(const struct hours *windows, const struct hours *quiet, int minutes)
{
	int start[SLOTS_MOST];
	int slots = slots_cut(windows, NULL, 0, minutes, start);

	for (int i = 0; i < slots; i++)
		if (!hours_touch(quiet, start[i], start[i] + minutes))
			return SOME_TIME;
	return slots == 0 ? NO_TIME : ONLY_QUIET_TIME;
}

static enum offer
empty_day(const struct setting *s, const struct contact *c)
{
	const struct hours *quiet = setting_quiet(s, c);

	if (c->channel < MANAGED)
		return cut_is_needed(s, c->channel, quiet) ? SOME_TIME :
		    offer_of_slots(setting_hours(s, c->channel), quiet,
		    s->minutes[c->channel]);
	return hours_first_minute(s->hours, quiet, 0) < 0 ? ONLY_QUIET_TIME : SOME_TIME;
}

/* Whether the caps leave the day, and what was tried so far a slot, if it has any. */
static bool
caps_leave(const struct setting *s, const struct contact *c, daynum d)
{
	struct span skipped[SKIPPED_MOST];
	int start[SLOTS_MOST], slots, count, minutes = c->channel < MANAGED ?
	    s->minutes[c->channel] : 0;

	if (!setting_caps_allow(s, c, d))
		return false;
	if (!setting_bars_times(s, c))
		return true;
	count = skipped_spans(d, skipped);
	slots = cut_is_needed(s, c->channel, setting_quiet(s, c)) ?
	    cut_starts(s, c->channel, setting_quiet(s, c), skipped, count, start) :
	    slots_cut(setting_hours(s, c->channel), skipped, count, minutes, start);
	for (int i = 0; i < slots; i++)
		if (setting_may_take(s, c, d, start[i], start[i] + minutes))
			return true;
	return slots == 0;
}

/*
 * Whether the caps forbid every day of the horizon on which the manager
 * works; of one who works on none of them, every day.
 */
static bool
caps_forbid(const struct setting *s, const struct contact *c)
{
	bool worked = false, left = false;

	for (int i = 0; i < s->horizon->days; i++) {
		daynum d = s->horizon->day[i];
		bool works = setting_works(s, c, d), leave = caps_leave(s, c, d);

		if (works && leave)
			return false;
		worked |= works;
		left |= leave;
	}
	return worked || !left;
}

/* The first working day behind the horizon that the caps leave. */
static daynum
next_possible(const struct setting *s, const struct contact *c)
{
	daynum d = s->horizon->day[s->horizon->days - 1];

	do
		d = horizon_next(s->horizon, d);
	while (d != NO_DAY && !caps_leave(s, c, d));
	return d;
}

/* What its group left to it ends with the horizon. */
static void
leave_horizon(const struct setting *s, struct contact *c)
{
	daynum last = s->horizon->day[s->horizon->days - 1];

	if (c->from <= last)
		c->from = last + 1;
	c->until = DAY_LAST;
}

bool
unplanned_explain(const struct setting *s, struct contact *c)
{
	enum offer offer = empty_day(s, c);

	if (offer == ONLY_QUIET_TIME)
		c->why = QUIET_HOURS;
	else
		c->why = caps_forbid(s, c) ? CAP : CAPACITY;
	leave_horizon(s, c);
	if (offer != SOME_TIME)
		return false;
	if (c->channel < MANAGED)
		return s->managers->one[c->manager].per_day[c->channel] > 0 &&
		    !manager_left(&s->managers->one[c->manager],
		    s->horizon->day[s->horizon->days - 1] + 1);
	c->next = next_possible(s, c);
	return false;
}
