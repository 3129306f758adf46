/*
 * Rows are kept as the text they came in.  Only what all customers together
 * decide is filled in, by places in the heading.
 */
#include "cmd/rt-tier/merge.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/csv/writer.h"
#include "common/table/once.h"
#include "common/value/number.h"

/* The order of the merged table. */
enum section { INDIVIDUALS, GROUPS, GONE };

struct part_row {
	enum section section;
	uint32_t number;          /* of an individual, in ids */
	int months;
	const struct slice *cell; /* one for each column */
};

struct merger {
	struct slice *heading;    /* of the first table, and so of all */
	int columns;
	int id, scope, tier, status, class, potential, months, total; /* places in it */
	struct map *ids;          /* of individuals */
	money *amount;            /* their totals, by number */
	size_t amount_room;
	struct part_row *row;
	size_t rows, room;
	struct once *once;
	struct arena *text;
};

static int
find_heading(const struct merger *m, const char *name)
{
	for (int i = 0; i < m->columns; i++)
		if (heading_same(m->heading[i], slice_of(name)))
			return i;
	return NO_COLUMN;
}

/* The columns of the first table are those of the result. */
static void
take_heading(struct merger *m, struct table *t)
{
	struct reader *r = table_reader(t);

	m->columns = reader_columns(r);
	m->heading = mem_array((size_t)m->columns, sizeof *m->heading);
	for (int i = 0; i < m->columns; i++)
		m->heading[i] = arena_keep(m->text, reader_heading(r, i));
	for (size_t i = 0; tiers_header[i] != NULL; i++)
		table_need(t, tiers_header[i]);
	m->id = find_heading(m, "customer_id");
	m->scope = find_heading(m, "scope");
	m->tier = find_heading(m, "tier");
	m->status = find_heading(m, "status");
	m->class = find_heading(m, "class");
	m->potential = find_heading(m, "potential");
	m->months = find_heading(m, "months");
	m->total = find_heading(m, "total_amount");
}

/* Where the columns of the result are in this table. */
static int *
find_columns(const struct merger *m, struct table *t)
{
	int *column = mem_array((size_t)m->columns, sizeof *column);
	struct reader *r = table_reader(t);

	if (reader_columns(r) != m->columns)
		reader_die(r, NULL, "%d columns where the first part has %d",
		    reader_columns(r), m->columns);
	for (int i = 0; i < m->columns; i++) {
		column[i] = table_user_column(t, m->heading[i]);
		if (column[i] == NO_COLUMN)
			reader_die(r, NULL, "no column '%.*s', which the first part has",
			    (int)m->heading[i].n, m->heading[i].p);
	}
	return column;
}

/* An individual's figures; false when the record was refused. */
static bool
take_figures(struct merger *m, struct table *t, const int column[], struct part_row *row,
    struct slice id)
{
	int64_t months = 0;
	money total = 0;
	bool has_months, has_total;

	if (!table_count(t, column[m->months], &months, &has_months) ||
	    !table_money(t, column[m->total], &total, &has_total))
		return false;
	if (!has_months || !has_total) {
		table_refuse(t, column[has_months ? m->total : m->months], "blank");
		return false;
	}
	row->months = (int)months;
	row->number = map_intern(m->ids, id);
	if (row->number == m->amount_room)
		m->amount = mem_grow(m->amount, row->number, &m->amount_room,
		    sizeof *m->amount);
	m->amount[row->number] = total;
	return true;
}

static void
take_row(struct merger *m, struct table *t, const int column[])
{
	struct part_row row = { .section = INDIVIDUALS };
	struct slice id, *cell;

	if (!table_id(t, column[m->id], &id) || !once_first(m->once, t, column[m->id], id))
		return;
	if (table_text(t, column[m->tier]).n == 0 &&
	    !slice_is(table_text(t, column[m->status]), tiers_left))
		row.section = GONE;
	else if (table_says(t, column[m->scope], &scope_words, SCOPE_GROUP))
		row.section = GROUPS;
	else if (!take_figures(m, t, column, &row, id))
		return;
	cell = arena_take(m->text, (size_t)m->columns * sizeof *cell);
	for (int i = 0; i < m->columns; i++)
		cell[i] = arena_keep(m->text, reader_field(table_reader(t), column[i]));
	row.cell = cell;
	m->row = mem_grow(m->row, m->rows, &m->room, sizeof *m->row);
	m->row[m->rows++] = row;
}

