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

/* The current record of that table, and its place among them. */
void latest_note(struct latest *l, struct table *t, int place);

/* One for a part of a table that another thread reads, and what it met taken over. */
struct latest *latest_part(const struct latest *l);
void latest_merge(struct latest *l, const struct latest *part);
void latest_part_free(struct latest *part);

/* Says it in the footer of the sheet, if there is one, and frees. */
void latest_tell(struct latest *l, struct sheet *s);

#endif
