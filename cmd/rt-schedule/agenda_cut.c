/*
 * Contacts that no slot of the grid serves come before the matching, heavier
 * first, each on the first day that has the time: what they take, the grid is cut
 * around.
 */
#include <stdlib.h>

#include "cmd/rt-schedule/agenda_parts.h"
#include "cmd/rt-schedule/cut.h"
#include "common/base/mem.h"

enum { UNKNOWN, NEEDED, NOT_NEEDED };

/* Asked once for all who have the same quiet hours. */
static bool
is_needed(struct agenda *a, const struct contact *c)
{
	uint32_t quiet = customers_one(a->setting->customers, c->customer)->quiet;
	uint8_t *known = &a->cut_needed[quiet * MANAGED + c->channel];

	if (*known == UNKNOWN)
		*known = cut_is_needed(a->setting, c->channel,
		    setting_quiet(a->setting, c)) ? NEEDED : NOT_NEEDED;
	return *known == NEEDED;
}

/* Whether the day has a unit for the contact, and the contact may have it. */
static bool
day_is_open(const struct agenda *a, const struct contact *c, int day)
{
	daynum d = a->setting->horizon->day[day];

	return setting_works(a->setting, c, d) && setting_caps_allow(a->setting, c, d) &&
	    a->setting->managers->one[c->manager].per_day[c->channel] >
	    a->day[day].pinned[c->channel];
}

/* The time of the day that suits it best, or NO_MINUTE. */
static int
time_on(const struct agenda *a, const struct contact *c, int day)
{
	const struct day *there = &a->day[day];
	enum half shunned = setting_shunned(a->setting, c);
	int start[SLOTS_MOST], best = NO_MINUTE;
	int minutes = a->setting->minutes[c->channel];
	int slots = cut_starts(a->setting, c->channel, setting_quiet(a->setting, c),
	    there->taken, (int)there->count, start);

	for (int i = 0; i < slots; i++) {
		if (!setting_may_take(a->setting, c, a->setting->horizon->day[day],
		    start[i], start[i] + minutes))
			continue;
		if (best == NO_MINUTE || half_of(best) == shunned)
			best = start[i];
		if (half_of(best) != shunned)
			break;
	}
	return best;
}

/* Whether it can stand where it stood in the plan before. */
static bool
may_stay(const struct agenda *a, const struct contact *c, int day)
{
	const struct planned *was = c->was;
	const struct hours *h = setting_hours(a->setting, c->channel);

	if (day < 0 || !day_is_open(a, c, day) ||
	    was->end != was->start + a->setting->minutes[c->channel] ||
	    !setting_may_take(a->setting, c, was->day, was->start, was->end))
		return false;
	for (size_t i = 0; i < a->day[day].count; i++)
		if (a->day[day].taken[i].from < was->end &&
		    was->start < a->day[day].taken[i].to)
			return false;
	for (int w = 0; w < h->count; w++)
		if (h->window[w].from <= was->start && was->end <= h->window[w].to)
			return true;
	return false;
}

/* The first day, and the time on it; near to a plan before the old one. */
static bool
find(const struct agenda *a, struct contact *c, int *day)
{
	int old = a->setting->near ? agenda_old_day(a, c) : -1;
	bool stays = may_stay(a, c, old);

	for (*day = 0; *day < a->days; (*day)++) {
		daynum d = a->setting->horizon->day[*day];

		if (stays && (d > c->due_day || c->was->day <= c->due_day))
			break;
		if (day_is_open(a, c, *day) && (c->start = time_on(a, c, *day)) != NO_MINUTE)
			return true;
	}
	*day = old;
	c->start = stays ? c->was->start : NO_MINUTE;
	return stays;
}

/* It has its time now; false when there is none. */
static bool
place(struct agenda *a, struct contact *c)
{
	int day;

	if (!find(a, c, &day)) {
		c->start = 0;
		return false;
	}
	c->day = a->setting->horizon->day[day];
	c->end = c->start + a->setting->minutes[c->channel];
	agenda_take(a, day, c->channel, c->start, c->end);
	return true;
}

void
agenda_place_cut(struct agenda *a, struct fill *f)
{
	uint32_t *others = NULL;
	size_t count = 0;

	f->odd = NULL;
	f->odds = f->placed_odds = 0;
	for (size_t i = 0; i < f->count; i++) {
		struct contact *c = &f->contact[f->number[i]];

		if (!is_needed(a, c)) {
			if (others != NULL)
				others[count++] = f->number[i];
			continue;
		}
		if (others == NULL) {
			others = arena_take(a->scratch, f->count * sizeof *others);
			f->odd = arena_take(a->scratch, f->count * sizeof *f->odd);
			memcpy(others, f->number, i * sizeof *others);
			count = i;
		}
		f->odd[f->odds++] = f->number[i];
		f->placed_odds += place(a, c);
	}
	if (others == NULL)
		return;
	f->number = others;
	f->count = count;
}
