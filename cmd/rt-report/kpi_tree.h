/*
 * kpi_tree -- the indicators of kind kpi as a tree, each with its change.
 */
#ifndef RT_REPORT_KPI_TREE_H
#define RT_REPORT_KPI_TREE_H

#include "cmd/rt-report/markup.h"
#include "cmd/rt-report/sheet.h"

/* The tree of a sheet of kpi, in the order of its rows; it needs no script. */
void kpi_tree_put(struct markup *h, const struct sheet *s);

#endif
