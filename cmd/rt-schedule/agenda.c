/*
 * Matching goes by days and places (board.h), not by single slots; which slot
 * of the day it is, is dealt out at the end, the earlier due first.
 */
#include "cmd/rt-schedule/agenda_parts.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/rt-schedule/optimal.h"
#include "cmd/rt-schedule/skipped.h"
#include "cmd/rt-schedule/unplanned.h"
#include "common/base/mem.h"
#include "common/base/search.h"

static int
by_manager(const void *a, const void *b, void *contacts)
{
	const struct contact *one = contacts;
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	if (one[x].manager != one[y].manager)
		return one[x].manager < one[y].manager ? -1 : 1;
	return (x > y) - (x < y);
}

static void
find_pins(struct agenda *a, const struct contacts *all)
{
	a->pin = mem_array(all->count, sizeof *a->pin);
	for (uint32_t i = 0; i < all->count; i++) {
		const struct contact *c = &all->one[i];

		if (c->pin != NULL && c->manager != NO_MANAGER && c->channel < MANAGED)
			a->pin[a->pins++] = i;
	}
	if (a->pins > 0)
		qsort_r(a->pin, a->pins, sizeof *a->pin, by_manager, all->one);
}

struct agenda *
agenda_new(const struct setting *s, const struct contacts *all)
{
	struct agenda *a = mem_new(sizeof *a);
	size_t days = (size_t)s->horizon->days, quiets = map_count(s->customers->quiet);

	a->setting = s;
	a->days = s->horizon->days;
	a->day = mem_array(days, sizeof *a->day);
	a->board_day = mem_array(days, sizeof *a->board_day);
	a->every_day = mem_array(days, 1);
	memset(a->every_day, 1, days);
	a->scratch = arena_new();
	a->quiet_place = mem_array(quiets * HALVES, sizeof *a->quiet_place);
	memset(a->quiet_place, 0xff, quiets * HALVES * sizeof *a->quiet_place);
	a->cut_needed = mem_array(quiets * MANAGED, 1);
	find_pins(a, all);
	return a;
}

void
agenda_free(struct agenda *a)
{
	for (int d = 0; d < a->days; d++)
		free(a->day[d].taken);
	free(a->day);
	free(a->board_day);
	free(a->every_day);
	arena_free(a->scratch);
	free(a->quiet_place);
	free(a->cut_needed);
	free(a->quiet);
	free(a->old_call);
	free(a->waiting);
	free(a->pin);
	free(a);
}

static int
by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

static void
take_time(struct day *day, int from, int to)
{
	day->taken = mem_grow(day->taken, day->count, &day->room, sizeof *day->taken);
	day->taken[day->count++] = (struct span){ from, to };
}

/* Minutes that a change of clocks leaves out are nobody's. */
static void
take_skipped(struct day *day, daynum d)
{
	struct span skipped[SKIPPED_MOST];
	int count = skipped_spans(d, skipped);

	for (int i = 0; i < count; i++)
		take_time(day, skipped[i].from, skipped[i].to);
}

/* Nor are those of a manager who is away for a part of the day. */
static void
take_absences(struct day *day, const struct manager *m, daynum d)
{
	int64_t midnight = (int64_t)d * 24 * 60, end = midnight + 2 * 24 * 60;

	for (size_t i = 0; i < m->offs; i++) {
		int64_t from = m->off[i].from > midnight ? m->off[i].from : midnight;
		int64_t to = m->off[i].to < end ? m->off[i].to : end;

		if (!m->off[i].whole && from < to)
			take_time(day, (int)(from - midnight), (int)(to - midnight));
	}
}

static void
sort_day(struct day *day)
{
	qsort(day->taken, day->count, sizeof *day->taken, by_start);
}

void
agenda_take(struct agenda *a, int day, enum channel c, int from, int to)
{
	a->day[day].pinned[c]++;
	take_time(&a->day[day], from, to);
	sort_day(&a->day[day]);
}

