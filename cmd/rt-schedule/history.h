/*
 * history -- the contacts made, of the customers that have work orders (K01).
 */
#ifndef RT_SCHEDULE_HISTORY_H
#define RT_SCHEDULE_HISTORY_H

#include <stddef.h>
#include <stdint.h>

#include "common/base/map.h"
#include "common/table/options.h"
#include "common/value/date.h"

struct history;

/*
 * Reads the contacts tables.  Every row counts, whatever its channel,
 * category and outcome; those before the first day that matters are passed
 * over.
 */
struct history *history_read(const struct options *o, const char *const paths[],
    const struct map *customers, daynum first);
void history_free(struct history *h);

/* The days of the customer's contacts, ascending; how many in *count. */
const daynum *history_days(const struct history *h, uint32_t customer, size_t *count);

#endif
