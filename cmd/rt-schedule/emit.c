/*
 * Rows are sorted by pointers to the contacts, and every order is counted once
 * more before a byte is written.
 */
#include "cmd/rt-schedule/emit.h"

#include <stdio.h>
#include <stdlib.h>

#include "cmd/rt-schedule/staff.h"
#include "cmd/rt-schedule/weight.h"
#include "common/base/mem.h"
#include "common/table/kind.h"

static struct slice
manager_name(const struct setting *s, const struct contact *c)
{
	return contact_manager_name(c, s->managers);
}

/* What the plan repeats of each order. */
enum repeated { ID_OF, TRIGGER_OF, CATEGORY_OF, LEVEL_OF, ACTION_OF, EVIDENCE_OF };

static struct slice
cell_of(const struct orders *orders, const struct order *o, enum repeated what)
{
	switch (what) {
	case ID_OF: return o->id;
	case TRIGGER_OF: return orders_word(orders, o->trigger);
	case CATEGORY_OF: return orders_word(orders, o->category);
	case LEVEL_OF: return orders_word(orders, o->level);
	case ACTION_OF: return orders_word(orders, o->action);
	case EVIDENCE_OF: return o->evidence;
	}
	return SLICE("");
}

struct sheet {
	struct writer *w;
	const struct options *options;
	const struct setting *setting;
	const struct contacts *contacts;
	const struct orders *orders;
	const struct rows *rows;
	struct arena *scratch;   /* of one row */
};

static char *
put(char *to, struct slice text)
{
	if (text.n > 0)
		memcpy(to, text.p, text.n);
	return to + text.n;
}

static const struct order *
order_of(const struct sheet *s, const struct contact *c, uint32_t k)
{
	return &s->orders->one[s->contacts->order[c->first + k]];
}

/* The cells of the contact's orders, the heaviest first. */
static void
write_joined(const struct sheet *s, const struct contact *c, enum repeated what,
    struct slice separator)
{
	size_t n = separator.n * (c->orders - 1);
	char *text, *at;

	if (c->orders == 1) {
		writer_text(s->w, cell_of(s->orders, order_of(s, c, 0), what));
		return;
	}
	for (uint32_t k = 0; k < c->orders; k++)
		n += cell_of(s->orders, order_of(s, c, k), what).n;
	text = at = arena_take(s->scratch, n);
	for (uint32_t k = 0; k < c->orders; k++) {
		if (k > 0)
			at = put(at, separator);
		at = put(at, cell_of(s->orders, order_of(s, c, k), what));
	}
	writer_text(s->w, (struct slice){ text, n });
	arena_empty(s->scratch);
}

/* HH:MM; past midnight the clock begins anew. */
static void
write_clock(struct writer *w, int minutes)
{
	char text[6] = "00:00";
	int hour = minutes / 60 % 24, minute = minutes % 60;

	text[0] = (char)('0' + hour / 10);
	text[1] = (char)('0' + hour % 10);
	text[3] = (char)('0' + minute / 10);
	text[4] = (char)('0' + minute % 10);
	writer_string(w, text);
}

static void
write_when(const struct sheet *s, const struct contact *c)
{
	writer_date(s->w, c->day);
	if (c->day == NO_DAY) {
		writer_blank(s->w);
		writer_blank(s->w);
	} else {
		write_clock(s->w, c->start);
		write_clock(s->w, c->end);
	}
}

static void
write_who(const struct sheet *s, const struct contact *c)
{
	int tier = customers_one(s->setting->customers, c->customer)->tier;

	writer_text(s->w, manager_name(s->setting, c));
	if (c->customer == NOBODY)
		writer_blank(s->w);
	else
		writer_text(s->w, map_key(s->orders->customers, c->customer));
	writer_text(s->w, c->pin != NULL && c->pin->tier.n > 0 ? c->pin->tier :
	    rules_tier_name(s->setting->rules, tier));
	writer_string(s->w, c->channel == NO_CHANNEL ? NULL : channel_name(c->channel));
}