static void
take_pinned(struct agenda *a, const struct contact *c)
{
	int d = horizon_until(a->setting->horizon, c->day);

	if (d < 0 || a->setting->horizon->day[d] != c->day)
		return;
	a->day[d].pinned[c->channel]++;
	if (c->start == NO_MINUTE || c->end <= c->start)
		return;
	take_time(&a->day[d], c->start, c->end);
	sort_day(&a->day[d]);
}

/* What pins are searched for. */
struct pinned {
	const struct contact *one;    /* that pins are numbers of */
	uint32_t manager;
};

static int
by_pinned(const void *pin, const void *wanted)
{
	const struct pinned *p = wanted;
	uint32_t manager = p->one[*(const uint32_t *)pin].manager;

	return (manager > p->manager) - (manager < p->manager);
}

/* The first of the pins of that manager or a later one. */
static size_t
first_pin(const struct agenda *a, uint32_t manager, const struct contacts *all)
{
	struct pinned wanted = { all->one, manager };

	return search_first(a->pin, a->pins, sizeof *a->pin, &wanted, by_pinned);
}

void
agenda_clear(struct agenda *a, uint32_t manager, const struct contacts *all)
{
	for (int d = 0; d < a->days; d++) {
		a->day[d].count = 0;
		take_skipped(&a->day[d], a->setting->horizon->day[d]);
		take_absences(&a->day[d], &a->setting->managers->one[manager],
		    a->setting->horizon->day[d]);
		if (a->day[d].count > 1)
			sort_day(&a->day[d]);
		a->day[d].pinned[VISIT] = a->day[d].pinned[CALL] = 0;
	}
	for (size_t i = first_pin(a, manager, all); i < a->pins; i++) {
		const struct contact *c = &all->one[a->pin[i]];

		if (c->manager != manager)
			break;
		take_pinned(a, c);
	}
}

static void
cut_day(struct agenda *a, struct day *day, const struct fill *f)
{
	int start[SLOTS_MOST];
	size_t bytes;

	day->slots = slots_cut(setting_hours(a->setting, f->channel), day->taken,
	    (int)day->count, f->minutes, start);
	bytes = (size_t)day->slots * sizeof *start;
	day->start = arena_take(a->scratch, bytes);
	memcpy(day->start, start, bytes);
}

/* What is left of the manager's number beside pinned contacts. */
static int64_t
units_of(const struct day *day, const struct manager *m, enum channel c)
{
	int64_t left = m->per_day[c] - day->pinned[c];

	return left > 0 ? left : 0;
}

/* A day that nothing is taken of shares its slots with the others. */
static void
cut_days(struct agenda *a, const struct fill *f)
{
	const struct setting *s = a->setting;
	uint32_t manager = f->manager;
	const struct manager *m = &s->managers->one[manager];
	const struct day *empty = NULL;

	for (int d = 0; d < a->days; d++) {
		struct day *day = &a->day[d];
		bool works = manager_works(s->managers, manager, s->horizon->day[d]);

		if (day->count == 0 && empty != NULL) {
			day->slots = empty->slots;
			day->start = empty->start;
		} else {
			cut_day(a, day, f);
		}
		if (day->count == 0)
			empty = day;
		a->board_day[d] = (struct board_day){
			.slots = day->slots,
			.limit = works ? units_of(day, m, f->channel) : 0,
		};
	}
}

static const uint8_t *
allowed_days(struct agenda *a, const struct contact *c)
{
	const struct setting *s = a->setting;
	uint8_t *allowed;
	size_t made;

	history_days(s->history, c->customer, &made);
	if ((c->exempt || (made == 0 && s->households == NULL)) &&
	    setting_shunned(s, c) == NO_HALF)
		return a->every_day;
	allowed = arena_take(a->scratch, (size_t)a->days);
	for (int d = 0; d < a->days; d++)
		allowed[d] = setting_caps_allow(s, c, s->horizon->day[d]);
	return allowed;
}

