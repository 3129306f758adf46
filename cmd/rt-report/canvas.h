/*
 * canvas -- a chart in a page: where the script draws it, and from what.
 */
#ifndef RT_REPORT_CANVAS_H
#define RT_REPORT_CANVAS_H

#include "cmd/rt-report/chart.h"
#include "cmd/rt-report/layout.h"
#include "cmd/rt-report/markup.h"

/* Room for the chart of the table of that number, which stands beside it. */
void canvas_put(struct markup *h, const struct layout *l, const struct chart *c,
    int number);

#endif
