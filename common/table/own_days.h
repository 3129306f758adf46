/*
 * own_days -- the special days of tables that users bring, on top of those
 * that a calendar has.
 *
 * A few days of a year whose decree is not built in are hardly all of them:
 * the doubt "calendar".
 */
#ifndef RT_OWN_DAYS_H
#define RT_OWN_DAYS_H

#include <stdbool.h>

#include "common/table/table.h"
#include "common/value/clock.h"
#include "common/value/date.h"

struct own_days;

/* Onto that calendar, which has what is built in. */
struct own_days *own_days_new(struct calendar *c);

/*
 * Takes the day of the table's current record, and its word from the column
 * "kind"; false when the record was refused.  An occasion adds nothing.
 */
bool own_days_take(struct own_days *o, struct table *t, int kind, daynum d);

/* When all tables were read, none is closed: says what is in doubt, and frees. */
void own_days_settle(struct own_days *o);

#endif
