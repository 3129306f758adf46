/*
 * A contact that has a day keeps it: what comes later is lighter, and only
 * slots within the day may change hands.
 */
#include <stdlib.h>

#include "cmd/rt-schedule/agenda_parts.h"
#include "common/base/mem.h"

static int64_t
units(const struct agenda *a, const struct board *b)
{
	int64_t n = 0;

	for (int d = 0; d < a->days; d++)
		n += board_limit(b, d);
	return n;
}

/* On the first day on which it fits. */
static bool
place(struct board *b, size_t seeker, int days)
{
	for (int d = 0; d < days; d++) {
		if (board_place(b, seeker, d, d))
			return true;
		board_close_searched(b);
	}
	return false;
}

/* It has its time now; what it is told is the day. */
static daynum
promise(struct contact *c)
{
	c->next = c->day;
	c->day = NO_DAY;
	c->start = c->end = 0;
	return c->next;
}

/* Of those who have a day: deals out its slots; the last day. */
static daynum
promise_all(struct agenda *a, const struct fill *f, struct in_day in[], size_t count)
{
	daynum last = NO_DAY;
	size_t first = 0;

	agenda_order(in, count);
	for (size_t i = 1; i <= count; i++)
		if (i == count || in[i].day != in[first].day) {
			agenda_seat_day(a, f, &in[first], i - first);
			first = i;
		}
	for (size_t i = 0; i < count; i++) {
		daynum day = promise(in[i].contact);

		if (day > last)
			last = day;
	}
	return last;
}

/* Of whom no slot serves: the last day; leaves the numbers of the others. */
static daynum
promise_cut(const struct fill *f, uint32_t left[], size_t *lefts)
{
	daynum last = NO_DAY;

	for (size_t i = 0; i < f->odds; i++) {
		struct contact *c = &f->contact[f->odd[i]];
		daynum day = c->day == NO_DAY ? NO_DAY : promise(c);

		if (day == NO_DAY)
			left[(*lefts)++] = f->odd[i];
		if (day > last)
			last = day;
	}
	return last;
}

daynum
agenda_promise(struct agenda *a, struct contacts *all, uint32_t number[], size_t *count)
{
	struct fill f = { .contact = all->one, .number = number, .count = *count };
	struct in_day *in = mem_array(*count, sizeof *in);
	struct board *b;
	size_t placed = 0, left = 0;
	int64_t most;
	daynum last, last_cut;

	agenda_begin(a, &f);
	b = agenda_board(a, &f);
	most = units(a, b);
	last_cut = promise_cut(&f, number, &left);
	for (size_t i = 0; i < f.count; i++) {
		uint32_t n = f.number[i];

		if ((int64_t)placed < most && place(b, i, a->days))
			in[placed++] = (struct in_day){ board_day_of(b, i), &all->one[n], i };
		else
			number[left++] = n;
	}
	*count = left;
	last = promise_all(a, &f, in, placed);
	board_free(b);
	free(in);
	agenda_end(a);
	return last > last_cut ? last : last_cut;
}
