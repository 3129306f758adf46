/*
 * A flow, seen from above: a seeker takes a seat of a place, and with it one
 * of the units of the day.  The search walks backwards through what is
 * taken: a full place makes room when one of its members goes elsewhere, a
 * full day when any member of its places does.
 */
#include "cmd/rt-schedule/board.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"


struct place {
	int day;
	size_t seats, count, room;
	uint32_t *member;      /* seekers who stand here */
	uint8_t *barred;       /* by quiet hours: whether they touch these slots */
	/* of the present search */
	bool closed, reached;
	int from;              /* the place that it was reached from, or NO_PLACE */
	size_t mover;          /* the seeker who would come from there, or BY_DAY */
};

/* Reached because its day is full, and one of its members would leave it. */
static const size_t BY_DAY = SIZE_MAX;

struct day {
	int first, end;        /* its places */
	int64_t limit, count;
	bool closed, reached;
};

struct board {
	struct day *day;
	int days;
	struct place *place;
	size_t places, room;
	struct seeker *seeker;
	struct arena *barred;
	int *queue;            /* places reached, in the order of reaching */
	int queued;
};

/* The place of that day whose slots the same quiet hours touch; made if new. */
static struct place *
place_for(struct board *b, int day, const uint8_t *barred, size_t quiets)
{
	struct place *p;

	for (size_t i = (size_t)b->day[day].first; i < b->places; i++)
		if (memcmp(b->place[i].barred, barred, quiets) == 0)
			return &b->place[i];
	b->place = mem_grow(b->place, b->places, &b->room, sizeof *b->place);
	p = &b->place[b->places++];
	*p = (struct place){ .day = day, .barred = arena_take(b->barred, quiets) };
	memcpy(p->barred, barred, quiets);
	return p;
}

static void
add_day(struct board *b, const struct board_day *from, int quiets,
    board_touches *touches, const void *asker, uint8_t *barred)
{
	int number = b->days++;
	struct day *day = &b->day[number];

	day->first = (int)b->places;
	day->limit = from->limit < from->slots ? from->limit : from->slots;
	for (int s = 0; s < from->slots; s++) {
		for (int q = 0; q < quiets; q++)
			barred[q] = touches(asker, q, number, s);
		place_for(b, number, barred, (size_t)quiets)->seats++;
	}
	day->end = (int)b->places;
}

struct board *
board_new(const struct board_day day[], int days, int quiets, board_touches *touches,
    const void *asker, struct seeker seeker[], size_t seekers)
{
	struct board *b = mem_new(sizeof *b);
	uint8_t *barred = mem_array((size_t)quiets, 1);

	b->day = mem_array((size_t)days, sizeof *b->day);
	b->barred = arena_new();
	b->seeker = seeker;
	for (int d = 0; d < days; d++)
		add_day(b, &day[d], quiets, touches, asker, barred);
	for (size_t i = 0; i < seekers; i++)
		seeker[i].place = NO_PLACE;
	b->queue = mem_array(b->places, sizeof *b->queue);
	free(barred);
	return b;
}

void
board_free(struct board *b)
{
	for (size_t i = 0; i < b->places; i++)
		free(b->place[i].member);
	free(b->place);
	free(b->day);
	free(b->queue);
	arena_free(b->barred);
	free(b);
}

static void
join(struct board *b, size_t seeker, int place)
{
	struct place *p = &b->place[place];

	p->member = mem_grow(p->member, p->count, &p->room, sizeof *p->member);
	b->seeker[seeker].place = place;
	b->seeker[seeker].seat = p->count;
	p->member[p->count++] = (uint32_t)seeker;
	b->day[p->day].count++;
}

/* The last member takes the seat that becomes free. */
static void
leave(struct board *b, size_t seeker)
{
	struct seeker *s = &b->seeker[seeker];
	struct place *p = &b->place[s->place];
	uint32_t other = p->member[--p->count];

	p->member[s->seat] = other;
	b->seeker[other].seat = s->seat;
	b->day[p->day].count--;
	s->place = NO_PLACE;
}

static void
reach(struct board *b, int place, int from, size_t mover)
{
	struct place *p = &b->place[place];

	if (p->reached || p->closed)
		return;
	p->reached = true;
	p->from = from;
	p->mover = mover;
	b->queue[b->queued++] = place;
}

