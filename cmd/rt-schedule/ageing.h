/*
 * ageing -- a contact grows heavier as it waits (--ageing).
 */
#ifndef RT_SCHEDULE_AGEING_H
#define RT_SCHEDULE_AGEING_H

#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/orders.h"
#include "cmd/rt-schedule/today.h"
#include "common/value/clock.h"
#include "common/value/money.h"

/*
 * Weighs all contacts anew: the weight of their orders, and for each working
 * day behind that on which the first of these was opened, up to today, so
 * much of it on top.  A contact of which no order says when is of today.
 * Weights stand in ten-thousandths afterwards.  Dies with status 2 when they
 * could not be added up.
 */
void ageing_weigh(struct contacts *all, const struct orders *orders,
    const struct calendar *calendar, const struct today *today, money ageing);

#endif
