/*
 * emit -- the plan, a row a contact.
 */
#ifndef RT_SCHEDULE_EMIT_H
#define RT_SCHEDULE_EMIT_H

#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/orders.h"
#include "cmd/rt-schedule/setting.h"
#include "common/csv/writer.h"
#include "common/table/options.h"

/*
 * The rows in their order: planned by date, manager, start and customer_id,
 * then unplanned by customer_id.  Dies with status 3 unless every work order
 * stands in exactly one of them (K09).  The caller frees the list.
 */
struct contact **emit_rows(const struct setting *s, struct contacts *all,
    const struct orders *orders);

/* Writes header and rows, with the columns of --keep behind. */
void emit_plan(struct writer *w, const struct options *o, const struct setting *s,
    const struct contacts *all, const struct orders *orders, struct contact *const row[]);

/*
 * K08: the planned contacts as a table of contacts with blank outcome and
 * note, which is history once it is filled in.  A crisis that is nobody's is
 * left out: history is of customers.
 */
void emit_record(struct writer *w, const struct setting *s, const struct contacts *all,
    const struct orders *orders, struct contact *const row[]);

#endif
