/*
 * dates -- the day that a rule's column holds.
 */
#ifndef RT_TRIGGERS_DATES_H
#define RT_TRIGGERS_DATES_H

#include "cmd/rt-triggers/intakes.h"
#include "cmd/rt-triggers/record.h"
#include "common/value/date.h"

/* Whether the column holds times. */
bool dates_are_times(const struct feed *f, const struct record *r);

/* The day in it, which must not be blank. */
daynum dates_day(const struct feed *f, const struct record *r);

#endif
