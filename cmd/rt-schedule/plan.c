/*
 * A plan has clock times of a day, and a day's work may pass midnight: they
 * become minutes since the midnight of the row's day.
 */
#include "cmd/rt-schedule/plan.h"

#include <stdlib.h>

#include "cmd/rt-schedule/slots.h"
#include "common/table/ids.h"
#include "common/table/table.h"
#include "common/value/text.h"

enum { DAY = 1440 };

struct columns {
	int date, start, end, manager, customer, tier, channel, workorders, weight;
	int due, on_time, status, reason, contact_id, revision, told[TOLD];
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
		.contact_id = table_column(t, "contact_id"),
		.revision = table_column(t, "revision"),
		.told = {
			[TOLD_TRIGGERS] = table_column(t, "triggers"),
			[TOLD_CATEGORY] = table_column(t, "category"),
			[TOLD_LEVEL] = table_column(t, "level"),
			[TOLD_ACTION] = table_column(t, "action"),
			[TOLD_EVIDENCE] = table_column(t, "evidence"),
		},
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
read_revision(struct table *t, int column, struct planned *p)
{
	struct slice cell = slice_trim(table_text(t, column));

	if (cell.n == 0 || revision_parse(cell, &p->revision))
		return true;
	table_refuse(t, column, "not a number and an as-of, such as 0/2026-03-02");
	return false;
}

/* What the clock shows becomes minutes since the midnight of the row's day. */
static void
unwind(struct planned *p, const struct hours *windows)
{
	if (p->start == NO_MINUTE || p->end == NO_MINUTE)
		return;
	if (!hours_hold(windows, p->start) && hours_hold(windows, p->start + DAY))
		p->start += DAY;
	while (p->end < p->start)
		p->end += DAY;
}

static void
read_ids(struct plan *all, struct planned *p, struct slice list)
{
	struct slice *id, rest, item;
	uint32_t room = 0;

	list = arena_keep(all->text, list);
	rest = list;
	while (slice_cut(&rest, ';', &item))
		room++;
	id = arena_take(all->text, room * sizeof *id);
	p->id = id;
	while (slice_cut(&list, ';', &item))
		if (item.n > 0)
			id[p->ids++] = item;
}

static void
read_texts(struct plan *all, struct table *t, const struct columns *c,
    enum telling telling, struct planned *p)
{
	p->manager = arena_keep(all->text, table_text(t, c->manager));
	p->customer = arena_keep(all->text, table_text(t, c->customer));
	p->tier = arena_keep(all->text, table_text(t, c->tier));
	p->reason = arena_keep(all->text, table_text(t, c->reason));
	p->on_time = arena_keep(all->text, slice_trim(table_text(t, c->on_time)));
	p->contact_id = arena_keep(all->text, table_text(t, c->contact_id));
	read_ids(all, p, table_text(t, c->workorders));
	for (int i = 0; i < TOLD && telling == TELL_ORDERS; i++)
		p->told[i] = arena_keep(all->text, table_text(t, c->told[i]));
}

static void
read_row(struct plan *all, struct table *t, const struct columns *c,
    const struct hours *windows, enum telling telling, struct ids *met)
{
	struct planned p = { .line = table_line(t), .revision = { .day = NO_DAY } };
	uint8_t status;

	if (!table_date(t, c->date, &p.day) || !read_clock(t, c->start, &p.start) ||
	    !read_clock(t, c->end, &p.end) ||
	    !table_word(t, c->channel, &channel_words, &p.channel) ||
	    !table_money(t, c->weight, &p.weight, &p.weighs) ||
	    !table_instant(t, c->due, &p.due) ||
	    !table_word(t, c->status, &planned_words, &status) ||
	    !read_revision(t, c->revision, &p))
		return;
	p.planned = status == WORD_PLANNED;
	p.past = status == WORD_PAST;
	unwind(&p, windows);
	read_texts(all, t, c, telling, &p);
	p.repeated = ids_meet(met, table_text(t, c->workorders),
	    reader_even(table_reader(t))) == REPEATED;
	all->row = mem_grow(all->row, all->count, &all->room, sizeof *all->row);
	all->row[all->count++] = p;
}

struct plan *
plan_read(const struct options *o, const char *path, const struct hours *windows,
    enum telling telling)
{
	struct plan *all = mem_new(sizeof *all);
	struct table *t = table_open_apart(o, path, KIND(PLAN));
	struct columns c = bind(t);
	struct ids *met = ids_new();

	all->path = path;
	all->text = arena_new();
	all->of_some = table_column(t, "only_managers") != NO_COLUMN;
	while (table_next(t))
		read_row(all, t, &c, windows, telling, met);
	table_close(t);
	ids_free(met);
	return all;
}

bool
planned_is_complete(const struct planned *p)
{
	return p->planned && p->day != NO_DAY && p->start != NO_MINUTE &&
	    p->end != NO_MINUTE && p->channel != NO_CHANNEL;
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
