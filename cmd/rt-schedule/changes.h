/*
 * changes -- what differs from the plan before (--changes).
 */
#ifndef RT_SCHEDULE_CHANGES_H
#define RT_SCHEDULE_CHANGES_H

#include "cmd/rt-schedule/before.h"
#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/rows.h"
#include "common/csv/writer.h"

/*
 * Writes contact_id,customer_id,manager,change,was,now: the contacts in the
 * order of the rows, then what the plan before had and this one has not.
 */
void changes_emit(struct writer *w, const struct before *before,
    const struct rows *rows, const struct contacts *all, const struct orders *orders,
    const struct managers *managers);

/*
 * The rows of the plan before that are not over, and whose contact is no
 * longer there, or no longer planned, in their order; the caller frees the
 * list.
 */
struct gone {
	const struct planned *row;
	const struct contact *contact;  /* unplanned now; NULL: not there */
};
struct gone *changes_gone(const struct before *before, const struct contacts *all,
    size_t *count);

#endif
