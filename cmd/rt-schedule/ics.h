/*
 * ics -- the plan as a calendar (RFC 5545), an event a planned contact.
 *
 * Only this module knows libical.  Evidence stays out: calendars are shared.
 */
#ifndef RT_SCHEDULE_ICS_H
#define RT_SCHEDULE_ICS_H

#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/setting.h"
#include "common/csv/writer.h"

/*
 * Writes the planned rows, stamped with that instant; says on standard error
 * how many contacts are unplanned and so not in it.
 */
void ics_emit(struct writer *w, const struct setting *s, const struct contacts *all,
    const struct orders *orders, struct contact *const row[], instant stamp);

#endif
