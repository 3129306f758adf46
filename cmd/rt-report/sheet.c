/*
 * sheet -- a report as typed columns and rows.
 */
#include "cmd/rt-report/sheet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/value/number.h"

enum { RATE_DECIMALS = 6 };

/* Of the column that has this very copy of its name. */
struct head {
	const char *name, *heading;
};

struct sheet {
	const char *kind;
	char *owner, *title;     /* NULL: it has none */
	struct sheet_column *column;
	int columns;
	size_t column_room;
	struct head *head;       /* of the columns that have another than their name */
	size_t heads, head_room;
	struct cell *cell;
	size_t cells, cell_room;
	size_t others;           /* the row from which on all are sorted apart, last */
	struct bar bar;
	const char **definition;
	size_t definitions, definition_room;
	struct sheet_figure *figure;
	size_t figures, figure_room;
	struct arena *text;
	struct sheet *next;
	monthnum month;          /* NO_MONTH: none is told */
	enum month_told told;
};

struct sheet *
sheet_new(const char *kind)
{
	struct sheet *s = mem_new(sizeof *s);

	s->kind = kind;
	s->bar.column = -1;
	s->others = SIZE_MAX;
	s->text = arena_new();
	s->month = NO_MONTH;
	return s;
}

void
sheet_free(struct sheet *s)
{
	arena_free(s->text);
	free(s->owner);
	free(s->title);
	free(s->column);
	free(s->head);
	free(s->cell);
	free(s->definition);
	free(s->figure);
	free(s);
}

const char *
sheet_kind(const struct sheet *s)
{
	return s->kind;
}

void
sheet_follow(struct sheet *s, struct sheet *next)
{
	s->next = next;
}

struct sheet *
sheet_next(const struct sheet *s)
{
	return s->next;
}

void
sheet_set_title(struct sheet *s, struct slice owner, const char *part)
{
	free(s->owner);
	free(s->title);
	s->owner = mem_copy(owner);
	s->title = mem_format("%s%s%s", s->owner, part[0] == '\0' ? "" : " ", part);
}

const char *
sheet_owner(const struct sheet *s)
{
	return s->owner;
}

const char *
sheet_title(const struct sheet *s)
{
	return s->title;
}

static const char *
keep_name(struct sheet *s, const char *name)
{
	return arena_keep(s->text, (struct slice){ name, strlen(name) + 1 }).p;
}

int
sheet_add(struct sheet *s, struct sheet_column column)
{
	column.name = keep_name(s, column.name);
	s->column = mem_grow(s->column, (size_t)s->columns, &s->column_room,
	    sizeof *s->column);
	s->column[s->columns] = column;
	return s->columns++;
}

/* Cells as they will stand, with the new one of each row in its place. */
static struct cell *
widened(const struct sheet *s, int before, const struct cell cell[])
{
	size_t rows = sheet_rows(s), width = (size_t)s->columns;
	size_t left = (size_t)before, right = width - left;
	struct cell *wide = mem_array(rows * (width + 1) + 1, sizeof *wide);

	for (size_t row = 0; row < rows; row++) {
		struct cell *to = wide + row * (width + 1);

		memcpy(to, s->cell + row * width, left * sizeof *to);
		to[left] = cell[row];
		memcpy(to + left + 1, s->cell + row * width + left, right * sizeof *to);
	}
	return wide;
}

void
sheet_insert(struct sheet *s, int before, struct sheet_column column,
    const struct cell cell[])
{
	size_t rows = sheet_rows(s);
	struct cell *wide = widened(s, before, cell);
	int last = sheet_add(s, column);
	struct sheet_column added = s->column[last];

	memmove(s->column + before + 1, s->column + before,
	    (size_t)(last - before) * sizeof *s->column);
	s->column[before] = added;
	if (s->bar.column >= before)
		s->bar.column++;
	free(s->cell);
	s->cell = wide;
	s->cells = rows * (size_t)s->columns;
	s->cell_room = s->cells + 1;
}

int
sheet_columns(const struct sheet *s)
{
	return s->columns;
}

const struct sheet_column *
sheet_column(const struct sheet *s, int column)
{
	return &s->column[column];
}

int
sheet_find(const struct sheet *s, const char *name)
{
	for (int i = 0; i < s->columns; i++)
		if (s->column[i].audience != CHARTS &&
		    strcmp(s->column[i].name, name) == 0)
			return i;
	return -1;
}

