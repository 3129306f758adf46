/*
 * A cell is the number of its text among the texts of its column: each text is
 * kept once, and a model sees small numbers.
 */
#include "cmd/rt-churn/features.h"

#include <stdlib.h>

#include "cmd/rt-churn/covariates.h"
#include "cmd/rt-churn/customers.h"
#include "cmd/rt-churn/levels.h"
#include "common/base/diag.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/table/once.h"
#include "common/table/part.h"

/* A text with more values than this is a name or a remark. */
enum { VALUES_MOST = 30 };

struct features {
	const struct request *q;
	struct names columns;
	const bool *number;      /* by column: must be one; NULL: none */
	int *where;              /* of one table after the other */
	int *group;              /* of each table: its group_id */
	struct map **values;     /* of each column: the texts met */
	uint32_t *cell;          /* row after row: the numbers of the texts */
	struct keep *keep;       /* or NULL */
	const struct table *looked; /* the table that keep has looked at */
	const struct slice **carried; /* the cells of keep */
	struct slice *id;
	bool *lost, *ours;       /* ours: in the part of --part */
	size_t rows, room_rows, room_lost, room_ours, room_carried, room_cells;
	int *kept;               /* of columns: where its cell stands in a row */
	size_t width;            /* cells of a row */
	struct arena *arena;
};

/* Whether the heading is one that says who it is, or that they were lost. */
static bool
is_known(const struct features *f, struct table *t, int column)
{
	static const char *const known[] = {
		"customer_id", "name", "left", "left_reason", "status",
	};
	const struct column *c = kind_columns(CUSTOMERS);

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (table_column(t, known[i]) == column)
			return true;
	for (; c->name != NULL; c++)
		if (c->type == DATE && table_column(t, c->name) == column)
			return true;
	return f->q->flag.count > 0 &&
	    table_user_column(t, slice_of(f->q->flag.name[0])) == column;
}

static void
list_columns(struct features *f, const struct names *columns, struct table *t)
{
	for (int i = 0; i < columns->count; i++)
		names_add_one(&f->columns, "--covariates", slice_of(columns->name[i]));
	if (columns->count > 0)
		return;
	for (int i = 0; i < reader_columns(table_reader(t)); i++)
		if (!is_known(f, t, i))
			names_add_one(&f->columns, table_name(t),
			    slice_trim(reader_heading(table_reader(t), i)));
}

/* Where the columns are in each table; no table may lack one. */
static void
find_columns(struct features *f, struct table **tables, int count)
{
	size_t columns = (size_t)f->columns.count;

	free(names_find(&f->q->covariates, "--covariates", tables, count));
	f->group = mem_array((size_t)count, sizeof *f->group);
	for (int k = 0; k < count; k++)
		f->group[k] = table_column(tables[k], "group_id");
	f->where = mem_array((size_t)count * columns, sizeof *f->where);
	for (size_t i = 0; i < (size_t)count * columns; i++) {
		struct table *t = tables[i / columns];
		const char *name = f->columns.name[i % columns];

		f->where[i] = table_user_column(t, slice_of(name));
		if (f->where[i] == NO_COLUMN)
			reader_die(table_reader(t), NULL, "no column '%s', which the "
			    "model needs", name);
	}
}

/* False when a cell that must be a number is none: the record was refused. */
static bool
check_numbers(const struct features *f, struct table *t, const int *where)
{
	char room[DECIMAL_TEXT];
	struct slice text;
	double x;

	for (int i = 0; f->number != NULL && i < f->columns.count; i++) {
		if (!table_figure(t, where[i], room, &text))
			return false;
		if (!f->number[i] || text.n == 0 || figure_parse(text, &x))
			continue;
		table_refuse_value(t, where[i], A_NUMBER);
		return false;
	}
	return true;
}

static void
carry(struct features *f, struct table *t)
{
	if (f->keep == NULL)
		return;
	if (f->looked != t)
		keep_look(f->keep, t);
	f->looked = t;
	f->carried = mem_grow(f->carried, f->rows, &f->room_carried, sizeof *f->carried);
	f->carried[f->rows] = keep_cells(f->keep, t, f->arena);
}

/* The current record of the k-th table. */
static void
add(struct features *f, struct table *t, int k, struct slice id, bool lost)
{
	const int *where = f->where + k * f->columns.count;

	if (!check_numbers(f, t, where))
		return;
	f->id = mem_grow(f->id, f->rows, &f->room_rows, sizeof *f->id);
	f->lost = mem_grow(f->lost, f->rows, &f->room_lost, sizeof *f->lost);
	f->ours = mem_grow(f->ours, f->rows, &f->room_ours, sizeof *f->ours);
	if ((f->rows + 1) * f->width > f->room_cells) {
		f->room_cells = 2 * (f->rows + 1) * f->width;
		f->cell = mem_resize(f->cell, f->room_cells, sizeof *f->cell);
	}
	for (size_t i = 0; i < f->width; i++) {
		char room[DECIMAL_TEXT];
		struct slice text;

		if (!table_figure(t, where[i], room, &text))
			return;
		f->cell[f->rows * f->width + i] = map_intern(f->values[i], text);
	}
	carry(f, t);
	f->id[f->rows] = arena_keep(f->arena, id);
	f->ours[f->rows] = part_holds(&f->q->common, table_text(t, f->group[k]), id);
	f->lost[f->rows++] = lost;
}

