/*
 * chart -- what a chart shows of a sheet: what the reader asks first.
 */
#ifndef RT_CHART_H
#define RT_CHART_H

#include "cmd/rt-report/sheet.h"

enum { CHART_VALUES = 5 };

struct chart {
	enum chart_form {
		NO_CHART, BARS, STACKED, INTERVAL, LINES, STEPS,
	} form;
	int value[CHART_VALUES];  /* columns; of an interval: figure, low, high */
	int values, below;        /* the last ones, below, count as negative */
	int label;                /* of lines: the column across; -1: all other text */
};

struct chart chart_of(const struct sheet *s);

#endif