bool
sheet_is_written(const struct sheet *s, int column)
{
	enum audience a = s->column[column].audience;

	return a == EVERYBODY || a == MACHINES;
}

void
sheet_set_bar(struct sheet *s, int column, int spare)
{
	s->bar = (struct bar){ column, spare };
}

struct bar
sheet_bar(const struct sheet *s)
{
	return s->bar;
}

static void
add_cell(struct sheet *s, struct cell c)
{
	s->cell = mem_grow(s->cell, s->cells, &s->cell_room, sizeof *s->cell);
	s->cell[s->cells++] = c;
}

void
sheet_text(struct sheet *s, struct slice text)
{
	if (text.n > 0)
		text = arena_keep(s->text, text);
	add_cell(s, (struct cell){ .known = text.n > 0, .text = text });
}

void
sheet_blank(struct sheet *s)
{
	add_cell(s, (struct cell){ .known = false });
}

void
sheet_count(struct sheet *s, int64_t n)
{
	add_cell(s, (struct cell){ .known = true, .count = n });
}

void
sheet_amount(struct sheet *s, money m)
{
	add_cell(s, (struct cell){ .known = true, .amount = m });
}

void
sheet_rate(struct sheet *s, int64_t part, int64_t whole)
{
	/* A whole above 0 lets rates be compared by multiplying across. */
	if (whole < 0) {
		part = -part;
		whole = -whole;
	}
	add_cell(s, (struct cell){ .known = whole != 0, .rate = { part, whole } });
}

void
sheet_number(struct sheet *s, double x)
{
	add_cell(s, (struct cell){ .known = isfinite(x), .number = x });
}

void
sheet_day(struct sheet *s, daynum d)
{
	add_cell(s, (struct cell){ .known = d != NO_DAY, .day = d });
}

void
sheet_minutes(struct sheet *s, int64_t minutes)
{
	add_cell(s, (struct cell){ .known = true, .minutes = minutes });
}

void
sheet_own_type(struct sheet *s, enum cell_type type)
{
	s->cell[s->cells - 1].own = (uint8_t)type;
}

size_t
sheet_rows(const struct sheet *s)
{
	return s->columns == 0 ? 0 : s->cells / (size_t)s->columns;
}

const struct cell *
sheet_cell(const struct sheet *s, size_t row, int column)
{
	return &s->cell[row * (size_t)s->columns + (size_t)column];
}

void
sheet_set_share(struct sheet *s, size_t row, int column)
{
	s->cell[row * (size_t)s->columns + (size_t)column].share = true;
}

void
sheet_change(struct sheet *s, size_t row, int column, struct slice text)
{
	struct cell *c = &s->cell[row * (size_t)s->columns + (size_t)column];

	c->known = text.n > 0;
	c->text = c->known ? arena_keep(s->text, text) : text;
}

void
sheet_head(struct sheet *s, int column, const char *heading)
{
	s->head = mem_grow(s->head, s->heads, &s->head_room, sizeof *s->head);
	s->head[s->heads++] =
	    (struct head){ s->column[column].name, keep_name(s, heading) };
}

const char *
sheet_heading(const struct sheet *s, int column)
{
	for (size_t i = 0; i < s->heads; i++)
		if (s->head[i].name == s->column[column].name)
			return s->head[i].heading;
	return NULL;
}

void
sheet_others_begin(struct sheet *s)
{
	if (s->others == SIZE_MAX)
		s->others = sheet_rows(s);
}

bool
sheet_is_other(const struct sheet *s, size_t row)
{
	return row >= s->others;
}

void
sheet_keep(struct sheet *s, int column)
{
	s->column[column].spare = 0;
}

void
sheet_set_month(struct sheet *s, monthnum m, enum month_told told)
{
	s->month = m;
	s->told = told;
}

monthnum
sheet_month(const struct sheet *s, enum month_told *told)
{
	*told = s->told;
	return s->month;
}

void
sheet_define(struct sheet *s, const char *term)
{
	s->definition = mem_grow(s->definition, s->definitions, &s->definition_room,
	    sizeof *s->definition);
	s->definition[s->definitions++] = term;
}

int
sheet_definitions(const struct sheet *s)
{
	return (int)s->definitions;
}

