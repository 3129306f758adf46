/*
 * record -- the record that rules look at.
 */
#ifndef RT_TRIGGERS_RECORD_H
#define RT_TRIGGERS_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-triggers/moment.h"
#include "cmd/rt-triggers/roster.h"
#include "common/base/slice.h"
#include "common/table/cells.h"
#include "common/value/date.h"

struct record {
	struct roster *roster;
	const struct moment *moment;
	const struct fields *fields;
	const struct value *value; /* of each field */
	struct slice id;           /* of the customer, as it stands */
	uint32_t customer;         /* NO_CUSTOMER until record_customer() */
	instant time;              /* NO_INSTANT: only a day is known */
	daynum day;                /* NO_DAY: see record_day() */
	bool is_recent;            /* in (since, as-of]; of tables with events */
};

/* Who it is about: a new number when the customer was never met. */
uint32_t record_customer(struct record *r);

/* The day on which it happened; NO_DAY when its table has none. */
daynum record_day(struct record *r);

/* Whether it is no future. */
bool record_is_past(const struct record *r);

#endif
