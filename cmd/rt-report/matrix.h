/*
 * matrix -- the movement report as a table from each level to each.
 */
#ifndef RT_REPORT_MATRIX_H
#define RT_REPORT_MATRIX_H

#include "cmd/rt-report/sheet.h"
#include "common/table/tiers.h"

/*
 * Made of a sheet of kind movement, whose levels are codes: a row for each
 * group and level before, a column for each level now, with totals of both.
 * NULL when its rows are no pairs of levels: those of --top and --min-cell, or
 * where the user grouped by a level.
 */
struct sheet *matrix_of(const struct sheet *movement, const struct tiers *policy);

#endif
