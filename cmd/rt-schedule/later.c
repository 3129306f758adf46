/*
 * Days are made in stretches that grow, each with an agenda of its own, as
 * far as somebody has to wait.
 */
#include "cmd/rt-schedule/later.h"

#include <stdlib.h>

#include "cmd/rt-schedule/agenda.h"
#include "common/base/mem.h"
#include "common/table/policy.h"

enum { SHORTEST = 16, LONGEST = 256 };

struct stretch {
	struct horizon horizon;
	struct setting setting;
	struct agenda *agenda;
	uint32_t manager;         /* whose days they are at present */
};

struct later {
	const struct setting *setting;
	const struct contacts *all;
	struct stretch **stretch; /* they are pointed to, and must not move */
	size_t count, room;
	bool ended;               /* behind the last one there are no days */
	daynum last;              /* of all that was promised */
	bool waiting;             /* for a day that the calendar has not */
};

struct later *
later_new(const struct setting *s, const struct contacts *all)
{
	struct later *l = mem_new(sizeof *l);

	l->setting = s;
	l->all = all;
	l->last = NO_DAY;
	return l;
}

/* What the calendar does not know well, up to the last day promised, or at all. */
static void
tell(const struct later *l)
{
	const struct horizon *h = l->setting->horizon;

	if (l->last != NO_DAY)
		policy_calendar_tell(h->calendar, h->day[h->days - 1] + 1, l->last);
	if (l->waiting)
		horizon_next(h, l->count == 0 ? h->day[h->days - 1] :
		    l->stretch[l->count - 1]->horizon.day[
		    l->stretch[l->count - 1]->horizon.days - 1]);
}

void
later_free(struct later *l)
{
	tell(l);
	for (size_t i = 0; i < l->count; i++) {
		agenda_free(l->stretch[i]->agenda);
		horizon_free(&l->stretch[i]->horizon);
		free(l->stretch[i]);
	}
	free(l->stretch);
	free(l);
}

/* One more stretch of days, when there are any. */
static void
go_on(struct later *l)
{
	const struct horizon *before = l->count == 0 ? l->setting->horizon :
	    &l->stretch[l->count - 1]->horizon;
	struct stretch *s = mem_new(sizeof *s);
	int days = SHORTEST;

	for (size_t i = 0; i < l->count && days < LONGEST; i++)
		days *= 2;
	s->horizon = horizon_behind(before, days);
	l->ended = s->horizon.days < days;
	if (s->horizon.days == 0) {
		horizon_free(&s->horizon);
		free(s);
		return;
	}
	s->setting = *l->setting;
	s->setting.horizon = &s->horizon;
	s->setting.bound = NULL;
	s->manager = NO_MANAGER;
	s->agenda = agenda_new(&s->setting, l->all);
	l->stretch = mem_grow(l->stretch, l->count, &l->room, sizeof *l->stretch);
	l->stretch[l->count++] = s;
}

/* The stretch of that number for the manager; NULL when the calendar ended. */
static struct stretch *
stretch_for(struct later *l, size_t i, uint32_t manager)
{
	struct stretch *s;

	if (i == l->count && !l->ended)
		go_on(l);
	if (i == l->count)
		return NULL;
	s = l->stretch[i];
	if (s->manager != manager)
		agenda_clear(s->agenda, manager, l->all);
	s->manager = manager;
	return s;
}

void
later_promise(struct later *l, struct contacts *all, uint32_t number[], size_t count)
{
	uint32_t manager = count == 0 ? NO_MANAGER : all->one[number[0]].manager;

	for (size_t i = 0; count > 0; i++) {
		struct stretch *s = stretch_for(l, i, manager);
		daynum last;

		if (s == NULL) {
			l->waiting = true;
			break;
		}
		if (manager_left(&l->setting->managers->one[manager], s->horizon.from))
			break;
		last = agenda_promise(s->agenda, all, number, &count);
		if (last > l->last)
			l->last = last;
	}
}
