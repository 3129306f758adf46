/*
 * release -- which rows of a plan before are kept to (--pin).
 *
 * A pin is a convenience, a rule a promise: a row that breaks one is let go,
 * and its orders are planned anew.
 */
#ifndef RT_SCHEDULE_RELEASE_H
#define RT_SCHEDULE_RELEASE_H

#include "cmd/rt-schedule/before.h"
#include "cmd/rt-schedule/check.h"

/*
 * Marks the rows that are kept: planned, not over, and with an order that
 * came in and stands.  Warns of those that are let go, with the rule they
 * break.  The orders are judged already.  Dies with status 1 when a work order
 * stands in two rows that could be kept.
 */
void release_rows(const struct evidence *e, struct before *before);

#endif
