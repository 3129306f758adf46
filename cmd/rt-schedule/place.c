/*
 * Who takes no manager's time is placed alone; then a manager and a channel at
 * a time, visits before calls, none of which depends on another manager's.
 */
#include "cmd/rt-schedule/place.h"

#include <stdlib.h>

#include "cmd/rt-schedule/agenda.h"
#include "cmd/rt-schedule/later.h"
#include "cmd/rt-schedule/skipped.h"
#include "cmd/rt-schedule/slots.h"
#include "cmd/rt-schedule/unplanned.h"
#include "common/base/mem.h"

/* The first minute of the day at which it may begin, or NO_MINUTE. */
static int
crisis_minute(const struct setting *s, const struct contact *c, daynum d, int minutes)
{
	int start[SLOTS_MOST], slots, count;
	struct span skipped[SKIPPED_MOST];

	if (minutes == 0)
		return skipped_first_minute(d, s->hours, &(struct hours){ 0 },
		    today_first_minute(s->today, d));
	count = skipped_spans(d, skipped);
	slots = slots_cut(setting_hours(s, c->channel), skipped, count, minutes, start);
	for (int i = 0; i < slots; i++)
		if (!today_bars(s->today, d, start[i]))
			return start[i];
	return NO_MINUTE;
}

/*
 * Nobody's, and so in nobody's way: at the first time of the first working
 * day.  Hours too short for one leave it out.
 */
static void
place_crisis(const struct setting *s, struct contact *c)
{
	int minutes = c->channel < MANAGED ? s->minutes[c->channel] : 0;

	for (int i = 0; i < s->horizon->days; i++) {
		c->day = s->horizon->day[i];
		c->start = crisis_minute(s, c, c->day, minutes);
		c->end = c->start + minutes;
		if (c->start != NO_MINUTE)
			return;
	}
	c->day = NO_DAY;
	c->why = CAPACITY;
}

/* On the first day that the caps allow, at the first minute that it may. */
static void
place_timeless(const struct setting *s, struct contact *c)
{
	for (int i = 0; i < s->horizon->days; i++) {
		daynum d = s->horizon->day[i];
		int minute;

		if (!setting_caps_allow(s, c, d))
			continue;
		minute = skipped_first_minute(d, s->hours, setting_quiet(s, c),
		    today_first_minute(s->today, d));
		if (minute == NO_MINUTE)
			continue;
		c->day = d;
		c->start = c->end = minute;
		return;
	}
	unplanned_explain(s, c);
}

/* Whether its old place is one that it may have, by the same manager. */
static bool
may_stay(const struct setting *s, const struct contact *c)
{
	const struct planned *was = c->was;
	int day;

	if (was == NULL || !planned_is_complete(was) ||
	    !slice_equal(was->manager, contact_manager_name(c, s->managers)))
		return false;
	day = horizon_until(s->horizon, was->day);
	return day >= 0 && s->horizon->day[day] == was->day &&
	    setting_caps_allow(s, c, was->day) &&
	    hours_hold(s->hours, was->start) &&
	    !skipped_touch(was->day, was->start, was->start + 1) &&
	    setting_may_take(s, c, was->day, was->start, was->start + 1);
}

/* What takes no time stays where it was, unless it could be on time instead. */
static void
place_timeless_near(const struct setting *s, struct contact *c)
{
	place_timeless(s, c);
	if (c->day == NO_DAY || !may_stay(s, c) ||
	    (c->was->day > c->due_day && c->day <= c->due_day))
		return;
	c->day = c->was->day;
	c->start = c->end = c->was->start;
}

/* By manager, visits first, then by precedence. */
static int
by_turn(const void *a, const void *b, void *contacts)
{
	const struct contact *one = contacts;
	const struct contact *x = &one[*(const uint32_t *)a];
	const struct contact *y = &one[*(const uint32_t *)b];

	if (x->manager != y->manager)
		return x->manager < y->manager ? -1 : 1;
	if (x->channel != y->channel)
		return x->channel < y->channel ? -1 : 1;
	return contact_precedes(x, y);
}

/* The calls of a manager come behind its visits, which leave them alone if they can. */
static void
spare_calls(struct agenda *a, const struct contacts *all, const uint32_t turn[],
    size_t first, size_t count)
{
	uint32_t manager = all->one[turn[first - 1]].manager;
	size_t end = first;

	while (end < count && all->one[turn[end]].manager == manager)
		end++;
	agenda_spare_calls(a, all, &turn[first], end - first);
}

/* What takes a manager's time, a manager and a channel at a time. */
static void
place_managed(const struct setting *s, struct contacts *all, uint32_t turn[],
    size_t count)
{
	struct agenda *a = agenda_new(s, all);
	struct later *later = later_new(s, all);
	const struct contact *before = NULL;

	qsort_r(turn, count, sizeof *turn, by_turn, all->one);
	for (size_t first = 0, end; first < count; first = end) {
		const struct contact *c = &all->one[turn[first]];
		uint32_t *waiting;
		size_t waits;

		for (end = first + 1; end < count; end++)
			if (all->one[turn[end]].manager != c->manager ||
			    all->one[turn[end]].channel != c->channel)
				break;
		if (before == NULL || before->manager != c->manager)
			agenda_clear(a, c->manager, all);
		if (s->near && c->channel == VISIT)
			spare_calls(a, all, turn, end, count);
		agenda_fill(a, all, &turn[first], end - first);
		waiting = agenda_waiting(a, &waits);
		later_promise(later, all, waiting, waits);
		before = c;
	}
	later_free(later);
	agenda_free(a);
}

/*
 * The appointment for a visit is made on the manager's working day before
 * it, or on the day itself when that would be before the horizon.
 */
static daynum
appointment(const struct setting *s, const struct contact *c)
{
	for (int i = horizon_until(s->horizon, c->day - 1); i >= 0; i--)
		if (setting_works(s, c, s->horizon->day[i]))
			return s->horizon->day[i];
	return c->day;
}

void
place_contacts(const struct setting *s, struct contacts *all)
{
	uint32_t *turn = mem_array(all->count, sizeof *turn);
	size_t count = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		struct contact *c = &all->one[i];

		if (c->why != NO_REASON || c->pin != NULL)
			continue;
		if (c->customer == NOBODY)
			place_crisis(s, c);
		else if (c->channel >= MANAGED)
			(s->near ? place_timeless_near : place_timeless)(s, c);
		else
			turn[count++] = i;
	}
	place_managed(s, all, turn, count);
	for (size_t i = 0; i < all->count; i++) {
		struct contact *c = &all->one[i];

		if (c->day != NO_DAY && c->channel == VISIT && c->pin == NULL)
			c->appointment = appointment(s, c);
	}
	free(turn);
}
