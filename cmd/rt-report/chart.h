/*
 * chart -- what a chart shows of a sheet: what the reader asks first. What
 * changed, where, and how sure is it?
 */
#ifndef RT_REPORT_CHART_H
#define RT_REPORT_CHART_H

#include "cmd/rt-report/interval.h"
#include "cmd/rt-report/sheet.h"

enum { CHART_VALUES = 5, CHART_NAMES = 16 };

struct chart {
	enum chart_form {
		NO_CHART, BARS, STACKED, FLOW, INTERVAL, LINES, STEPS, CURVE,
	} form;
	int value[CHART_VALUES];  /* columns; of an interval: figure, low, high */
	int values, below;        /* the last ones, below, count as negative */
	int label;                /* of lines: the column across; -1: none */
	int name[CHART_NAMES];    /* columns whose text names a bar, or a line */
	int names;
	const char *color;        /* a digit for each series; "": as they come */
	enum sure { UNSURE, OF_OWN_SHARE, OF_COUNTS, OF_LIMITS } sure;
	int start;                /* of steps and curves: where they begin */
	int risk;                 /* of curves: the column told below the axis */
	int bound[2];             /* OF_COUNTS: part, whole; OF_LIMITS: low, high */
};

/* By the kind of the sheet; NO_CHART also when it has no row, or too many bars. */
struct chart chart_of(const struct sheet *s);

/*
 * FLOW: what became of the customers of a row, the text of the column
 * "turn", which only charts see.
 */
enum turn { ROSE, STAYED, FELL, CAME, WENT, TURNS };
extern const char *const turn_name[TURNS];

/* The turn of the row, or TURNS: none is known. */
enum turn chart_turn(const struct sheet *s, size_t row);

/*
 * CURVE: all steps of the line that begins in the row, as
 * "time,value,low,high,at risk;" each; empty when it has none but the rows.
 */
struct slice chart_steps(const struct sheet *s, size_t row);

/* Whether a line goes from row to row, and is no bar. */
static inline bool
chart_is_line(enum chart_form form)
{
	return form == LINES || form == STEPS || form == CURVE;
}

/* The interval of 95% around a value of the chart; false: it has none. */
bool chart_interval(const struct chart *c, const struct sheet *s, size_t row, int column,
    struct interval *i);

#endif