static void
write_what(const struct sheet *s, const struct contact *c)
{
	write_joined(s, c, ID_OF, SLICE(";"));
	write_joined(s, c, TRIGGER_OF, SLICE(";"));
	write_joined(s, c, CATEGORY_OF, SLICE(" | "));
	write_joined(s, c, LEVEL_OF, SLICE(" | "));
	write_joined(s, c, ACTION_OF, SLICE(" | "));
	write_joined(s, c, EVIDENCE_OF, SLICE(" | "));
	weight_write(s->w, c->weight, s->contacts->scale);
	writer_instant(s->w, c->due);
}

/* The reason of an unplanned contact, the remarks of a planned one. */
static void
write_reason(const struct sheet *s, const struct contact *c)
{
	char text[64], date[DATE_TEXT];

	if (c->pin != NULL) {
		writer_text(s->w, c->pin->reason);
		return;
	}
	if (c->appointment == NO_DAY) {
		writer_string(s->w, c->day != NO_DAY ? staff_remark(c->staffing) :
		    reason_name(c->why));
		return;
	}
	date_print(c->appointment, date);
	snprintf(text, sizeof text, "%s%sappointment %.*s",
	    c->staffing == OWN_MANAGER ? "" : staff_remark(c->staffing),
	    c->staffing == OWN_MANAGER ? "" : ";", DATE_TEXT, date);
	writer_string(s->w, text);
}

static void
write_outcome(const struct sheet *s, const struct contact *c)
{
	bool planned = c->day != NO_DAY;

	if (planned)
		writer_string(s->w, c->day <= c->due_day ? "yes" : "no");
	else
		writer_blank(s->w);
	writer_string(s->w, planned ? "planned" : "unplanned");
	write_reason(s, c);
	writer_date(s->w, c->next);
}

static void
write_identity(const struct sheet *s, struct slice id, const struct revision *r)
{
	char text[REVISION_TEXT];

	writer_text(s->w, id);
	if (id.n == 0)
		writer_blank(s->w);
	else
		writer_text(s->w, (struct slice){ text, revision_print(r, text) });
}

/* Whose rows these are, when they are not everybody's. */
static void
write_only(const struct sheet *s)
{
	const struct rows *r = s->rows;
	size_t n = r->onlys;
	char *text, *at;

	if (r->onlys == 0)
		return;
	for (size_t i = 0; i < r->onlys; i++)
		n += r->only[i].n;
	text = at = arena_take(s->scratch, n);
	for (size_t i = 0; i < r->onlys; i++) {
		if (i > 0)
			*at++ = ';';
		at = put(at, r->only[i]);
	}
	writer_text(s->w, (struct slice){ text, (size_t)(at - text) });
	arena_empty(s->scratch);
}

static void
write_cells(const struct sheet *s, const struct slice kept[])
{
	for (size_t i = 0; i < s->options->keeps; i++)
		writer_text(s->w, kept != NULL ? kept[i] : SLICE(""));
}

/* Of the customer's row, or without such a table of the heaviest order's. */
static void
write_kept(const struct sheet *s, const struct contact *c)
{
	const struct customer *who = customers_one(s->setting->customers, c->customer);

	write_cells(s, who->kept != NULL ? who->kept : order_of(s, c, 0)->kept);
}

/* The ids of a row of the plan before. */
static void
write_ids(const struct sheet *s, const struct planned *p)
{
	size_t n = p->ids;
	char *text, *at;

	for (uint32_t i = 0; i < p->ids; i++)
		n += p->id[i].n;
	text = at = arena_take(s->scratch, n);
	for (uint32_t i = 0; i < p->ids; i++) {
		if (i > 0)
			*at++ = ';';
		at = put(at, p->id[i]);
	}
	writer_text(s->w, (struct slice){ text, (size_t)(at - text) });
	arena_empty(s->scratch);
}

