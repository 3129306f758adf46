/*
 * contacts -- what a manager works from: each contact of a plan with who it is
 * and why, then what could not be planned.
 *
 * The plan is read first, then of the customers those who are in it.
 */
#include <stdlib.h>

#include "cmd/rt-report/mask.h"
#include "cmd/rt-report/report.h"
#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/join.h"
#include "common/table/keep.h"
#include "common/table/once.h"

/* Those of a plan that are shown as they stand there. */
enum text {
	MANAGER, START, END, CUSTOMER, TIER, CHANNEL_OF, TRIGGERS, EVIDENCE_OF, ACTION,
	DUE, ON_TIME, WORKORDERS_OF, STATUS, REASON, NEXT_POSSIBLE, CONTACT_ID, TEXTS,
};

static const char *const text_name[TEXTS] = {
	[MANAGER] = "manager", [START] = "start", [END] = "end",
	[CUSTOMER] = "customer_id", [TIER] = "tier", [CHANNEL_OF] = "channel",
	[TRIGGERS] = "triggers", [EVIDENCE_OF] = "evidence", [ACTION] = "action",
	[DUE] = "due", [ON_TIME] = "on_time", [WORKORDERS_OF] = "workorders",
	[STATUS] = "status", [REASON] = "reason", [NEXT_POSSIBLE] = "next_possible",
	[CONTACT_ID] = "contact_id",
};

/* Slots of masked cells: those of the texts, the name, what is kept. */
enum { NAME_SLOT = TEXTS, FIRST_KEPT };

/* A row of the plan. */
struct entry {
	uint32_t manager;           /* by first appearance */
	uint32_t customer;          /* among those of the plan; MAP_NONE: none */
	daynum date;                /* NO_DAY: unplanned */
	struct slice text[TEXTS];
	const struct slice *kept;   /* of the plan */
	bool late;
	size_t number;              /* in order of the plan */
};

/* What the customers table says of somebody. */
struct person {
	struct slice name;
	const struct slice *kept;   /* NULL: not in the table */
};

struct work {
	const struct request *q;
	const struct tables *in;
	struct map *managers, *customers;
	struct mask *mask;
	struct keep *keep;
	struct arena *text;
	struct entry *entry;
	size_t entries, room;
};

/* The cells of --keep of the current record, masked where they are to be. */
static const struct slice *
kept_cells(struct work *w, int number, const int column[])
{
	struct table *t = w->in->table[number];
	size_t count = w->q->common.keeps;
	struct slice *cell = arena_take(w->text, (count + 1) * sizeof *cell);

	for (size_t i = 0; i < count; i++)
		cell[i] = arena_keep(w->text, mask_cell(w->mask, w->in, number, column[i],
		    table_text(t, column[i]), FIRST_KEPT + (int)i));
	return cell;
}

/* Where the columns of --keep are in that table; the caller frees it. */
static int *
find_kept(struct work *w, struct table *t)
{
	size_t count = w->q->common.keeps;
	int *column = mem_array(count + 1, sizeof *column);

	keep_look(w->keep, t);
	for (size_t i = 0; i < count; i++)
		column[i] = table_user_column(t, w->q->common.keep[i]);
	return column;
}

static bool
is_wanted(const struct work *w, const struct entry *e)
{
	const struct names *only = &w->q->managers;
	bool named = only->count == 0;

	for (int i = 0; !named && i < only->count; i++)
		named = slice_is(e->text[MANAGER], only->name[i]);
	if (!named)
		return false;
	/* A contact without a day is nobody's day: it stays. */
	return e->date == NO_DAY ||
	    ((w->q->from == NO_DAY || e->date >= w->q->from) &&
	        (w->q->to == NO_DAY || e->date <= w->q->to));
}

static void
take_entry(struct work *w, struct entry *e)
{
	e->manager = map_intern(w->managers, e->text[MANAGER]);
	e->number = w->entries;
	w->entry = mem_grow(w->entry, w->entries, &w->room, sizeof *w->entry);
	w->entry[w->entries++] = *e;
}

static void
read_plan(struct work *w, int number, struct once *once)
{
	struct table *t = w->in->table[number];
	int date = table_need(t, "date"), on_time = table_need(t, "on_time");
	int column[TEXTS], *kept = find_kept(w, t);

	table_need(t, "workorders");
	for (enum text i = 0; i < TEXTS; i++)
		column[i] = table_column(t, text_name[i]);
	while (table_next(t)) {
		struct entry e = { .customer = MAP_NONE };
		struct slice id;
		bool yes;

		if (!table_date(t, date, &e.date) || !table_yes_no(t, on_time, &yes) ||
		    !table_id_or_blank(t, column[CUSTOMER], &id) ||
		    table_says(t, column[STATUS], &planned_words, WORD_PAST) ||
		    !once_first(once, t, column[WORKORDERS_OF],
		        table_text(t, column[WORKORDERS_OF])))
			continue;
		if (id.n > 0)
			e.customer = map_intern(w->customers, id);
		for (enum text i = 0; i < TEXTS; i++)
			e.text[i] = arena_keep(w->text, mask_cell(w->mask, w->in, number,
			    column[i], table_spelled(t, column[i]), (int)i));
		e.kept = kept_cells(w, number, kept);
		e.late = e.text[ON_TIME].n > 0 && !yes;
		if (is_wanted(w, &e))
			take_entry(w, &e);
	}
	free(kept);
}

