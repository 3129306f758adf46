/*
 * workorders -- R03: work orders by trigger, category and level; R12:
 * objections by kind and nature.
 */
#include "cmd/rt-report/counts.h"

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

/* Records of any kind, counted by its own columns. */
static struct sheet *
count_records(const struct request *q, const struct tables *in, const char *const own[],
    const char *kind, const char *definition)
{
	struct keys *k = keys_open(q, in, own);
	struct tally *t = tally_new(k->count, fold, FIGURES);
	struct sheet *s = counts_sheet(k, kind, 2);

	sheet_define(s, definition);
	for (int i = 0; i < in->count; i++)
		observe(t, k, in, i);
	t = keys_merge(k, q, t, k->by);
	counts_rows(s, t, k, NULL);
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
