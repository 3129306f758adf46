/*
 * drawing -- a sheet's chart in a workbook.
 */
#ifndef RT_REPORT_DRAWING_H
#define RT_REPORT_DRAWING_H

#include "cmd/rt-report/book.h"
#include "cmd/rt-report/chart.h"
#include "cmd/rt-report/layout.h"

/*
 * The parts of the chart of that sheet, and what ties the sheet to it; a
 * sheet without one has none.
 */
void drawing_put(struct book *b, int sheet, const struct layout *l);

#endif
