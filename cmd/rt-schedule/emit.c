/*
 * Rows are sorted by pointers to the contacts, and every order is counted once
 * more before a byte is written.
 */
#include "cmd/rt-schedule/emit.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/kind.h"

static struct slice
manager_name(const struct setting *s, const struct contact *c)
{
	return contact_manager_name(c, s->managers);
}

/* Unplanned rows keep the order of the contacts, which is by customer_id. */
static int
by_row(const void *a, const void *b, void *setting)
{
	const struct contact *x = *(struct contact *const *)a;
	const struct contact *y = *(struct contact *const *)b;
	int order;

	if ((x->day == NO_DAY) != (y->day == NO_DAY))
		return x->day == NO_DAY ? 1 : -1;
	if (x->day == NO_DAY)
		return (x > y) - (x < y);
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	order = slice_compare(manager_name(setting, x), manager_name(setting, y));
	if (order != 0)
		return order;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return (x > y) - (x < y);
}

_Noreturn static void
die_unaccounted(size_t came, size_t listed)
{
	die(BAD_SYSTEM, "%zu work orders came in, and the plan lists %zu, some of them"
	    " not once: a mistake of the program, please report it", came, listed);
}

/* K09: every order stands in exactly one row. */
static void
account(struct contact *const row[], const struct contacts *all,
    const struct orders *orders)
{
	uint8_t *met = mem_array(orders->count, 1);
	size_t listed = 0;
	bool twice = false;

	for (size_t i = 0; i < all->count; i++)
		for (uint32_t k = 0; k < row[i]->orders; k++, listed++)
			twice |= met[all->order[row[i]->first + k]]++ != 0;
	free(met);
	if (twice || listed != orders->count)
		die_unaccounted(orders->count, listed);
}

struct contact **
emit_rows(const struct setting *s, struct contacts *all, const struct orders *orders)
{
	struct contact **row = mem_array(all->count, sizeof(struct contact *));

	for (size_t i = 0; i < all->count; i++)
		row[i] = &all->one[i];
	qsort_r(row, all->count, sizeof(struct contact *), by_row, (void *)(uintptr_t)s);
	account(row, all, orders);
	return row;
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
	writer_count(s->w, c->weight);
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
		writer_string(s->w, c->day != NO_DAY && c->assigned ? "assigned" :
		    reason_name(c->why));
		return;
	}
	date_print(c->appointment, date);
	snprintf(text, sizeof text, "%sappointment %.*s", c->assigned ? "assigned;" : "",
	    DATE_TEXT, date);
	writer_string(s->w, text);
}

static void
write_outcome(const struct sheet *s, const struct contact *c)
{
	bool planned = c->day != NO_DAY;

	if (c->pin != NULL)
		writer_text(s->w, c->pin->on_time);
	else if (planned)
		writer_string(s->w, c->day <= c->due_day ? "yes" : "no");
	else
		writer_blank(s->w);
	writer_string(s->w, planned ? "planned" : "unplanned");
	write_reason(s, c);
	writer_date(s->w, c->next);
}

/* Of the customer's row, or without such a table of the heaviest order's. */
static void
write_kept(const struct sheet *s, const struct contact *c)
{
	const struct customer *who = customers_one(s->setting->customers, c->customer);
	const struct slice *kept =
	    who->kept != NULL ? who->kept : order_of(s, c, 0)->kept;

	for (size_t i = 0; i < s->options->keeps; i++)
		writer_text(s->w, kept != NULL ? kept[i] : SLICE(""));
}

/* The plan's own columns, and the kept ones by the names they were asked by. */
static void
write_header(const struct sheet *s)
{
	size_t own = 0, keeps = s->options->keeps;
	const char **name;
	char *copy;

	while (plan_header[own] != NULL)
		own++;
	name = mem_array(own + keeps + 1, sizeof *name);
	for (size_t i = 0; i < own; i++)
		name[i] = plan_header[i];
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
    const struct contacts *all, const struct orders *orders, struct contact *const row[])
{
	struct sheet sheet = { w, o, s, all, orders, arena_new() };

	write_header(&sheet);
	for (size_t i = 0; i < all->count; i++) {
		write_when(&sheet, row[i]);
		write_who(&sheet, row[i]);
		write_what(&sheet, row[i]);
		write_outcome(&sheet, row[i]);
		write_kept(&sheet, row[i]);
		writer_end(w);
	}
	arena_free(sheet.scratch);
}

void
emit_record(struct writer *w, const struct setting *s, const struct contacts *all,
    const struct orders *orders, struct contact *const row[])
{
	static const char *const header[] = {
		"customer_id", "time", "channel", "manager", "category", "outcome",
		"note", NULL,
	};
	struct sheet sheet = { w, NULL, s, all, orders, arena_new() };

	writer_header(w, header);
	for (size_t i = 0; i < all->count && row[i]->day != NO_DAY; i++) {
		const struct contact *c = row[i];

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