/* All places where the seeker may stand. */
static void
reach_from(struct board *b, int from, size_t mover)
{
	const struct seeker *s = &b->seeker[mover];

	for (int d = s->first; d <= s->last; d++) {
		const struct day *day = &b->day[d];

		if (!s->allowed[d] || day->limit == 0)
			continue;
		for (int p = day->first; p < day->end; p++)
			if (!b->place[p].barred[s->quiet])
				reach(b, p, from, mover);
	}
}

/* Whether the place, which has a seat, has a unit of its day for it too. */
static bool
day_has_room(struct board *b, int place)
{
	struct day *day = &b->day[b->place[place].day];

	if (day->reached || day->closed)
		return false;
	if (day->count < day->limit)
		return true;
	day->reached = true;
	for (int p = day->first; p < day->end; p++)
		if (b->place[p].count > 0)
			reach(b, p, place, BY_DAY);
	return false;
}

static void
forget_search(struct board *b)
{
	for (int i = 0; i < b->queued; i++) {
		struct place *p = &b->place[b->queue[i]];

		p->reached = false;
		b->day[p->day].reached = false;
	}
	b->queued = 0;
}

/* The first place reached that can take one more, or NO_PLACE. */
static int
search(struct board *b, size_t seeker)
{
	forget_search(b);
	reach_from(b, NO_PLACE, seeker);
	for (int i = 0; i < b->queued; i++) {
		int at = b->queue[i];
		const struct place *p = &b->place[at];

		if (p->count < p->seats && day_has_room(b, at))
			return at;
		for (size_t m = 0; m < p->count; m++)
			reach_from(b, at, p->member[m]);
	}
	return NO_PLACE;
}

/* Everybody on the way moves one on, from the end, where there is room. */
static void
follow(struct board *b, int place)
{
	while (place != NO_PLACE) {
		const struct place *p = &b->place[place];
		int from = p->from;

		if (p->mover != BY_DAY) {
			if (from != NO_PLACE)
				leave(b, p->mover);
			join(b, p->mover, place);
		}
		place = from;
	}
}

bool
board_place(struct board *b, size_t seeker, int first, int last)
{
	struct seeker *s = &b->seeker[seeker];
	int end;

	s->first = first;
	s->last = last;
	end = search(b, seeker);
	if (end == NO_PLACE)
		return false;
	follow(b, end);
	return true;
}

void
board_close_searched(struct board *b)
{
	for (int i = 0; i < b->queued; i++) {
		struct place *p = &b->place[b->queue[i]];

		p->closed = true;
		b->day[p->day].closed |= b->day[p->day].reached;
	}
}

void
board_open_all(struct board *b)
{
	for (size_t i = 0; i < b->places; i++)
		b->place[i].closed = false;
	for (int d = 0; d < b->days; d++)
		b->day[d].closed = false;
}

static void
offer_days(const struct seeker *s, uint8_t offered[])
{
	for (int d = s->first; d <= s->last; d++)
		if (s->allowed[d])
			offered[d] = 1;
}

/* Who stands on a place reached would move, and leave room to the others. */
void
board_offers(const struct board *b, size_t seeker, uint8_t offered[])
{
	offer_days(&b->seeker[seeker], offered);
	for (int i = 0; i < b->queued; i++) {
		const struct place *p = &b->place[b->queue[i]];

		for (size_t m = 0; m < p->count; m++)
			offer_days(&b->seeker[p->member[m]], offered);
	}
}

bool
board_move(struct board *b, size_t seeker, int day)
{
	struct seeker *s = &b->seeker[seeker];
	int first = s->first, last = s->last, place = s->place;

	leave(b, seeker);
	if (board_place(b, seeker, day, day))
		return true;
	s->first = first;
	s->last = last;
	join(b, seeker, place);
	return false;
}

void
board_favour(struct board *b, size_t seeker)
{
	struct seeker *s = &b->seeker[seeker];
	int quiet = s->quiet, place = s->place;

	leave(b, seeker);
	s->quiet = s->rather;
	if (board_place(b, seeker, s->first, s->last))
		return;
	s->quiet = quiet;
	join(b, seeker, place);
}

int
board_day_of(const struct board *b, size_t seeker)
{
	int place = b->seeker[seeker].place;

	return place == NO_PLACE ? -1 : b->place[place].day;
}

int64_t
board_limit(const struct board *b, int day)
{
	return b->day[day].limit;
}
