/*
 * A map of the keys gives each row its number; --top and --min-cell come at
 * the end, when all totals are known, and merge rows instead of dropping them.
 */
#include "cmd/rt-report/tally.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/groups.h"

struct tally {
	int keys, figures;
	const enum fold *fold;
	struct groups *rows;
	struct store figure;    /* the figures of a row are one element */
	uint32_t first_other;   /* the row from which on all are "(others)" */
};

struct tally *
tally_new(int keys, const enum fold fold[], int figures)
{
	struct tally *t = mem_new(sizeof *t);

	t->keys = keys;
	t->fold = fold;
	t->figures = figures;
	t->rows = groups_new(keys);
	t->first_other = UINT32_MAX;
	store_init(&t->figure, (size_t)figures * sizeof(struct figure));
	store_reach(&t->figure, groups_count(t->rows));
	return t;
}

void
tally_free(struct tally *t)
{
	for (uint32_t row = 0; row < tally_rows(t); row++)
		for (int i = 0; i < t->figures; i++)
			figure_free(&tally_figures(t, row)[i], t->fold[i]);
	store_free(&t->figure);
	groups_free(t->rows);
	free(t);
}

struct figure *
tally_at(struct tally *t, const struct slice value[])
{
	uint32_t row = groups_number(t->rows, value);

	store_reach(&t->figure, groups_count(t->rows));
	return store_at(&t->figure, row);
}

uint32_t
tally_rows(const struct tally *t)
{
	return groups_count(t->rows);
}

struct slice
tally_key(const struct tally *t, uint32_t row, int key)
{
	return groups_value(t->rows, row, key);
}

struct figure *
tally_figures(const struct tally *t, uint32_t row)
{
	return store_at(&t->figure, row);
}

static void
read_keys(const struct tally *t, uint32_t row, struct slice value[])
{
	for (int i = 0; i < t->keys; i++)
		value[i] = tally_key(t, row, i);
}

void
tally_merge(struct tally *t, struct tally *from)
{
	struct slice *value = mem_array((size_t)t->keys, sizeof *value);

	for (uint32_t row = 0; row < tally_rows(from); row++) {
		struct figure *f = tally_figures(from, row), *to;

		read_keys(from, row, value);
		to = tally_at(t, value);
		for (int i = 0; i < t->figures; i++)
			figure_merge(&to[i], t->fold[i], &f[i]);
	}
	free(value);
}

uint32_t *
tally_groups(const struct tally *t, int keys)
{
	uint32_t *group = mem_array(tally_rows(t), sizeof *group);
	struct slice *value = mem_array((size_t)t->keys, sizeof *value);
	struct groups *groups = groups_new(keys);

	for (uint32_t row = 0; row < tally_rows(t); row++) {
		read_keys(t, row, value);
		group[row] = groups_number(groups, value);
	}
	groups_free(groups);
	free(value);
	return group;
}

wide *
tally_totals(const struct tally *t, int keys, int figure)
{
	uint32_t rows = tally_rows(t);
	uint32_t *group = tally_groups(t, keys);
	wide *sum = mem_array(rows, sizeof *sum);
	wide *total = mem_array(rows, sizeof *total);

	for (uint32_t row = 0; row < rows; row++)
		sum[group[row]] += tally_figures(t, row)[figure].sum;
	for (uint32_t row = 0; row < rows; row++)
		total[row] = sum[group[row]];
	free(group);
	free(sum);
	return total;
}

/* A row and what it is sorted by. */
struct place {
	uint32_t group, row;
	int64_t rank;
};

static int
by_place(const void *left, const void *right)
{
	const struct place *a = left, *b = right;

	if (a->group != b->group)
		return a->group < b->group ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return (a->row > b->row) - (a->row < b->row);
}

uint32_t *
tally_order(const struct tally *t, int keys, const int64_t rank[])
{
	uint32_t rows = tally_rows(t);
	uint32_t *group = tally_groups(t, keys);
	uint32_t *order = mem_array(rows, sizeof *order);
	struct place *place = mem_array(rows, sizeof *place);

	for (uint32_t i = 0; i < rows; i++)
		place[i] = (struct place){ group[i], i, rank == NULL ? 0 : rank[i] };
	qsort(place, rows, sizeof *place, by_place);
	for (uint32_t i = 0; i < rows; i++)
		order[i] = place[i].row;
	free(group);
	free(place);
	return order;
}

/* A group's total of the first figure. */
struct total {
	uint32_t group;
	bool is_other;     /* already: it never stays */
	wide sum;
};

