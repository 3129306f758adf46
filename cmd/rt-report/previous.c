/*
 * Rows are matched by the columns that are no figures, by their texts as the
 * csv has them.
 */
#include "cmd/rt-report/previous.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-report/records.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/groups.h"
#include "common/value/money.h"
#include "common/value/number.h"

/* The earlier report: a number for each row, and its cells as text. */
struct earlier {
	struct table *table;
	struct groups *rows;
	struct arena *text;
	struct slice *cell;        /* of each row, columns after columns */
	size_t cells, room;
	int *key, keys;            /* columns of the sheet that tell rows apart, and one */
	int columns;
};

/* A column that tells rows apart, and is no figure. */
static bool
is_key(const struct sheet_column *c)
{
	static const char *const numbers[] = { "top_share", "age", "group", "time" };

	if (c->audience == CHARTS)
		return false;
	if (c->type == CELL_TEXT || c->type == CELL_DATE)
		return c->origin == THE_USERS ||
		    strncmp(c->name, "label", strlen("label")) != 0;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (c->origin == OURS && strcmp(c->name, numbers[i]) == 0)
			return true;
	return false;
}

static void
read_rows(struct earlier *e, const int column[])
{
	struct slice *value = mem_array((size_t)e->keys, sizeof *value);

	while (table_next(e->table)) {
		uint32_t before = groups_count(e->rows);

		for (int i = 0; i < e->keys; i++)
			value[i] = table_text(e->table, column[i]);
		/* Of rows that stand twice the first counts. */
		if (groups_number(e->rows, value) < before)
			continue;
		for (int i = 0; i < e->columns; i++) {
			struct slice text = table_text(e->table, i);

			e->cell = mem_grow(e->cell, e->cells, &e->room, sizeof *e->cell);
			e->cell[e->cells++] = text.n == 0 ? text :
			    arena_keep(e->text, text);
		}
	}
	free(value);
}

/* Ours, however the tables are written that the user brings. */
static struct table *
open_ours(const struct request *q)
{
	struct options o = options_of_ours(&q->common);

	return table_open_apart(&o, q->previous, KIND(NO_KIND));
}

static struct earlier
earlier_read(const struct request *q, const struct sheet *s)
{
	struct earlier e = {
		.table = open_ours(q),
		.text = arena_new(),
	};
	int *column = mem_array((size_t)sheet_columns(s) + 1, sizeof *column);

	e.columns = reader_columns(table_reader(e.table));
	e.key = mem_array((size_t)sheet_columns(s), sizeof *e.key);
	for (int i = 0; i < sheet_columns(s); i++) {
		if (!is_key(sheet_column(s, i)))
			continue;
		column[e.keys] = records_heading(e.table, sheet_column(s, i)->name);
		if (column[e.keys] == NO_COLUMN)
			reader_die(table_reader(e.table), NULL, "no column '%s': not an "
			    "earlier csv of this report", sheet_column(s, i)->name);
		e.key[e.keys++] = i;
	}
	/* A blank key behind all others: without them there is one row. */
	column[e.keys++] = NO_COLUMN;
	e.rows = groups_new(e.keys);
	read_rows(&e, column);
	free(column);
	return e;
}

static void
earlier_free(struct earlier *e)
{
	table_close(e->table);
	groups_free(e->rows);
	arena_free(e->text);
	free(e->cell);
	free(e->key);
}

/* The earlier row of each row of the sheet; UINT32_MAX: none. */
static uint32_t *
match_rows(const struct earlier *e, const struct sheet *s)
{
	uint32_t *match = mem_array(sheet_rows(s) + 1, sizeof *match);
	uint32_t met = groups_count(e->rows);
	struct slice *value = mem_array((size_t)e->keys, sizeof *value);
	char (*room)[CELL_ROOM] = mem_array((size_t)e->keys, sizeof *room);

	value[e->keys - 1] = SLICE("");
	for (size_t row = 0; row < sheet_rows(s); row++) {
		for (int i = 0; i < e->keys - 1; i++)
			value[i] = cell_print(sheet_cell(s, row, e->key[i]),
			    sheet_column(s, e->key[i])->type, room[i]);
		match[row] = groups_number(e->rows, value);
		if (match[row] >= met)
			match[row] = UINT32_MAX;
	}
	free(value);
	free(room);
	return match;
}