/* Customers of whom it is known whether they were lost. */
static void
read_known(struct features *f, struct table **tables)
{
	struct customers *in = customers_over(f->q, NULL, tables);
	struct customer c;

	while (customers_next(in, &c)) {
		struct table *t = customers_table(in);
		int k = 0;

		while (tables[k] != t)
			k++;
		add(f, t, k, c.id, f->q->flag.count > 0 ? c.flagged : c.left != NO_DAY);
	}
	customers_close(in);
}

/* Customers of whom only the features are asked. */
static void
read_unknown(struct features *f, struct table **tables)
{
	struct once *once = once_new();

	for (int k = 0; tables[k] != NULL; k++) {
		struct table *t = tables[k];
		int id = table_need(t, "customer_id");
		struct slice text;

		while (table_next(t))
			if (table_id(t, id, &text) && once_first(once, t, id, text))
				add(f, t, k, text, false);
		table_close(t);
	}
	once_free(once);
	free(tables);
}

/* Before anything is read: whether some table has what is to be kept. */
static void
check_keep(const struct features *f, struct table **tables)
{
	if (f->keep == NULL)
		return;
	for (int k = 0; tables[k] != NULL; k++)
		keep_look(f->keep, tables[k]);
	keep_check(f->keep);
}

struct features *
features_read(const struct request *q, const struct names *columns,
    const bool *number, struct table **tables, enum target target, struct keep *keep)
{
	struct features *f = mem_new(sizeof *f);
	int count = 0;

	while (tables[count] != NULL)
		count++;
	f->q = q;
	f->number = number;
	f->keep = keep;
	f->arena = arena_new();
	list_columns(f, columns, tables[0]);
	find_columns(f, tables, count);
	check_keep(f, tables);
	f->width = (size_t)f->columns.count;
	f->values = mem_array(f->width, sizeof(struct map *));
	f->kept = mem_array(f->width, sizeof *f->kept);
	for (size_t i = 0; i < f->width; i++) {
		f->values[i] = map_new(sizeof(uint64_t));
		f->kept[i] = (int)i;
	}
	if (target == WITH_TARGET)
		read_known(f, tables);
	else
		read_unknown(f, tables);
	f->number = NULL;
	return f;
}

void
features_free(struct features *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < f->width; i++)
		map_free(f->values[i]);
	names_free(&f->columns);
	arena_free(f->arena);
	free(f->where);
	free(f->group);
	free(f->values);
	free(f->kept);
	free(f->cell);
	free(f->id);
	free(f->lost);
	free(f->ours);
	free(f->carried);
	free(f);
}

const struct names *
features_columns(const struct features *f)
{
	return &f->columns;
}

static bool
is_date(const struct map *values)
{
	bool dashed = false;
	double x;
	daynum d;

	for (uint32_t i = 0; i < map_count(values); i++) {
		struct slice text = map_key(values, i);

		if (text.n > 0 && !date_parse(text, &d))
			return false;
		dashed = dashed || (text.n > 0 && !figure_parse(text, &x));
	}
	return dashed;
}

static bool
is_telling(const struct features *f, int column)
{
	const struct map *values = f->values[f->kept[column]];
	uint32_t known = map_count(values) - (map_find(values, SLICE("")) != MAP_NONE);

	return map_count(values) >= 2 && !is_date(values) &&
	    (known <= VALUES_MOST || features_numeric(f, column));
}

void
features_choose(struct features *f)
{
	int kept = 0;

	for (int i = 0; i < f->columns.count; i++) {
		char *name = f->columns.name[i];

		if (is_telling(f, i)) {
			f->columns.name[kept] = name;
			f->kept[kept++] = f->kept[i];
		} else
			free(name);
	}
	f->columns.count = kept;
}

void
features_fold(struct features *f)
{
	for (int i = 0; i < f->columns.count; i++) {
		int at = f->kept[i];

		if (!features_numeric(f, i))
			f->values[at] = levels_fold(f->values[at], f->cell + at, NULL, f->rows,
			    f->width, f->q->rare);
	}
}

size_t
features_rows(const struct features *f)
{
	return f->rows;
}

struct slice
features_id(const struct features *f, size_t row)
{
	return f->id[row];
}

bool
features_lost(const struct features *f, size_t row)
{
	return f->lost[row];
}

const struct slice *
features_kept(const struct features *f, size_t row)
{
	return f->carried == NULL ? NULL : f->carried[row];
}

bool
features_ours(const struct features *f, size_t row)
{
	return f->ours[row];
}

bool *
features_targets(const struct features *f)
{
	bool *lost = mem_array(f->rows, sizeof *lost);

	for (size_t i = 0; i < f->rows; i++)
		lost[i] = f->lost[i];
	return lost;
}

struct slice
features_text(const struct features *f, size_t row, int column)
{
	return features_value_text(f, column, features_value(f, row, column));
}

uint32_t
features_value(const struct features *f, size_t row, int column)
{
	return f->cell[row * f->width + (size_t)f->kept[column]];
}

uint32_t
features_values(const struct features *f, int column)
{
	return map_count(f->values[f->kept[column]]);
}

struct slice
features_value_text(const struct features *f, int column, uint32_t value)
{
	return map_key(f->values[f->kept[column]], value);
}

bool
features_numeric(const struct features *f, int column)
{
	bool some = false;
	double x;

	for (uint32_t v = 0; v < features_values(f, column); v++) {
		struct slice text = features_value_text(f, column, v);

		if (text.n > 0 && !figure_parse(text, &x))
			return false;
		some = some || text.n > 0;
	}
	return some;
}
