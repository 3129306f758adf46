/*
 * Tables of one kind may have their columns in different places, and some of
 * them may lack one: places are kept for each table.
 */
#include "cmd/rt-report/keys.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/heads.h"
#include "cmd/rt-report/mask.h"
#include "common/base/diag.h"
#include "common/base/mem.h"

/* The key of --by that is this column in one of the tables, or -1. */
static int
named_by_user(const struct request *q, const int *by, const struct tables *in,
    const char *own)
{
	for (int t = 0; t < in->count; t++) {
		int column = table_column(in->table[t], own);

		for (int i = 0; i < q->by.count; i++)
			if (column != NO_COLUMN && by[t * q->by.count + i] == column)
				return i;
	}
	return -1;
}

static void
add_own(struct keys *k, const struct request *q, const int *by, const struct tables *in,
    const char *own)
{
	int named = named_by_user(q, by, in, own);

	if (named >= 0)
		k->key[named].own = own;
	else
		k->key[k->count++] = (struct key){ .name = own, .own = own };
}

/* Where the keys are in each table, now that all are known. */
static void
bind(struct keys *k, const int *by, const struct tables *in)
{
	k->column = mem_array((size_t)k->count * (size_t)in->count, sizeof *k->column);
	for (int t = 0; t < in->count; t++)
		for (int i = 0; i < k->count; i++)
			k->column[t * k->count + i] = i < k->by ? by[t * k->by + i] :
			    table_column(in->table[t], k->key[i].own);
}

static bool
is_own(const struct key *k, const char *own)
{
	return k->own != NULL && strcmp(k->own, own) == 0;
}

/* Dates are dates, but for "(others)" in their place, and where they are masked. */
static void
find_dates(struct keys *k, const struct request *q)
{
	for (int i = 0; i < k->count; i++) {
		k->key[i].date = is_own(&k->key[i], "date") && (i >= k->by || q->top == 0);
		for (int t = 0; k->key[i].date && t < k->tables; t++)
			k->key[i].date = !mask_covers(k->mask, t,
			    k->column[t * k->count + i]);
	}
}

static void
count_customers(struct keys *k, const struct tables *in)
{
	k->heads = heads_new(k->count);
	k->id = mem_array((size_t)in->count, sizeof *k->id);
	for (int t = 0; t < in->count; t++)
		k->id[t] = table_user_column(in->table[t], SLICE("customer_id"));
}

struct keys *
keys_open(const struct request *q, const struct tables *in, const char *const own[])
{
	int *by = names_find(&q->by, "--by", in->table, in->count);
	struct keys *k = mem_new(sizeof *k);
	int owns = 0;

	while (own[owns] != NULL)
		owns++;
	k->key = mem_array((size_t)(q->by.count + owns), sizeof *k->key);
	for (k->by = 0; k->by < q->by.count; k->by++)
		k->key[k->by].name = q->by.name[k->by];
	k->count = k->by;
	for (int i = 0; i < owns; i++)
		add_own(k, q, by, in, own[i]);
	bind(k, by, in);
	k->mask = mask_open(q, in);
	k->tables = in->count;
	find_dates(k, q);
	k->value = mem_array((size_t)k->count, sizeof *k->value);
	if (q->min_cell > 0)
		count_customers(k, in);
	free(by);
	return k;
}

void
keys_close(struct keys *k)
{
	free(k->key);
	free(k->column);
	free(k->value);
	mask_close(k->mask);
	if (k->heads != NULL)
		heads_free(k->heads);
	free(k->id);
	free(k);
}

bool
keys_can_part(const struct keys *k)
{
	return k->mask == NULL && k->heads == NULL;
}

struct keys *
keys_part(const struct keys *k)
{
	struct keys *part = mem_new(sizeof *part);

	*part = *k;
	part->value = mem_array((size_t)k->count, sizeof *part->value);
	return part;
}

void
keys_part_close(struct keys *part)
{
	free(part->value);
	free(part);
}

int
keys_find(const struct keys *k, const char *own)
{
	for (int i = 0; i < k->count; i++)
		if (is_own(&k->key[i], own))
			return i;
	return -1;
}

void
keys_read(struct keys *k, const struct tables *in, int table)
{
	const int *column = k->column + table * k->count;

	for (int i = 0; i < k->count; i++) {
		k->value[i] = table_spelled(in->table[table], column[i]);
		if (k->mask != NULL)
			k->value[i] = mask_cell(k->mask, in, table, column[i], k->value[i], i);
	}
	k->table = table;
	if (k->heads != NULL && k->id[table] != NO_COLUMN)
		k->who = slice_trim(table_text(in->table[table], k->id[table]));
}

struct figure *
keys_at(struct keys *k, struct tally *t)
{
	if (k->heads != NULL && k->id[k->table] != NO_COLUMN)
		heads_add(k->heads, k->value, k->who);
	else if (k->heads != NULL)
		heads_add_record(k->heads, k->value);
	return tally_at(t, k->value);
}

void
keys_head(const struct keys *k, struct sheet *s)
{
	for (int i = 0; i < k->count; i++)
		sheet_add(s, (struct sheet_column){
			.name = k->key[i].name,
			.type = k->key[i].date ? CELL_DATE : CELL_TEXT,
			.origin = i < k->by ? THE_USERS : OURS,
		});
}

void
keys_cell(const struct keys *k, struct sheet *s, int key, struct slice value)
{
	daynum d = NO_DAY;

	if (!k->key[key].date)
		sheet_text(s, value);
	else if (date_parse(value, &d))
		sheet_day(s, d);
	else
		sheet_blank(s);
}

void
keys_check(const struct keys *k, const struct request *q, const char *kind)
{
	if (q->top > 0 && k->by == 0)
		die_usage("%s: --top needs --by", kind);
	if (q->min_cell > 0 && k->count == 0)
		die_usage("%s: --min-cell needs --by", kind);
}

struct tally *
keys_small(const struct keys *k, const struct request *q, struct tally *t)
{
	wide *group;

	if (q->min_cell == 0)
		return t;
	group = heads_sizes(k->heads, t, k->by);
	t = tally_small(t, (struct small){
		.keys = k->by, .least = q->min_cell, .group = group });
	free(group);
	return t;
}

/* Of the groups that are left, "(others)" among them. */
static struct tally *
small_rows(const struct keys *k, const struct request *q, struct tally *t, int within)
{
	wide *row;

	if (q->min_cell == 0 || within >= k->count)
		return t;
	heads_merge(k->heads, t, k->by);
	row = heads_sizes(k->heads, t, k->count);
	t = tally_small(t, (struct small){
		.keys = k->by, .within = within, .least = q->min_cell, .row = row });
	free(row);
	return t;
}

struct tally *
keys_merge(const struct keys *k, const struct request *q, struct tally *t, int within)
{
	if (k->by == 0) {
		t = small_rows(k, q, t, within);
		return q->top > 0 ? tally_top(t, k->count, q->top, NULL) : t;
	}
	t = keys_small(k, q, t);
	if (q->top > 0)
		t = tally_top(t, k->by, q->top, NULL);
	return small_rows(k, q, t, within);
}

void
keys_row(const struct keys *k, struct sheet *s, const struct tally *t, uint32_t row)
{
	if (tally_is_other(t, row))
		sheet_others_begin(s);
	for (int key = 0; key < k->count; key++)
		keys_cell(k, s, key, tally_key(t, row, key));
}