const char *
sheet_definition(const struct sheet *s, int i)
{
	return s->definition[i];
}

void
sheet_add_figure(struct sheet *s, struct sheet_figure f)
{
	s->figure = mem_grow(s->figure, s->figures, &s->figure_room, sizeof *s->figure);
	s->figure[s->figures++] = f;
}

int
sheet_figures(const struct sheet *s)
{
	return (int)s->figures;
}

const struct sheet_figure *
sheet_figure(const struct sheet *s, int i)
{
	return &s->figure[i];
}

/* "-12.50", "0", "0.5"; not "007", "+1", "1e3", "1." */
static bool
is_plain_number(struct slice text)
{
	enum { DIGITS_MOST = 15 };
	size_t i = text.n > 0 && text.p[0] == '-', first = i, digits = 0, point = 0;

	for (; i < text.n; i++) {
		if (text.p[i] >= '0' && text.p[i] <= '9')
			digits++;
		else if (text.p[i] == '.' && point == 0 && i > first && i + 1 < text.n)
			point = i;
		else
			return false;
	}
	if (digits == 0 || digits > DIGITS_MOST)
		return false;
	return text.p[first] != '0' || digits == 1 || point == first + 1;
}

bool
sheet_is_number(const struct sheet *s, int column)
{
	enum cell_type type = s->column[column].type;
	size_t known = 0;

	if (type == CELL_TEXT || type == CELL_PROSE || type == CELL_DATE ||
	    type == CELL_TIME)
		return false;
	if (!cell_is_text(type))
		return true;
	for (size_t row = 0; row < sheet_rows(s); row++) {
		const struct cell *c = sheet_cell(s, row, column);

		if (c->known && !is_plain_number(c->text) &&
		    (type == CELL_PLAIN || !number_parse(c->text, &(double){ 0 })))
			return false;
		known += c->known;
	}
	return known > 0;
}

void
sheet_arrange(struct sheet *s, const size_t order[])
{
	size_t rows = sheet_rows(s), width = (size_t)s->columns * sizeof *s->cell;
	struct cell *cell = mem_array(rows, width);

	for (size_t i = 0; i < rows; i++)
		memcpy((char *)cell + i * width, sheet_cell(s, order[i], 0), width);
	free(s->cell);
	s->cell = cell;
	s->cell_room = s->cells;
}

/* 12.0000 is 12, 12.5000 is 12.5. */
static size_t
decimal_print(money m, char room[CELL_ROOM])
{
	size_t n = money_print(m, room);

	while (room[n - 1] == '0')
		n--;
	return room[n - 1] == '.' ? n - 1 : n;
}

/* "2026-04-01 09:05" */
static size_t
minutes_print(int64_t minutes, char room[CELL_ROOM])
{
	enum { DAY = 24 * 60, HOUR = 60 };
	int of_day = (int)(minutes % DAY);

	date_print((daynum)(minutes / DAY), room);
	return DATE_TEXT + (size_t)snprintf(room + DATE_TEXT, CELL_ROOM - DATE_TEXT,
	    " %02d:%02d", of_day / HOUR, of_day % HOUR);
}

struct slice
cell_print(const struct cell *c, enum cell_type type, char room[CELL_ROOM])
{
	struct slice text = { room, 0 };

	if (!c->known)
		return text;
	switch (cell_type_in(c, type)) {
	case CELL_TEXT:
	case CELL_PLAIN:
	case CELL_KEPT:
	case CELL_KEPT_P:
	case CELL_KEPT_SHARE:
	case CELL_PROSE:
		return c->text;
	case CELL_COUNT:
		text.n = count_print(c->count, room);
		break;
	case CELL_MONEY:
		text.n = money_print(c->amount, room);
		break;
	case CELL_DECIMAL:
		text.n = decimal_print(c->amount, room);
		break;
	case CELL_RATE:
		text.n = ratio_print(c->rate.part, c->rate.whole, RATE_DECIMALS, room);
		break;
	case CELL_NUMBER:
	case CELL_POINTS:
		text.n = number_print(c->number, room);
		break;
	case CELL_DATE:
		date_print(c->day, room);
		text.n = DATE_TEXT;
		break;
	case CELL_TIME:
		text.n = minutes_print(c->minutes, room);
		break;
	case CELL_FIGURE:
		break;
	}
	return text;
}
