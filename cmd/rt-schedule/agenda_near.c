/*
 * The slots of all days are laid out in one row, in which each old place is a
 * slot or is none: what begins off the grid of today has moved.
 */
#include <stdlib.h>

#include "cmd/rt-schedule/agenda_parts.h"
#include "cmd/rt-schedule/near.h"
#include "common/base/mem.h"

int
agenda_old_day(const struct agenda *a, const struct contact *c)
{
	const struct planned *was = c->was;
	int day;

	if (was == NULL || !planned_is_complete(was) || !slice_equal(was->manager,
	    contact_manager_name(c, a->setting->managers)))
		return -1;
	day = horizon_until(a->setting->horizon, was->day);
	return day >= 0 && a->setting->horizon->day[day] == was->day ? day : -1;
}

void
agenda_spare_calls(struct agenda *a, const struct contacts *all,
    const uint32_t number[], size_t count)
{
	a->old_calls = 0;
	for (size_t i = 0; i < count; i++) {
		const struct contact *c = &all->one[number[i]];
		const struct planned *was = c->was;
		int day = agenda_old_day(a, c);

		if (day < 0 || !setting_works(a->setting, c, was->day) ||
		    !setting_caps_allow(a->setting, c, was->day) ||
		    !setting_may_take(a->setting, c, was->day, was->start, was->end))
			continue;
		a->old_call = mem_grow(a->old_call, a->old_calls, &a->old_call_room,
		    sizeof *a->old_call);
		a->old_call[a->old_calls++] =
		    (struct old_call){ day, { was->start, was->end } };
	}
}

/* How many calls stood in that time of the day. */
static int
calls_there(const struct agenda *a, int day, int from, int to)
{
	int n = 0;

	for (size_t i = 0; i < a->old_calls; i++)
		n += a->old_call[i].day == day && a->old_call[i].span.from < to &&
		    from < a->old_call[i].span.to;
	return n;
}

/* All days in one row of slots. */
struct row {
	struct near_board board;
	int *first;               /* by day: its first slot */
};

/* Whether somebody would rather not have a half of the day. */
static bool
any_shuns(const struct fill *f)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->seeker[i].rather != NO_QUIET)
			return true;
	return false;
}

static struct row
lay_out(struct agenda *a, const struct fill *f)
{
	struct near_day *day = arena_take(a->scratch, (size_t)a->days * sizeof *day);
	struct row r = { .first = arena_take(a->scratch, (size_t)a->days * sizeof *r.first) };
	struct near_slot *slot;
	uint8_t *barred;
	bool shuns = any_shuns(f);
	int slots = 0, at = 0;

	for (int d = 0; d < a->days; d++) {
		r.first[d] = slots;
		slots += a->day[d].slots;
		day[d].limit = a->board_day[d].limit;
	}
	slot = arena_take(a->scratch, (size_t)slots * sizeof *slot);
	barred = arena_take(a->scratch, (size_t)slots * a->quiets);
	for (int d = 0; d < a->days; d++)
		for (int k = 0; k < a->day[d].slots; k++, at++) {
			int start = a->day[d].start[k];

			slot[at] = (struct near_slot){ d, f->channel == VISIT ?
			    calls_there(a, d, start, start + f->minutes) : 0,
			    (int)(shuns ? half_of(start) : NO_HALF) };
			for (size_t q = 0; q < a->quiets; q++)
				barred[(size_t)at * a->quiets + q] =
				    agenda_touches(a, (int)q, d, k);
		}
	r.board = (struct near_board){ day, a->days, slot, slots, barred, (int)a->quiets };
	return r;
}

/* The slot in which the contact stood, or NO_SLOT. */
static int
own_slot(const struct agenda *a, const struct row *r, const struct contact *c)
{
	int day = agenda_old_day(a, c);

	for (int k = 0; day >= 0 && k < a->day[day].slots; k++)
		if (a->day[day].start[k] == c->was->start)
			return r->first[day] + k;
	return NO_SLOT;
}

static struct near_seeker *
make_near_seekers(struct agenda *a, const struct fill *f, const struct row *r)
{
	struct near_seeker *seeker = arena_take(a->scratch, f->count * sizeof *seeker);

	for (size_t i = 0; i < f->count; i++) {
		const struct contact *c = &f->contact[f->number[i]];
		int own = own_slot(a, r, c);

		seeker[i] = (struct near_seeker){
			.weight = c->weight,
			.allowed = f->seeker[i].allowed,
			.quiet = f->seeker[i].quiet,
			.on_time = f->seeker[i].on_time,
			.own = own,
			.shunned = (int)setting_shunned(a->setting, c),
		};
	}
	return seeker;
}

/* Whether it disturbs as many there, and is in a half that it likes as much. */
static bool
is_worth_the_same(const struct near_seeker *s, const struct near_slot *a,
    const struct near_slot *b)
{
	return a->disturbs == b->disturbs && (s->shunned == NO_HALF || a->half == b->half);
}

/* Who stands where it stood stays; others change among slots that are worth the same. */
static void
seat_near_day(struct agenda *a, const struct fill *f, const struct row *r,
    const struct near_seeker seeker[], const struct in_day in[], size_t count)
{
	int first = r->first[in[0].day], slots = a->day[in[0].day].slots;
	uint8_t *may = mem_array(count * (size_t)slots, 1);

	for (size_t i = 0; i < count; i++) {
		const struct near_seeker *s = &seeker[in[i].seeker];

		for (int k = 0; k < slots; k++) {
			int slot = first + k;
			bool same = is_worth_the_same(s, &r->board.slot[slot],
			    &r->board.slot[s->slot]);

			may[i * (size_t)slots + (size_t)k] = s->slot == s->own ?
			    slot == s->own : same && near_may(&r->board, s, slot);
		}
	}
	agenda_seat(a, f, in, count, may);
	free(may);
}

static void
seat_near(struct agenda *a, const struct fill *f, const struct row *r,
    const struct near_seeker seeker[])
{
	struct in_day *in = mem_array(f->count, sizeof *in);
	size_t count = 0, first = 0;

	for (size_t i = 0; i < f->count; i++) {
		struct contact *c = &f->contact[f->number[i]];

		if (seeker[i].slot == NO_SLOT)
			agenda_leave_out(a, f, f->number[i]);
		else
			in[count++] = (struct in_day){
				r->board.slot[seeker[i].slot].day, c, i };
	}
	agenda_order(in, count);
	for (size_t i = 1; i <= count; i++)
		if (i == count || in[i].day != in[first].day) {
			seat_near_day(a, f, r, seeker, &in[first], i - first);
			first = i;
		}
	free(in);
}

void
agenda_fill_near(struct agenda *a, struct fill *f)
{
	struct row r = lay_out(a, f);
	struct near_seeker *seeker = make_near_seekers(a, f, &r);

	near_place(&r.board, seeker, f->count);
	seat_near(a, f, &r, seeker);
	a->old_calls = 0;
}
