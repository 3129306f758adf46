/*
 * A contact that was planned and is not any more has moved, as it is still in the
 * plan; the calendars, which have only what is planned, lose it.
 */
#include "cmd/rt-schedule/changes.h"

#include <stdlib.h>

#include "cmd/rt-schedule/identity.h"
#include "common/base/mem.h"

struct report {
	struct writer *w;
	const struct contacts *all;
	const struct orders *orders;
	const struct managers *managers;
	struct arena *scratch;
};

static struct slice
customer_of(const struct report *r, const struct contact *c)
{
	return c->customer == NOBODY ? SLICE("") : map_key(r->orders->customers, c->customer);
}

/* The first cells of a change of the contact; was and now follow. */
static void
begin(const struct report *r, const struct contact *c, const char *change)
{
	writer_text(r->w, c->id);
	writer_text(r->w, customer_of(r, c));
	writer_text(r->w, contact_manager_name(c, r->managers));
	writer_string(r->w, change);
}

/* DATETHH:MM, blank when there is no day. */
static void
write_time(struct writer *w, daynum day, int start)
{
	writer_instant(w, day == NO_DAY ? NO_INSTANT :
	    instant_at(day, start == NO_MINUTE ? 0 : start));
}

static void
write_channel(struct writer *w, enum channel c)
{
	writer_string(w, c == NO_CHANNEL ? NULL : channel_name(c));
}

static bool
is_listed(const struct planned *row, struct slice id)
{
	for (uint32_t i = 0; i < row->ids; i++)
		if (slice_equal(row->id[i], id))
			return true;
	return false;
}

/* The ids of the contact's orders that its row had not, divided by ";". */
static struct slice
joined(const struct report *r, const struct contact *c)
{
	size_t room = 0, n = 0;
	char *text;

	for (uint32_t k = 0; k < c->orders; k++)
		room += r->orders->one[r->all->order[c->first + k]].id.n + 1;
	text = arena_take(r->scratch, room);
	for (uint32_t k = 0; k < c->orders; k++) {
		struct slice id = r->orders->one[r->all->order[c->first + k]].id;

		if (is_listed(c->was, id))
			continue;
		if (n > 0)
			text[n++] = ';';
		memcpy(text + n, id.p, id.n);
		n += id.n;
	}
	return (struct slice){ text, n };
}

static void
write_joined(const struct report *r, const struct contact *c)
{
	struct slice ids = joined(r, c);

	if (ids.n > 0) {
		begin(r, c, "joined");
		writer_blank(r->w);
		writer_text(r->w, ids);
		writer_end(r->w);
	}
	arena_empty(r->scratch);
}

static void
write_differences(const struct report *r, const struct contact *c)
{
	struct difference d = identity_difference(c, r->managers);

	if (d.moved) {
		begin(r, c, "moved");
		write_time(r->w, c->was->planned || c->was->past ? c->was->day : NO_DAY,
		    c->was->start);
		write_time(r->w, c->day, c->start);
		writer_end(r->w);
	}
	if (d.manager) {
		begin(r, c, "manager");
		writer_text(r->w, c->was->manager);
		writer_text(r->w, contact_manager_name(c, r->managers));
		writer_end(r->w);
	}
	if (d.channel) {
		begin(r, c, "channel");
		write_channel(r->w, c->was->channel);
		write_channel(r->w, c->channel);
		writer_end(r->w);
	}
	write_joined(r, c);
}

static void
write_new(const struct report *r, const struct contact *c)
{
	begin(r, c, "new");
	writer_blank(r->w);
	write_time(r->w, c->day, c->start);
	writer_end(r->w);
}

static void
write_cancelled(const struct report *r, const struct planned *row)
{
	writer_text(r->w, row->contact_id);
	writer_text(r->w, row->customer);
	writer_text(r->w, row->manager);
	writer_string(r->w, "cancelled");
	write_time(r->w, row->planned ? row->day : NO_DAY, row->start);
	writer_blank(r->w);
	writer_end(r->w);
}

struct gone *
changes_gone(const struct before *before, const struct contacts *all, size_t *count)
{
	const struct plan *p = before->plan;
	const struct contact **now = mem_array(p->count, sizeof *now);
	struct gone *gone = mem_array(p->count, sizeof *gone);

	*count = 0;
	for (size_t i = 0; i < all->count; i++)
		if (all->one[i].was != NULL)
			now[all->one[i].was - p->row] = &all->one[i];
	for (size_t i = 0; i < p->count; i++) {
		const struct planned *row = &p->row[i];

		if (!row->over && !row->repeated && row->contact_id.n > 0 &&
		    (now[i] == NULL || now[i]->day == NO_DAY))
			gone[(*count)++] = (struct gone){ row, now[i] };
	}
	free(now);
	return gone;
}

void
changes_emit(struct writer *w, const struct before *before,
    const struct rows *rows, const struct contacts *all, const struct orders *orders,
    const struct managers *managers)
{
	static const char *const header[] = {
		"contact_id", "customer_id", "manager", "change", "was", "now", NULL,
	};
	struct report r = { w, all, orders, managers, arena_new() };
	size_t count;
	struct gone *gone = changes_gone(before, all, &count);

	writer_header(w, header);
	for (size_t i = 0; i < rows->count; i++) {
		const struct contact *c = rows->one[i];

		if (c->id.n == 0)
			continue;
		if (c->was == NULL)
			write_new(&r, c);
		else
			write_differences(&r, c);
	}
	for (size_t i = 0; i < count; i++)
		if (gone[i].contact == NULL)
			write_cancelled(&r, gone[i].row);
	free(gone);
	arena_free(r.scratch);
}
