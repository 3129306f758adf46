/*
 * sorting -- the rows of a sheet, sorted by a column.
 */
#ifndef RT_REPORT_SORTING_H
#define RT_REPORT_SORTING_H

#include "cmd/rt-report/sheet.h"

/*
 * Sorts by a column, equal rows as they stood, blanks last; the rows of
 * "(others)" in the same way, behind all.
 */
enum sheet_order { RISING, FALLING };
void sheet_sort(struct sheet *s, int column, enum sheet_order order);

#endif
