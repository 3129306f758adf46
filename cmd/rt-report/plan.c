/*
 * plan -- R04: what each manager has to do on each day, and what was left out.
 */
#include <stdlib.h>

#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/mask.h"
#include "cmd/rt-report/tally.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/once.h"

static const char *const own_keys[] = { "manager", "date", NULL };

enum { CONTACTS_OF, CALLS_OF, VISITS_OF, WEIGHT, ON_TIME, LATE, UNPLANNED, FIGURES };

static const enum fold fold[FIGURES] = { ADD, ADD, ADD, ADD, ADD, ADD, ADD };

static const struct sheet_column figure_column[FIGURES] = {
	[CONTACTS_OF] = { "contacts", CELL_COUNT, EVERYBODY, 0, OURS },
	[CALLS_OF] = { "calls", CELL_COUNT, EVERYBODY, 3, OURS },
	[VISITS_OF] = { "visits", CELL_COUNT, EVERYBODY, 2, OURS },
	[WEIGHT] = { "weight", CELL_DECIMAL, EVERYBODY, 4, OURS },
	[ON_TIME] = { "on_time", CELL_COUNT, EVERYBODY, 1, OURS },
	[LATE] = { "late", CELL_COUNT, EVERYBODY, 0, OURS },
	[UNPLANNED] = { "unplanned", CELL_COUNT, EVERYBODY, 0, OURS },
};

/* The columns of one table. */
struct bound {
	struct table *table;
	int date, channel, workorders, weight, on_time, status;
};

/* What a row of the plan says. */
struct entry {
	daynum date;           /* NO_DAY: unplanned */
	char day[DATE_TEXT];
	uint8_t channel;
	int64_t orders;
	money weight;
	bool weight_known, on_time;
};

static struct bound
bind(struct table *t)
{
	return (struct bound){
		.table = t,
		.date = table_need(t, "date"),
		.channel = table_need(t, "channel"),
		.workorders = table_need(t, "workorders"),
		.weight = table_column(t, "weight"),
		.on_time = table_need(t, "on_time"),
		.status = table_need(t, "status"),
	};
}

static int64_t
count_items(struct slice list)
{
	struct slice item;
	int64_t n = 0;

	while (slice_cut(&list, ';', &item))
		n += item.n > 0;
	return n;
}

/* False when the record was refused. */
static bool
read_entry(const struct bound *b, struct entry *e)
{
	if (!table_date(b->table, b->date, &e->date) ||
	    !table_money(b->table, b->weight, &e->weight, &e->weight_known) ||
	    !table_yes_no(b->table, b->on_time, &e->on_time))
		return false;
	e->channel = words_find(&channel_words, PLAN,
	    table_text(b->table, b->channel));
	e->orders = count_items(table_text(b->table, b->workorders));
	if (e->orders == 0) {
		table_refuse(b->table, b->workorders, "blank");
		return false;
	}
	if (e->date != NO_DAY)
		date_print(e->date, e->day);
	return true;
}

static bool
is_past(const struct bound *b)
{
	return table_says(b->table, b->status, &planned_words, WORD_PAST);
}

static void
count(struct figure *f, int64_t n)
{
	figure_observe(f, ADD, (union observed){ .exact = n });
}

static void
count_entry(struct figure f[], const struct entry *e)
{
	if (e->weight_known)
		count(&f[WEIGHT], e->weight);
	if (e->date == NO_DAY) {
		count(&f[CONTACTS_OF], 0);
		count(&f[UNPLANNED], e->orders);
		return;
	}
	count(&f[CONTACTS_OF], 1);
	count(&f[CALLS_OF], e->channel == CALL);
	count(&f[VISITS_OF], e->channel == VISIT);
	count(e->on_time ? &f[ON_TIME] : &f[LATE], 1);
}

static void
observe(struct tally *t, struct keys *k, const struct tables *in, struct once *once)
{
	int day = keys_find(k, "date");

	for (int i = 0; i < in->count; i++) {
		struct bound b = bind(in->table[i]);
		struct entry e = { .date = NO_DAY };

		while (table_next(b.table)) {
			/* What is over is no load; its orders may stand again. */
			if (is_past(&b))
				continue;
			/* A row's work orders stand on no other row. */
			if (!read_entry(&b, &e) || !once_first(once, b.table,
			    b.workorders, table_text(b.table, b.workorders)))
				continue;
			keys_read(k, in, i);
			if (e.date == NO_DAY)
				k->value[day] = SLICE("");
			else if (!mask_covers(k->mask, i, b.date))
				k->value[day] = (struct slice){ e.day, DATE_TEXT };
			count_entry(tally_at(t, k->value), &e);
		}
	}
}

static struct sheet *
head(const struct keys *k)
{
	struct sheet *s = sheet_new("plan");

	keys_head(k, s);
	for (int n = 0; n < FIGURES; n++)
		sheet_add(s, figure_column[n]);
	sheet_set_bar(s, sheet_find(s, "contacts"), 5);
	sheet_define(s, "plan-contacts");
	sheet_define(s, "plan-on-time");
	sheet_define(s, "plan-unplanned");
	return s;
}

/* A manager's rows together, by day, what has none last. */
static int64_t *
ranks(const struct tally *t, int groups, int day)
{
	enum { DAYS_BEHIND = 32 };
	uint32_t *group = tally_groups(t, groups);
	int64_t *rank = mem_array(tally_rows(t), sizeof *rank);

	for (uint32_t row = 0; row < tally_rows(t); row++) {
		daynum d = INT32_MAX;

		date_parse(tally_key(t, row, day), &d);
		rank[row] = ((int64_t)group[row] << DAYS_BEHIND) + d;
	}
	free(group);
	return rank;
}

static void
rows(struct sheet *s, const struct tally *t, const struct keys *k, int groups)
{
	int64_t *rank = ranks(t, groups, keys_find(k, "date"));
	uint32_t *order = tally_order(t, k->by, rank);

	for (uint32_t i = 0; i < tally_rows(t); i++) {
		uint32_t row = order[i];
		const struct figure *f = tally_figures(t, row);

		keys_row(k, s, t, row);
		for (int n = 0; n < FIGURES; n++)
			if (n == WEIGHT)
				sheet_amount(s, figure_sum(&f[n], "weight"));
			else
				sheet_count(s, figure_sum(&f[n], "count"));
	}
	free(rank);
	free(order);
}

struct sheet *
report_plan(const struct request *q, const struct tables *in)
{
	struct keys *k = keys_open(q, in, own_keys);
	struct tally *t = tally_new(k->count, fold, FIGURES);
	struct once *once = once_new();
	struct sheet *s = head(k);
	/* Without --by the managers are the groups. */
	int manager = keys_find(k, "manager");
	int groups = manager >= k->by ? k->by + 1 : k->by;

	if (q->min_cell > 0)
		die_usage("plan: --min-cell has no groups of customers");
	observe(t, k, in, once);
	if (q->top > 0)
		t = tally_top(t, k->by > 0 ? k->by : groups, q->top, NULL);
	rows(s, t, k, groups);
	tally_free(t);
	once_free(once);
	keys_close(k);
	return s;
}