static int
by_total(const void *left, const void *right)
{
	const struct total *a = left, *b = right;

	if (a->is_other != b->is_other)
		return a->is_other ? 1 : -1;
	if (a->sum != b->sum)
		return a->sum > b->sum ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

/* Which groups are among the largest; *groups is how many there are. */
static enum fate *
largest(const struct tally *t, const uint32_t group[], int64_t most, const wide size[],
    uint32_t *groups)
{
	uint32_t rows = tally_rows(t);
	struct total *total = mem_array(rows, sizeof *total);
	enum fate *fate = mem_array(rows, sizeof *fate);

	*groups = 0;
	for (uint32_t row = 0; row < rows; row++) {
		total[group[row]].group = group[row];
		total[group[row]].is_other = tally_is_other(t, row);
		total[group[row]].sum +=
		    size == NULL ? tally_figures(t, row)[0].sum : size[row];
		if (group[row] >= *groups)
			*groups = group[row] + 1;
	}
	qsort(total, *groups, sizeof *total, by_total);
	for (uint32_t i = 0; i < *groups && i < most; i++)
		fate[total[i].group] = STAYS;
	free(total);
	return fate;
}

static void
move_row(struct tally *to, const struct tally *from, uint32_t row,
    const struct slice value[])
{
	struct figure *into = tally_at(to, value);

	for (int i = 0; i < from->figures; i++)
		figure_merge(&into[i], from->fold[i], &tally_figures(from, row)[i]);
}

void
tally_name_others(struct slice value[], int first, int end)
{
	for (int i = first; i < end; i++)
		value[i] = i == first ? SLICE("(others)") : SLICE("");
}

/* Moves the rows of the groups that stay, or merges those of the others. */
static void
move_rows(struct tally *to, const struct tally *from, const uint32_t group[],
    const enum fate fate[], enum fate which, int keys)
{
	struct slice *value = mem_array((size_t)from->keys, sizeof *value);

	for (uint32_t row = 0; row < tally_rows(from); row++) {
		if (fate[group[row]] != which)
			continue;
		read_keys(from, row, value);
		if (which == MERGED)
			tally_name_others(value, 0, keys);
		move_row(to, from, row, value);
	}
	free(value);
}

struct tally *
tally_top(struct tally *t, int keys, int64_t most, const wide size[])
{
	uint32_t *group = tally_groups(t, keys), groups;
	enum fate *fate = largest(t, group, most, size, &groups);
	struct tally *top;

	if (groups > most) {
		top = tally_new(t->keys, t->fold, t->figures);
		move_rows(top, t, group, fate, STAYS, keys);
		top->first_other = tally_rows(top);
		move_rows(top, t, group, fate, MERGED, keys);
		tally_free(t);
		t = top;
	}
	free(group);
	free(fate);
	return t;
}

enum size { LARGE_ENOUGH, SMALL_ROW, SMALL_GROUP };

static enum size
size_of(struct small s, uint32_t row)
{
	if (s.group != NULL && s.group[row] < s.least)
		return SMALL_GROUP;
	return s.row != NULL && s.row[row] < s.least ? SMALL_ROW : LARGE_ENOUGH;
}

/* What is merged comes last: small groups behind all, small rows in their group. */
static uint32_t *
small_order(const struct tally *t, struct small s)
{
	int64_t *size = mem_array((size_t)tally_rows(t) + 1, sizeof *size);
	uint32_t *order;

	for (uint32_t row = 0; row < tally_rows(t); row++)
		size[row] = size_of(s, row);
	order = tally_order(t, s.group != NULL ? 0 : s.keys, size);
	free(size);
	return order;
}

/* Without groups the small rows are the others. */
static bool
becomes_other(const struct tally *t, struct small s, uint32_t row)
{
	enum size size = size_of(s, row);

	return tally_is_other(t, row) || size == SMALL_GROUP ||
	    (size == SMALL_ROW && s.keys == 0);
}

struct tally *
tally_small(struct tally *t, struct small s)
{
	struct tally *left = tally_new(t->keys, t->fold, t->figures);
	struct slice *value = mem_array((size_t)t->keys, sizeof *value);
	uint32_t *order = small_order(t, s);

	for (uint32_t i = 0; i < tally_rows(t); i++) {
		uint32_t row = order[i];

		if (left->first_other == UINT32_MAX && becomes_other(t, s, row))
			left->first_other = tally_rows(left);
		read_keys(t, row, value);
		if (size_of(s, row) == SMALL_GROUP)
			tally_name_others(value, 0, s.keys);
		if (size_of(s, row) == SMALL_ROW)
			tally_name_others(value, s.within, t->keys);
		move_row(left, t, row, value);
	}
	free(order);
	free(value);
	tally_free(t);
	return left;
}

bool
tally_is_other(const struct tally *t, uint32_t row)
{
	return row >= t->first_other;
}
