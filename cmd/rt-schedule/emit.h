/*
 * emit -- the plan, a row a contact.
 */
#ifndef RT_SCHEDULE_EMIT_H
#define RT_SCHEDULE_EMIT_H

#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/orders.h"
#include "cmd/rt-schedule/rows.h"
#include "cmd/rt-schedule/setting.h"
#include "common/csv/writer.h"
#include "common/table/options.h"

/*
 * Writes header and rows, with the columns of --keep behind.  Rows of some
 * managers have a column of their own that says so.
 */
void emit_plan(struct writer *w, const struct options *o, const struct setting *s,
    const struct contacts *all, const struct orders *orders, const struct rows *rows);

/*
 * K08: the planned contacts as a table of contacts with blank outcome and
 * note, which is history once it is filled in.  A crisis that is nobody's is
 * left out: history is of customers.
 */
void emit_record(struct writer *w, const struct setting *s, const struct contacts *all,
    const struct orders *orders, const struct rows *rows);

#endif
