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
 * Whether the order is printed; one of an earlier run gets its state.  A
 * condition that was looked at and does not hold is resolved; what happened
 * stays until it is due.
 */
bool recall_tells(const struct watch *w, struct order *order, bool holds);

#endif
