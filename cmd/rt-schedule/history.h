/*
 * history -- the contacts made, of the customers that have work orders (K01).
 */
#ifndef RT_SCHEDULE_HISTORY_H
#define RT_SCHEDULE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-schedule/plan.h"
#include "common/base/map.h"
#include "common/table/options.h"
#include "common/value/date.h"

struct history;

/*
 * Reads the contacts tables.  Every row counts, whatever its channel,
 * category and outcome; those before the first day that matters are passed
 * over.  Rows of a plan before (NULL: none) that are over are contacts made as
 * well, and one with a row of that customer and date here is that row.
 * calls_a_day: how many calls a customer gets in 24 hours at most, or
 * ANY_CALLS.
 */
enum { ANY_CALLS = 0 };
struct history *history_read(const struct options *o, const char *const paths[],
    const struct map *customers, const struct plan *before, daynum first,
    int calls_a_day);
void history_free(struct history *h);

/* The days of the customer's contacts, ascending; how many in *count. */
const daynum *history_days(const struct history *h, uint32_t customer, size_t *count);

/*
 * Whether a call that starts at t would be one too many: with those made, it
 * would be more than so many within 24 hours.
 */
bool history_bars_call(const struct history *h, uint32_t customer, instant t);

/* Whether there is a t at which it would be. */
bool history_bars_calls(const struct history *h, uint32_t customer);

#endif
