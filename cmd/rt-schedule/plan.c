/*
 * A plan has clock times of a day, and a day's work may pass midnight: they
 * become minutes since the midnight of the row's day.
 */
#include "cmd/rt-schedule/plan.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/table/ids.h"
#include "common/table/table.h"
#include "common/value/text.h"

enum { DAY = 1440 };

struct columns {
	int date, start, end, manager, customer, tier, channel, workorders, weight;
	int due, on_time, status, reason;
};

static struct columns
bind(struct table *t)
{
	return (struct columns){
		.date = table_need(t, "date"),
		.start = table_need(t, "start"),
		.end = table_need(t, "end"),
		.manager = table_need(t, "manager"),
		.customer = table_need(t, "customer_id"),
		.tier = table_column(t, "tier"),
		.channel = table_need(t, "channel"),
		.workorders = table_need(t, "workorders"),
		.weight = table_column(t, "weight"),
		.due = table_need(t, "due"),
		.on_time = table_need(t, "on_time"),
		.status = table_need(t, "status"),
		.reason = table_column(t, "reason"),
	};
}

static bool
read_clock(struct table *t, int column, int *minutes)
{
	struct slice cell = slice_trim(table_text(t, column));

	*minutes = NO_MINUTE;
	if (cell.n == 0 || clock_parse(cell, minutes))
		return true;
	table_refuse(t, column, "not a time of day such as 09:00");
	return false;
}

static bool
holds(const struct hours *windows, int minute)
{
	for (int w = 0; w < windows->count; w++)
		if (minute >= windows->window[w].from && minute < windows->window[w].to)
			return true;
	return false;
}

/* What the clock shows becomes minutes since the midnight of the row's day. */
static void
unwind(struct planned *p, const struct hours *windows)
{
	if (p->start == NO_MINUTE || p->end == NO_MINUTE)
		return;
	if (!holds(windows, p->start) && holds(windows, p->start + DAY))
		p->start += DAY;
	while (p->end < p->start)
		p->end += DAY;
}

static void
read_ids(struct plan *all, struct planned *p, struct slice list)
{
	struct slice *id, rest = list, item;
	uint32_t room = 0;

	while (slice_cut(&rest, ';', &item))
		room++;
	id = arena_take(all->text, room * sizeof *id);
	p->id = id;
	while (slice_cut(&list, ';', &item))
		if (item.n > 0)
			id[p->ids++] = arena_keep(all->text, item);
}

static void
read_texts(struct plan *all, struct table *t, const struct columns *c, struct planned *p)
{
	p->manager = arena_keep(all->text, table_text(t, c->manager));
	p->customer = arena_keep(all->text, table_text(t, c->customer));
	p->tier = arena_keep(all->text, table_text(t, c->tier));
	p->reason = arena_keep(all->text, table_text(t, c->reason));
	p->on_time = arena_keep(all->text, slice_trim(table_text(t, c->on_time)));
	read_ids(all, p, table_text(t, c->workorders));
}

static void
read_row(struct plan *all, struct table *t, const struct columns *c,
    const struct hours *windows, struct ids *met)
{
	struct planned p = { .line = table_line(t) };
	uint8_t status;

	if (!table_date(t, c->date, &p.day) || !read_clock(t, c->start, &p.start) ||
	    !read_clock(t, c->end, &p.end) ||
	    !table_word(t, c->channel, &channel_words, &p.channel) ||
	    !table_count(t, c->weight, &p.weight, &p.weighs) ||
	    !table_instant(t, c->due, &p.due) ||
	    !table_word(t, c->status, &planned_words, &status))
		return;
	p.planned = status == WORD_PLANNED;
	unwind(&p, windows);
	read_texts(all, t, c, &p);
	p.repeated = ids_meet(met, table_text(t, c->workorders),
	    reader_even(table_reader(t))) == REPEATED;
	all->row = mem_grow(all->row, all->count, &all->room, sizeof *all->row);
	all->row[all->count++] = p;
}

struct plan *
plan_read(const struct options *o, const char *path, const struct hours *windows)
{
	struct plan *all = mem_new(sizeof *all);
	struct table *t = table_open_apart(o, path, KIND(PLAN));
	struct columns c = bind(t);
	struct ids *met = ids_new();

	all->path = path;
	all->text = arena_new();
	while (table_next(t))
		read_row(all, t, &c, windows, met);
	table_close(t);
	ids_free(met);
	return all;
}

/* How many of the row's ids are among them; each is marked with the row. */
static uint32_t
count_known(const struct planned *p, const struct map *ids, uint8_t *met, bool *twice)
{
	uint32_t known = 0;

	for (uint32_t i = 0; i < p->ids; i++) {
		uint32_t number = map_find(ids, p->id[i]);

		if (number == MAP_NONE)
			continue;
		*twice |= met[number] != 0;
		met[number] = 1;
		known++;
	}
	return known;
}

/* Can be kept to, and is not a second time the same. */
static bool
complete(const struct planned *p)
{
	return p->planned && !p->repeated && p->day != NO_DAY && p->start != NO_MINUTE &&
	    p->end != NO_MINUTE && p->channel != NO_CHANNEL;
}

void
plan_keep_planned(struct plan *all, const struct map *ids)
{
	uint8_t *met = mem_array(map_count(ids), 1);
	size_t kept = 0;
	uint64_t line = 0;
	bool twice = false;

	for (size_t i = 0; i < all->count && !twice; i++) {
		line = all->row[i].line;
		if (complete(&all->row[i]) &&
		    count_known(&all->row[i], ids, met, &twice) > 0)
			all->row[kept++] = all->row[i];
	}
	free(met);
	if (twice)
		die(BAD_DATA, "%s:%" PRIu64 ": workorders: one stands in two rows",
		    all->path, line);
	all->count = kept;
}

void
plan_free(struct plan *all)
{
	if (all == NULL)
		return;
	arena_free(all->text);
	free(all->row);
	free(all);
}