/* A fraction of nine decimals, as a cell. */
static struct cell
fraction(double x)
{
	enum { PARTS = 1000000000 };

	if (!isfinite(x) || fabs(x) > PARTS)
		return (struct cell){ .known = false };
	return (struct cell){ .known = true, .rate = { llround(x * PARTS), PARTS } };
}

/* By what share of what it was a figure grew; exactly, as amounts and counts are. */
static struct cell
growth(struct slice now, struct slice before)
{
	money x, y, part;
	double from, to;

	if (money_parse(now, &x) == MONEY_OK && money_parse(before, &y) == MONEY_OK &&
	    y > INT64_MIN && !__builtin_sub_overflow(x, y, &part))
		return (struct cell){ .known = y != 0,
			.rate = { part, y < 0 ? -y : y } };
	if (!number_parse(now, &to) || !number_parse(before, &from) || from == 0)
		return (struct cell){ .known = false };
	return fraction((to - from) / fabs(from));
}

static struct cell
change(const struct cell *now, enum cell_type type, struct slice before)
{
	bool is_share = type == CELL_RATE || type == CELL_KEPT_SHARE;
	char room[CELL_ROOM];
	struct slice text;
	double x, y;

	if (!now->known)
		return (struct cell){ .known = false };
	text = cell_print(now, type, room);
	if (!is_share && type != CELL_POINTS && type != CELL_KEPT &&
	    type != CELL_KEPT_P)
		return growth(text, before);
	if (!number_parse(text, &x) || !number_parse(before, &y))
		return (struct cell){ .known = false };
	if (is_share)
		return fraction(x - y);
	return (struct cell){ .known = true, .number = x - y };
}

static bool
is_figure(const struct sheet_column *c)
{
	return !is_key(c) && c->type != CELL_TEXT && c->type != CELL_PLAIN &&
	    c->audience == EVERYBODY;
}

/* Adds the change of that column behind it. */
static void
add_change(struct sheet *s, int column, const struct earlier *e, const uint32_t match[])
{
	struct sheet_column c = *sheet_column(s, column);
	int there = records_heading(e->table, c.name);
	struct cell *cell = mem_array(sheet_rows(s) + 1, sizeof *cell);
	char *name;

	for (size_t row = 0; row < sheet_rows(s) && there != NO_COLUMN && e->cell != NULL; row++)
		if (match[row] != UINT32_MAX)
			cell[row] = change(sheet_cell(s, row, column), c.type,
			    e->cell[match[row] * (size_t)e->columns + (size_t)there]);
	name = mem_format("%s_change", c.name);
	c.name = name;
	c.spare++;
	if (c.type == CELL_KEPT || c.type == CELL_KEPT_P)
		c.type = CELL_POINTS;
	else if (c.type != CELL_POINTS)
		c.type = CELL_RATE;
	sheet_insert(s, column + 1, c, cell);
	free(name);
	free(cell);
}

void
previous_compare(const struct request *q, struct sheet *s)
{
	struct earlier e = earlier_read(q, s);
	uint32_t *match = match_rows(&e, s);
	int figures = 0, known = 0;

	for (int i = sheet_columns(s) - 1; i >= 0; i--)
		if (is_figure(sheet_column(s, i))) {
			known += records_heading(e.table, sheet_column(s, i)->name) !=
			    NO_COLUMN;
			add_change(s, i, &e, match);
			figures++;
		}
	if (figures == 0)
		die_usage("--previous: the report has no figures");
	if (known == 0)
		reader_die(table_reader(e.table), NULL, "no figure of this report: not "
		    "an earlier csv of it");
	sheet_define(s, "previous");
	free(match);
	earlier_free(&e);
}
