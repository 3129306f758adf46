/*
 * drawing -- what the files that write a chart share.
 */
#ifndef RT_REPORT_DRAWING_PARTS_H
#define RT_REPORT_DRAWING_PARTS_H

#include <stdbool.h>

#include "cmd/rt-report/book.h"
#include "cmd/rt-report/chart.h"
#include "cmd/rt-report/layout.h"

/* A chart on its way. */
struct plot {
	struct book *b;
	struct zip *z;
	const struct layout *l;
	const struct sheet *s;
	struct chart c;
	int sheet;           /* its number in the book */
	int series;
};

/* The columns that name what stands along the axis; from -1: none does. */
struct axis {
	int from, to;
};

static inline bool
is_across(const struct chart *c)
{
	return !chart_is_line(c->form);
}

static inline bool
is_stacked(const struct chart *c)
{
	return c->form == STACKED || c->form == FLOW;
}

/* Whether the figures of its axis, and not only their order, tell where a point is. */
static inline bool
is_scattered(const struct chart *c)
{
	return c->form == STEPS || c->form == CURVE;
}

/* A share, which is told in percent. */
static inline bool
is_share(const struct sheet_column *c)
{
	return c->type == CELL_RATE || c->type == CELL_KEPT_SHARE;
}

struct axis axis_of(const struct plot *p);

/* The column of the sheet that stands there; -1: none. */
int column_at(const struct layout *l, int place);

bool is_numeric(const struct plot *p, int column);

/* All series of the chart. */
void put_all_series(struct plot *p);

#endif