static void
read_customers(struct work *w, int number, struct sought *sought, struct once *once)
{
	struct table *t = w->in->table[number];
	int id_column = table_need(t, "customer_id"), name = table_column(t, "name");
	int *kept = find_kept(w, t);

	while (table_next(t)) {
		struct person *p;
		struct slice id;
		uint32_t known;

		if (!table_id(t, id_column, &id) || !once_first(once, t, id_column, id))
			continue;
		known = map_find(w->customers, id);
		sought_record(sought, t, id, known);
		if (known == MAP_NONE)
			continue;
		p = map_state(w->customers, known);
		p->name = arena_keep(w->text, mask_cell(w->mask, w->in, number, name,
		    table_text(t, name), NAME_SLOT));
		p->kept = kept_cells(w, number, kept);
	}
	free(kept);
}

static void
read_all(struct work *w)
{
	struct once *plans = once_new(), *customers = once_new();
	struct sought *sought = NULL;

	for (int i = 0; i < w->in->count; i++)
		if (table_kind(w->in->table[i]) == PLAN)
			read_plan(w, i, plans);
	for (int i = 0; i < w->in->count; i++) {
		struct table *t = w->in->table[i];

		if (table_kind(t) != CUSTOMERS)
			continue;
		if (sought == NULL)
			sought = sought_new(w->customers, N_("ids of plan"), table_name(t),
			    "customers", MOST_MEET);
		read_customers(w, i, sought, customers);
	}
	sought_tell(sought);
	keep_check(w->keep);
	once_free(plans);
	once_free(customers);
}

static int
compare_text(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n == 0 ? 0 : memcmp(a.p, b.p, n);

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

/* Planned ones first, by manager, day and time; the rest as in the plan. */
static int
by_time(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int c;

	if ((a->date == NO_DAY) != (b->date == NO_DAY))
		return a->date == NO_DAY ? 1 : -1;
	if (a->manager != b->manager)
		return a->manager < b->manager ? -1 : 1;
	if (a->date != b->date)
		return a->date < b->date ? -1 : 1;
	c = compare_text(a->text[START], b->text[START]);
	return c != 0 ? c : (a->number > b->number) - (a->number < b->number);
}

static struct sheet *
head(const struct work *w)
{
	static const enum text behind[] = {
		TIER, CHANNEL_OF, TRIGGERS, EVIDENCE_OF, ACTION, DUE, ON_TIME,
		WORKORDERS_OF, STATUS, REASON, NEXT_POSSIBLE, CONTACT_ID,
	};
	struct sheet *s = sheet_new("contacts");

	sheet_add(s, (struct sheet_column){ .name = "manager" });
	sheet_add(s, (struct sheet_column){ .name = "date", .type = CELL_DATE });
	sheet_add(s, (struct sheet_column){ .name = "start" });
	sheet_add(s, (struct sheet_column){ .name = "end" });
	sheet_add(s, (struct sheet_column){ .name = "customer_id" });
	sheet_add(s, (struct sheet_column){ .name = "name" });
	for (size_t i = 0; i < w->q->common.keeps; i++) {
		char *kept = mem_copy(w->q->common.keep[i]);

		sheet_add(s, (struct sheet_column){ .name = kept, .origin = THE_USERS });
		free(kept);
	}
	for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
		sheet_add(s, (struct sheet_column){ .name = text_name[behind[i]] });
	/* Of those who make call sheets of it. */
	sheet_add(s, (struct sheet_column){ .name = "late", .type = CELL_COUNT,
		.audience = CHARTS });
	return s;
}

/* The plan's own cell goes before that of the customers. */
static void
add_kept(struct sheet *s, const struct work *w, const struct entry *e,
    const struct person *p)
{
	for (size_t i = 0; i < w->q->common.keeps; i++) {
		struct slice cell = e->kept[i];

		if (cell.n == 0 && p != NULL && p->kept != NULL)
			cell = p->kept[i];
		sheet_text(s, cell);
	}
}

static void
add_row(struct sheet *s, const struct work *w, const struct entry *e)
{
	const struct person *p = e->customer == MAP_NONE ? NULL :
	    map_state(w->customers, e->customer);

	sheet_text(s, e->text[MANAGER]);
	sheet_day(s, e->date);
	sheet_text(s, e->text[START]);
	sheet_text(s, e->text[END]);
	sheet_text(s, e->text[CUSTOMER]);
	sheet_text(s, p == NULL ? SLICE("") : p->name);
	add_kept(s, w, e, p);
	for (enum text i = TIER; i < TEXTS; i++)
		sheet_text(s, e->text[i]);
	sheet_count(s, e->late);
}

static void
check(const struct request *q, const struct tables *in)
{
	int plans = 0;

	for (int i = 0; i < in->count; i++)
		plans += table_kind(in->table[i]) == PLAN;
	if (plans == 0)
		die_usage("contacts: needs a plan, as rt-schedule writes it");
	if (q->by.count > 0 || q->top > 0 || q->min_cell > 0)
		die_usage("contacts: has no groups: --by, --top and --min-cell are for "
		    "other kinds");
}

struct sheet *
report_contacts(const struct request *q, const struct tables *in)
{
	struct work w = {
		.q = q, .in = in,
		.managers = map_new(0),
		.customers = map_new(sizeof(struct person)),
		.mask = mask_open(q, in),
		.keep = keep_new(&q->common),
		.text = arena_new(),
	};
	struct sheet *s;

	check(q, in);
	read_all(&w);
	if (w.entries > 0)
		qsort(w.entry, w.entries, sizeof *w.entry, by_time);
	s = head(&w);
	for (size_t i = 0; i < w.entries; i++)
		add_row(s, &w, &w.entry[i]);
	map_free(w.managers);
	map_free(w.customers);
	mask_close(w.mask);
	keep_free(w.keep);
	arena_free(w.text);
	free(w.entry);
	return s;
}
