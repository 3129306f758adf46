/*
 * An id that stands in two parts is counted once, however often it does.
 */
#include "common/table/merging.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"

struct merging {
	struct slice *heading;    /* of the first table, and so of all */
	int columns;
	int *column;              /* of the present table, by place */
	struct map *ids;          /* those met: whether twice */
	uint64_t twice;
	struct arena *text;
};

struct merging *
merging_new(void)
{
	struct merging *m = mem_new(sizeof *m);

	m->ids = map_new(sizeof(bool));
	m->text = arena_new();
	return m;
}

void
merging_free(struct merging *m)
{
	map_free(m->ids);
	arena_free(m->text);
	free(m->heading);
	free(m->column);
	free(m);
}

int
merging_place(const struct merging *m, const char *name)
{
	for (int i = 0; i < m->columns; i++)
		if (heading_same(m->heading[i], slice_of(name)))
			return i;
	return NO_COLUMN;
}

static void
take_heading(struct merging *m, struct table *t, const char *const need[])
{
	struct reader *r = table_reader(t);

	m->columns = reader_columns(r);
	m->heading = mem_array((size_t)m->columns, sizeof *m->heading);
	m->column = mem_array((size_t)m->columns, sizeof *m->column);
	for (int i = 0; i < m->columns; i++)
		m->heading[i] = arena_keep(m->text, reader_heading(r, i));
	for (size_t i = 0; need[i] != NULL; i++)
		if (merging_place(m, need[i]) == NO_COLUMN)
			reader_die(r, NULL, "no column '%s'", need[i]);
}

void
merging_table(struct merging *m, struct table *t, const char *const need[])
{
	struct reader *r = table_reader(t);

	if (m->heading == NULL)
		take_heading(m, t, need);
	if (reader_columns(r) != m->columns)
		reader_die(r, NULL, "%d columns where the first part has %d",
		    reader_columns(r), m->columns);
	for (int i = 0; i < m->columns; i++) {
		m->column[i] = table_user_column(t, m->heading[i]);
		if (m->column[i] == NO_COLUMN)
			reader_die(r, NULL, "no column '%.*s', which the first part has",
			    (int)m->heading[i].n, m->heading[i].p);
	}
}

int
merging_column(const struct merging *m, int place)
{
	return place < 0 ? NO_COLUMN : m->column[place];
}

int
merging_columns(const struct merging *m)
{
	return m->columns;
}

const struct slice *
merging_row(struct merging *m, struct table *t)
{
	struct slice *cell = arena_take(m->text, (size_t)m->columns * sizeof *cell);

	for (int i = 0; i < m->columns; i++)
		cell[i] = arena_keep(m->text, table_cell(t, m->column[i]));
	return cell;
}

void
merging_meet(struct merging *m, struct slice id)
{
	uint32_t before = map_count(m->ids);
	bool *twice = map_state(m->ids, map_intern(m->ids, id));

	if (map_count(m->ids) > before || *twice)
		return;
	*twice = true;
	m->twice++;
}

/* The customers of a table that have no row; it may name one more than once. */
static uint64_t
count_missing(const struct merging *m, struct table *t, struct map *missing)
{
	int column = table_need(t, "customer_id");
	uint32_t before = map_count(missing);
	struct slice id;

	while (table_next(t))
		if (table_id(t, column, &id) && map_find(m->ids, id) == MAP_NONE)
			map_intern(missing, id);
	return map_count(missing) - before;
}

void
merging_check(const struct merging *m, const struct options *o,
    const struct paths *customers, const char *what)
{
	struct map *missing = map_new(0);
	uint64_t none = 0;

	for (size_t i = 0; i < customers->count; i++) {
		struct table *t = table_open(o, customers->path[i], KIND(CUSTOMERS));

		none += count_missing(m, t, missing);
		table_close(t);
	}
	map_free(missing);
	if (none > 0)
		die(BAD_DATA, "--merge: %s in no part: %llu, in two: %llu; was a part left "
		    "out, or given twice?", _(what), (unsigned long long)none,
		    (unsigned long long)m->twice);
	if (m->twice > 0)
		die(BAD_DATA, "--merge: %s in two parts: %llu; was a part given twice?",
		    _(what), (unsigned long long)m->twice);
}

void
merging_header(const struct merging *m, struct writer *w)
{
	if (!writer_has_header(w))
		return;
	for (int i = 0; i < m->columns; i++)
		writer_text(w, m->heading[i]);
	writer_end(w);
}
