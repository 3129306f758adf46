/*
 * workorders -- R03: work orders by trigger, category and level; R12:
 * objections by kind and nature.
 */
#include <stdlib.h>

#include "cmd/rt-report/keys.h"
#include "cmd/rt-report/tally.h"

static const char *const order_keys[] = { "trigger", "category", "level", NULL };
static const char *const objection_keys[] = { "kind", "nature", NULL };

enum { RECORDS, FIGURES };

static const enum fold fold[FIGURES] = { ADD };

static void
observe(struct tally *t, struct keys *k, const struct tables *in, int table)
{
	while (table_next(in->table[table])) {
		keys_read(k, in, table);
		figure_observe(&keys_at(k, t)[RECORDS], ADD,
		    (union observed){ .exact = 1 });
	}
}

static struct sheet *
head(const struct keys *k, const char *kind, const char *definition)
{
	struct sheet *s = sheet_new(kind);

	keys_head(k, s);
	sheet_add(s, (struct sheet_column){ .name = "count", .type = CELL_COUNT });
	sheet_set_bar(s, sheet_add(s, (struct sheet_column){
		.name = "share", .type = CELL_RATE, .spare = 1 }), 2);
	sheet_define(s, definition);
	return s;
}

/* Shares are of the group that --by makes, or of all. */
static void
rows(struct sheet *s, const struct tally *t, const struct keys *k)
{
	uint32_t *order = tally_order(t, k->by, NULL);
	wide *total = tally_totals(t, k->by, RECORDS);

	for (uint32_t i = 0; i < tally_rows(t); i++) {
		uint32_t row = order[i];
		int64_t count = tally_figures(t, row)[RECORDS].known;

		keys_row(k, s, t, row);
		sheet_count(s, count);
		sheet_rate(s, count, (int64_t)total[row]);
	}
	free(order);
	free(total);
}

/* Records of any kind, counted by its own columns. */
static struct sheet *
count_records(const struct request *q, const struct tables *in, const char *const own[],
    const char *kind, const char *definition)
{
	struct keys *k = keys_open(q, in, own);
	struct tally *t = tally_new(k->count, fold, FIGURES);
	struct sheet *s = head(k, kind, definition);

	for (int i = 0; i < in->count; i++)
		observe(t, k, in, i);
	t = keys_merge(k, q, t, k->by);
	rows(s, t, k);
	tally_free(t);
	keys_close(k);
	return s;
}

struct sheet *
report_workorders(const struct request *q, const struct tables *in)
{
	return count_records(q, in, order_keys, "workorders", "workorders-share");
}

struct sheet *
report_objections(const struct request *q, const struct tables *in)
{
	return count_records(q, in, objection_keys, "objections", "objections-share");
}
