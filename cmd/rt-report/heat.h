/*
 * heat -- R07: retention by cohort and age, as a coloured table.
 */
#ifndef RT_REPORT_HEAT_H
#define RT_REPORT_HEAT_H

#include "cmd/rt-report/markup.h"
#include "cmd/rt-report/sheet.h"

/* The table of a sheet of cohorts; it needs no script. */
void heat_put(struct markup *h, const struct sheet *s);

#endif