static void
read_part(struct merger *m, struct table *t)
{
	int *column;

	if (m->heading == NULL)
		take_heading(m, t);
	column = find_columns(m, t);
	while (table_next(t))
		take_row(m, t, column);
	free(column);
	table_close(t);
}

/* What class A spends on average in a month. */
static struct average
average_of_a(const struct merger *m, const struct abc *abc)
{
	struct average a = { 0, 0 };

	for (size_t i = 0; i < m->rows; i++) {
		const struct part_row *row = &m->row[i];

		if (row->section != INDIVIDUALS || abc_class(abc, m->amount[row->number],
		    map_key(m->ids, row->number)) != CLASS_A)
			continue;
		if (!money_add(&a.total, m->amount[row->number]))
			die(BAD_DATA, "total_amount: the total of class A is too large");
		a.months += row->months;
	}
	return a;
}

/* The potential, high where class A's spending makes it so. */
static struct slice
merged_potential(const struct merger *m, const struct part_row *row,
    const struct average *a)
{
	struct slice before = row->cell[m->potential];

	if ((slice_is(before, "stable") || slice_is(before, "declining")) &&
	    value_like_class_a(m->amount[row->number], row->months, a))
		return slice_of(potential_text[POTENTIAL_HIGH]);
	return before;
}

static void
write_row(const struct merger *m, struct writer *w, const struct part_row *row,
    const struct abc *abc, const struct average *a)
{
	for (int i = 0; i < m->columns; i++)
		if (row->section == INDIVIDUALS && i == m->class)
			writer_string(w, class_text[abc_class(abc, m->amount[row->number],
			    map_key(m->ids, row->number))]);
		else if (row->section == INDIVIDUALS && i == m->potential)
			writer_text(w, merged_potential(m, row, a));
		else
			writer_text(w, row->cell[i]);
	writer_end(w);
}

/* Individuals as they came, then groups and then the gone, both by id. */
static int
by_section(const void *a, const void *b, void *merger)
{
	const struct part_row *x = a, *y = b;
	const struct merger *m = merger;

	if (x->section != y->section)
		return x->section < y->section ? -1 : 1;
	if (x->section == INDIVIDUALS)
		return (x->number > y->number) - (x->number < y->number);
	return slice_compare(x->cell[m->id], y->cell[m->id]);
}

static void
write_table(struct merger *m, struct writer *w, const struct request *q)
{
	struct abc abc = abc_of(m->ids, m->amount, q->share_a, q->share_b);
	struct average a = average_of_a(m, &abc);

	for (int i = 0; i < m->columns && writer_has_header(w); i++)
		writer_text(w, m->heading[i]);
	if (writer_has_header(w))
		writer_end(w);
	qsort_r(m->row, m->rows, sizeof *m->row, by_section, m);
	for (size_t i = 0; i < m->rows; i++)
		write_row(m, w, &m->row[i], &abc, &a);
}

int
merge(const struct request *q)
{
	struct merger m = { .ids = map_new(0), .once = once_new(), .text = arena_new() };
	struct table **tables = table_open_all(&q->common, KIND(TIERS), true);
	struct writer *w = options_writer(&q->common);

	for (struct table **t = tables; *t != NULL; t++)
		read_part(&m, *t);
	write_table(&m, w, q);
	free(tables);
	map_free(m.ids);
	once_free(m.once);
	arena_free(m.text);
	free(m.heading);
	free(m.amount);
	free(m.row);
	return writer_close(w);
}