/* A place of its own has also whom what was tried so far bars from times. */
static int
quiet_place(struct agenda *a, const struct contact *c, enum half shunned)
{
	uint32_t quiet = customers_one(a->setting->customers, c->customer)->quiet;
	int *place = setting_bars_times(a->setting, c) ? NULL :
	    &a->quiet_place[quiet * HALVES + shunned];

	if (place != NULL && *place >= 0)
		return *place;
	a->quiet = mem_grow(a->quiet, a->quiets, &a->quiet_room, sizeof *a->quiet);
	a->quiet[a->quiets] = (struct quiet){ c, shunned, place };
	if (place != NULL)
		*place = (int)a->quiets;
	return (int)a->quiets++;
}

static void
forget_quiet(struct agenda *a)
{
	while (a->quiets > 0) {
		int *place = a->quiet[--a->quiets].place;

		if (place != NULL)
			*place = -1;
	}
}

static void
make_seekers(struct agenda *a, struct fill *f)
{
	f->seeker = arena_take(a->scratch, f->count * sizeof *f->seeker);
	for (size_t i = 0; i < f->count; i++) {
		const struct contact *c = &f->contact[f->number[i]];
		enum half shunned = setting_shunned(a->setting, c);

		f->seeker[i] = (struct seeker){
			.allowed = allowed_days(a, c),
			.quiet = quiet_place(a, c, NO_HALF),
			.rather = shunned == NO_HALF ? NO_QUIET :
			    quiet_place(a, c, shunned),
			.on_time = horizon_until(a->setting->horizon, c->due_day),
		};
	}
}

/* Earlier days first; within a day, earlier due, then heavier, then customer_id. */
static int
by_day_and_due(const void *a, const void *b)
{
	const struct in_day *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->contact->due != y->contact->due)
		return x->contact->due < y->contact->due ? -1 : 1;
	return contact_precedes(x->contact, y->contact);
}

void
agenda_order(struct in_day in[], size_t count)
{
	qsort(in, count, sizeof *in, by_day_and_due);
}

void
agenda_seat(struct agenda *a, const struct fill *f, const struct in_day in[],
    size_t count, const uint8_t may[])
{
	struct day *day = &a->day[in[0].day];
	int *slot_of = mem_array(count, sizeof *slot_of);

	optimal_seats(may, (int)count, day->slots, slot_of);
	for (size_t i = 0; i < count; i++) {
		struct contact *c = in[i].contact;

		c->day = a->setting->horizon->day[in[i].day];
		c->start = day->start[slot_of[i]];
		c->end = c->start + f->minutes;
		take_time(day, c->start, c->end);
	}
	sort_day(day);
	free(slot_of);
}

void
agenda_seat_day(struct agenda *a, const struct fill *f, const struct in_day in[], size_t count)
{
	const struct day *day = &a->day[in[0].day];
	size_t slots = (size_t)day->slots;
	uint8_t *may = mem_array(count * slots, 1);

	for (size_t i = 0; i < count; i++) {
		int quiet = f->seeker[in[i].seeker].quiet;

		if (i > 0 && quiet == f->seeker[in[i - 1].seeker].quiet) {
			memcpy(may + i * slots, may + (i - 1) * slots, slots);
			continue;
		}
		for (size_t k = 0; k < slots; k++)
			may[i * slots + k] = !agenda_touches(a, quiet, in[i].day, (int)k);
	}
	agenda_seat(a, f, in, count, may);
	free(may);
}

void
agenda_leave_out(struct agenda *a, const struct fill *f, uint32_t number)
{
	if (!unplanned_explain(a->setting, &f->contact[number]))
		return;
	a->waiting = mem_grow(a->waiting, a->waitings, &a->waiting_room,
	    sizeof *a->waiting);
	a->waiting[a->waitings++] = number;
}

