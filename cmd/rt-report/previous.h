/*
 * previous -- what has changed since an earlier csv of the same report.
 */
#ifndef RT_REPORT_PREVIOUS_H
#define RT_REPORT_PREVIOUS_H

#include "cmd/rt-report/report.h"

/*
 * Adds COL_change behind each figure of the sheet: of rates and statistics
 * the difference, of counts and amounts the share by which they grew; blank
 * where the earlier report has no such row or figure.  Dies (status 1) when
 * the file lacks a column that tells rows apart.
 */
void previous_compare(const struct request *q, struct sheet *s);

#endif
