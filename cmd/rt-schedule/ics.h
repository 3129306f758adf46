/*
 * ics -- the plan as a calendar (RFC 5545), an event a planned contact.
 *
 * Evidence stays out: calendars are shared.
 */
#ifndef RT_SCHEDULE_ICS_H
#define RT_SCHEDULE_ICS_H

#include "cmd/rt-schedule/before.h"
#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/rows.h"
#include "cmd/rt-schedule/setting.h"
#include "common/csv/writer.h"

struct calendar_page {
	const struct setting *setting;
	const struct contacts *contacts;
	const struct orders *orders;
	const struct rows *rows;      /* whose planned contacts are events */
	const struct before *before;  /* NULL: none */
};

/*
 * Writes the planned rows, stamped with today; behind them, cancelled, what
 * the plan before had for these managers and this one has not.  Says on
 * standard error how many contacts are unplanned and so not in it.
 */
void ics_emit(struct writer *w, const struct calendar_page *page);

#endif
