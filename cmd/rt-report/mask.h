/*
 * mask -- P01: columns whose cells are written as pseudonyms.
 *
 * A cell is masked before anything is made of it, so that groups are those of
 * masked cells.  A masked customer_id is masked in workorder_id, workorders
 * and evidence, too.
 */
#ifndef RT_REPORT_MASK_H
#define RT_REPORT_MASK_H

#include "cmd/rt-report/report.h"

struct mask;

/*
 * What --mask says of these tables, of those columns that they have; NULL when
 * there is no such option.  Dies (status 2) when a key is no good.
 */
struct mask *mask_open(const struct request *q, const struct tables *in);
void mask_close(struct mask *m);

/* Whether that column is masked; m may be NULL. */
bool mask_covers(const struct mask *m, int table, int column);

/*
 * The text of a cell of the current record, as it may be written; of the table
 * of that number among in.  Lasts until the next call with that slot.
 */
struct slice mask_cell(struct mask *m, const struct tables *in, int table, int column,
    struct slice text, int slot);

#endif