static void
write_past_when(const struct sheet *s, const struct planned *p)
{
	writer_date(s->w, p->day);
	if (p->start == NO_MINUTE)
		writer_blank(s->w);
	else
		write_clock(s->w, p->start);
	if (p->end == NO_MINUTE)
		writer_blank(s->w);
	else
		write_clock(s->w, p->end);
}

/* What is over comes out as it stood, but for its status. */
static void
write_past(const struct sheet *s, const struct planned *p)
{
	uint32_t customer = p->customer.n == 0 ? NOBODY :
	    map_find(s->orders->customers, p->customer);

	write_past_when(s, p);
	writer_text(s->w, p->manager);
	writer_text(s->w, p->customer);
	writer_text(s->w, p->tier);
	writer_string(s->w, p->channel == NO_CHANNEL ? NULL : channel_name(p->channel));
	write_ids(s, p);
	for (int i = 0; i < TOLD; i++)
		writer_text(s->w, p->told[i]);
	if (p->weighs)
		weight_write(s->w, p->weight, MONEY_UNIT);
	else
		writer_blank(s->w);
	writer_instant(s->w, p->due);
	writer_text(s->w, p->on_time);
	writer_string(s->w, "past");
	writer_text(s->w, p->reason);
	writer_blank(s->w);
	write_identity(s, p->contact_id, &p->revision);
	write_only(s);
	write_cells(s, customers_one(s->setting->customers, customer)->kept);
	writer_end(s->w);
}

/* The plan's own columns, and the kept ones by the names they were asked by. */
static void
write_header(const struct sheet *s)
{
	size_t own = 0, keeps = s->options->keeps, some = s->rows->onlys > 0;
	const char **name;
	char *copy;

	while (plan_header[own] != NULL)
		own++;
	name = mem_array(own + some + keeps + 1, sizeof *name);
	for (size_t i = 0; i < own; i++)
		name[i] = plan_header[i];
	if (some)
		name[own++] = plan_only_header[0];
	for (size_t i = 0; i < keeps; i++) {
		struct slice text = s->options->keep[i];

		copy = arena_take(s->scratch, text.n + 1);
		*put(copy, text) = '\0';
		name[own + i] = copy;
	}
	writer_header(s->w, name);
	free(name);
	arena_empty(s->scratch);
}

void
emit_plan(struct writer *w, const struct options *o, const struct setting *s,
    const struct contacts *all, const struct orders *orders, const struct rows *rows)
{
	struct sheet sheet = { w, o, s, all, orders, rows, arena_new() };

	write_header(&sheet);
	for (size_t i = 0; i < rows->pasts; i++)
		write_past(&sheet, rows->past[i]);
	for (size_t i = 0; i < rows->count; i++) {
		const struct contact *c = rows->one[i];

		write_when(&sheet, c);
		write_who(&sheet, c);
		write_what(&sheet, c);
		write_outcome(&sheet, c);
		write_identity(&sheet, c->id, &c->revision);
		write_only(&sheet);
		write_kept(&sheet, c);
		writer_end(w);
	}
	arena_free(sheet.scratch);
}

void
emit_record(struct writer *w, const struct setting *s, const struct contacts *all,
    const struct orders *orders, const struct rows *rows)
{
	static const char *const header[] = {
		"customer_id", "time", "channel", "manager", "category", "outcome",
		"note", NULL,
	};
	struct sheet sheet = { w, NULL, s, all, orders, rows, arena_new() };

	writer_header(w, header);
	for (size_t i = 0; i < rows->planned; i++) {
		const struct contact *c = rows->one[i];

		if (c->customer == NOBODY)
			continue;
		writer_text(w, map_key(orders->customers, c->customer));
		writer_instant(w, instant_at(c->day, c->start));
		writer_string(w, channel_name(c->channel));
		writer_text(w, manager_name(s, c));
		write_joined(&sheet, c, CATEGORY_OF, SLICE(" | "));
		writer_blank(w);
		writer_blank(w);
		writer_end(w);
	}
	arena_free(sheet.scratch);
}
