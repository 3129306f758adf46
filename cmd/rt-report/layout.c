/*
 * Columns are as wide as their widest cell on a terminal; when they do not
 * fit, whole columns go, the least needed first, and no cell is cut.
 */
#include "cmd/rt-report/layout.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/value/number.h"
#include "common/value/width.h"

enum { BAR_LEAST = 8, BAR_MOST = 24 };

const char *
heading_of(const struct sheet *s, int column)
{
	const struct sheet_column *c = sheet_column(s, column);

	if (sheet_heading(s, column) != NULL)
		return sheet_heading(s, column);
	return c->origin == OURS ? word_heading_in(sheet_kind(s), c->name) : c->name;
}

const char *
layout_heading(const struct layout *l, int column)
{
	return heading_of(l->sheet, column);
}

static bool
all_numbers(const struct sheet *s, int column)
{
	double x;

	for (size_t row = 0; row < sheet_rows(s); row++) {
		const struct cell *c = sheet_cell(s, row, column);

		if (c->known && !number_parse(c->text, &x))
			return false;
	}
	return true;
}

static void
measure(struct layout *l, int column, struct show *show)
{
	const struct sheet_column *c = sheet_column(l->sheet, column);
	struct column_layout *to = &l->column[column];
	char room[SHOW_ROOM];

	to->width = width_of(show_text(show,
	    slice_of(layout_heading(l, column))));
	for (size_t row = 0; row < sheet_rows(l->sheet); row++) {
		const struct cell *one = sheet_cell(l->sheet, row, column);
		size_t width = width_of(show_cell(show, one, c->type, room));

		if (width > to->width)
			to->width = width;
	}
	if (c->audience == MACHINES || c->audience == CHARTS ||
	    (c->type == CELL_PROSE && l->prose == PROSE_BELOW))
		to->side = HIDDEN;
	else if (c->type == CELL_TEXT || c->type == CELL_PROSE || c->type == CELL_DATE ||
	    c->type == CELL_TIME ||
	    (cell_is_text(c->type) && !all_numbers(l->sheet, column)))
		to->side = LEFT;
	else
		to->side = RIGHT;
}

bool
layout_shows(const struct layout *l, int column)
{
	return l->column[column].side == LEFT || l->column[column].side == RIGHT;
}

int
layout_place(const struct layout *l, int column)
{
	int place = 0;

	for (int i = 0; i < column; i++)
		place += layout_shows(l, i);
	return place;
}

static size_t
line_width(const struct layout *l)
{
	size_t width = 0;

	for (int i = 0; i < sheet_columns(l->sheet); i++)
		if (layout_shows(l, i))
			width += l->column[i].width + (width > 0 ? GAP : 0);
	return width;
}

/* The column that is needed least, the last one of equals; -1: all are needed. */
static int
least_needed(const struct layout *l)
{
	int least = -1;

	for (int i = 0; i < sheet_columns(l->sheet); i++) {
		int spare = sheet_column(l->sheet, i)->spare;

		if (layout_shows(l, i) && spare > 0 &&
		    (least < 0 || spare >= sheet_column(l->sheet, least)->spare))
			least = i;
	}
	return least;
}

/* Drops columns, and the bar in its turn, until the rest fits. */
static void
fit(struct layout *l, size_t room)
{
	struct bar bar = sheet_bar(l->sheet);
	int drop;

	l->bar = bar.column < 0 ? 0 : BAR_LEAST;
	while (line_width(l) + (l->bar > 0 ? GAP + l->bar : 0) > room) {
		drop = least_needed(l);
		if (l->bar > 0 && (drop < 0 ||
		        sheet_column(l->sheet, drop)->spare <= bar.spare))
			l->bar = 0;
		else if (drop >= 0)
			l->column[drop].side = DROPPED;
		else
			return;
	}
	if (l->bar > 0)
		l->bar = room - line_width(l) - GAP;
	if (l->bar > BAR_MOST)
		l->bar = BAR_MOST;
}

struct layout
layout_new(const struct sheet *s, size_t width, struct show *show)
{
	struct layout l = {
		.sheet = s, .prose = width < NO_WIDTH ? PROSE_BELOW : PROSE_IN_ROWS,
	};

	l.column = mem_array((size_t)sheet_columns(s), sizeof *l.column);
	for (int i = 0; i < sheet_columns(s); i++)
		measure(&l, i, show);
	fit(&l, width);
	return l;
}

void
layout_free(struct layout *l)
{
	free(l->column);
}
