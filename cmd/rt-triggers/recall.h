/*
 * recall -- orders of earlier runs, as orders of this one.
 */
#ifndef RT_TRIGGERS_RECALL_H
#define RT_TRIGGERS_RECALL_H

#include <stdbool.h>

#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/seen.h"
#include "cmd/rt-triggers/watch.h"
#include "common/base/mem.h"

/* An order of an earlier run, as if this one had opened it; kept in the arena. */
struct order *recall_order(const struct watch *w, struct arena *text,
    struct seen_order *seen);

/*
 * What the order of an earlier run is about was met again, in that order of
 * this run; where dates and sums move under it, they are told as they are now.
 */
void recall_met_again(struct seen_order *seen, const struct order *order);

/*
 * Whether an order of the same trigger and customer goes on under its own id,
 * though this run would name it after another fact, as when the older of two
 * bills is paid: then its evidence is that of now.  So it is when the
 * condition held on the day of the earlier one already, or the run that wrote
 * the file says that it held then, or no other could be opened yet (is_soon).
 */
bool recall_goes_on(struct order *before, const struct order *order, bool is_soon);

/*
 * Whether the order is printed; one of an earlier run gets its state.  A
 * condition that was looked at and does not hold is resolved; what happened
 * stays until it is due.
 */
bool recall_tells(const struct watch *w, struct order *order, bool holds);

#endif
