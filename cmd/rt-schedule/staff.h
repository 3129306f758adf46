/*
 * staff -- who makes each contact (K06).
 */
#ifndef RT_SCHEDULE_STAFF_H
#define RT_SCHEDULE_STAFF_H

#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/managers.h"
#include "cmd/rt-schedule/setting.h"

/*
 * Gives every contact that stands its manager, before any day is chosen: the
 * customer's own; of one who left, a deputy; of one who is away until it is due, a
 * deputy when the policy deputises one of its orders; without any, near to a
 * plan before, who was assigned there; else, the heavier first, by
 * managers_choose().  UNMANAGED when there is none and one is needed.
 */
void staff_contacts(const struct setting *s, struct contacts *all,
    const struct orders *orders, struct managers *managers);

/* "assigned" ...; NULL for OWN_MANAGER. */
const char *staff_remark(enum staffing how);

#endif
