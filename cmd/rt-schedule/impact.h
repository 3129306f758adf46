/*
 * impact -- what each rule holds back: the unplanned, by reason.
 */
#ifndef RT_SCHEDULE_IMPACT_H
#define RT_SCHEDULE_IMPACT_H

#include "cmd/rt-schedule/contacts.h"
#include "common/csv/writer.h"

/* Writes rule,contacts,workorders,weight: a row for each reason, also for 0. */
void impact_emit(struct writer *w, const struct contacts *all);

#endif
