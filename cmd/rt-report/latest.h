/*
 * latest -- the latest month of bills that a report of any table is made of.
 */
#ifndef RT_REPORT_LATEST_H
#define RT_REPORT_LATEST_H

#include "cmd/rt-report/report.h"

struct latest;

/*
 * Before the first record of any of them; tables that are no bills tell of none,
 * and where no footer is written nothing is looked for.
 */
struct latest *latest_new(const struct request *q, const struct tables *in);

/* The current record of that table, by its place among them. */
void latest_note(struct latest *l, int table);

/* Says it in the footer of the sheet, if there is one, and frees. */
void latest_tell(struct latest *l, struct sheet *s);

#endif