static void
seat(struct agenda *a, const struct fill *f, const struct board *b)
{
	struct in_day *in = mem_array(f->count, sizeof *in);
	size_t count = 0, first = 0;

	for (size_t i = 0; i < f->count; i++) {
		struct contact *c = &f->contact[f->number[i]];
		int day = board_day_of(b, i);

		if (day >= 0)
			in[count++] = (struct in_day){ day, c, i };
		else
			agenda_leave_out(a, f, f->number[i]);
	}
	agenda_order(in, count);
	for (size_t i = 1; i <= count; i++)
		if (i == count || in[i].day != in[first].day) {
			agenda_seat_day(a, f, &in[first], i - first);
			first = i;
		}
	free(in);
}

bool
agenda_touches(const void *agenda, int quiet, int day, int slot)
{
	const struct agenda *a = agenda;
	const struct quiet *q = &a->quiet[quiet];
	const struct contact *c = q->contact;
	int start = a->day[day].start[slot];

	if (q->shunned != NO_HALF && half_of(start) == q->shunned)
		return true;
	return !setting_may_take(a->setting, c, a->setting->horizon->day[day], start,
	    start + a->setting->minutes[c->channel]);
}

struct board *
agenda_board(const struct agenda *a, const struct fill *f)
{
	return board_new(a->board_day, a->days, (int)a->quiets, agenda_touches, a, f->seeker,
	    f->count);
}

/*
 * A second matching, of its own, tells what could be on time at best, and
 * who would be if a day had one more slot.
 */
static void
find_bound(struct agenda *a, const struct fill *f)
{
	const struct setting *s = a->setting;
	struct board *b = agenda_board(a, f);
	size_t *heir = mem_array((size_t)a->days, sizeof *heir);

	optimal_on_time(b, f->seeker, f->count, a->days, heir);
	for (size_t i = 0; i < f->count; i++)
		if (board_day_of(b, i) >= 0)
			bound_possible(s->bound, f->contact[f->number[i]].weight);
	for (int d = 0; d < a->days; d++) {
		const struct contact *c;

		if (heir[d] == NO_HEIR)
			continue;
		c = &f->contact[f->number[heir[d]]];
		if (c->weight > 0 && setting_works(s, c, s->horizon->day[d]))
			bound_scarce(s->bound, c->manager, c->channel,
			    s->horizon->day[d], c->weight);
	}
	free(heir);
	board_free(b);
}

void
agenda_begin(struct agenda *a, struct fill *f)
{
	f->manager = f->contact[f->number[0]].manager;
	f->channel = f->contact[f->number[0]].channel;
	f->minutes = a->setting->minutes[f->channel];
	a->waitings = 0;
	agenda_place_cut(a, f);
	cut_days(a, f);
	make_seekers(a, f);
}

void
agenda_end(struct agenda *a)
{
	forget_quiet(a);
	arena_empty(a->scratch);
}

/* Of whom no slot serves nothing more is possible than what they have. */
static void
settle_cut(struct agenda *a, const struct fill *f)
{
	for (size_t i = 0; i < f->odds; i++) {
		const struct contact *c = &f->contact[f->odd[i]];

		if (c->day == NO_DAY)
			agenda_leave_out(a, f, f->odd[i]);
		else if (a->setting->bound != NULL && c->day <= c->due_day)
			bound_possible(a->setting->bound, c->weight);
	}
}

void
agenda_fill(struct agenda *a, struct contacts *all, const uint32_t number[], size_t count)
{
	struct fill f = { .contact = all->one, .number = number, .count = count };

	agenda_begin(a, &f);
	settle_cut(a, &f);
	if (a->setting->bound != NULL)
		find_bound(a, &f);
	if (a->setting->near) {
		agenda_fill_near(a, &f);
	} else {
		struct board *board = agenda_board(a, &f);

		optimal_place(board, f.seeker, f.count, a->days);
		seat(a, &f, board);
		board_free(board);
	}
	agenda_end(a);
}

uint32_t *
agenda_waiting(struct agenda *a, size_t *count)
{
	*count = a->waitings;
	return a->waiting;
}
