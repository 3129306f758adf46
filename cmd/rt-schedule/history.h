/*
 * history -- the contacts made, of the customers that have work orders (K01).
 */
#ifndef RT_SCHEDULE_HISTORY_H
#define RT_SCHEDULE_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-schedule/attempts.h"
#include "cmd/rt-schedule/outcomes.h"
#include "cmd/rt-schedule/plan.h"
#include "common/base/map.h"
#include "common/table/options.h"
#include "common/value/date.h"

struct history;

enum { ANY_CALLS = 0 };

/* How far back one looks, and what counts. */
struct memory {
	daynum contacts;           /* the first day whose contacts matter */
	daynum outcomes_from;      /* the first whose outcomes do; not later */
	struct outcomes *outcomes;
	const struct map *kin;     /* others whose contacts matter, or NULL */
	int calls_a_day;           /* that a customer gets in 24 hours, or ANY_CALLS */
};

/*
 * Reads the contacts tables.  A row whose outcome says that nobody was reached
 * is an attempt, whatever its category, and no contact; one of a call sheet
 * without outcome is neither, which is told; every other one is a contact.
 * Rows of a plan before (NULL: none) that are over are contacts made as well,
 * but where a row of that customer and date here says what became of it; such
 * a row that was not made is marked as missed.  Kin are numbered behind the
 * customers.
 */
struct history *history_read(const struct options *o, const char *const paths[],
    const struct map *customers, struct plan *before, const struct memory *m);
void history_free(struct history *h);

/* The days of the customer's contacts, ascending; how many in *count. */
const daynum *history_days(const struct history *h, uint32_t customer, size_t *count);

/* What was tried in vain since the customer was last reached. */
const struct attempts *history_attempts(const struct history *h);

/*
 * The first day on which marketing and care are not held back any more by a
 * refusal; NO_DAY when there was none.
 */
daynum history_held_until(const struct history *h, uint32_t customer);

/* Whether a row of the contacts says what became of the customer's day. */
bool history_tells(const struct history *h, uint32_t customer, daynum d);

/*
 * Whether a call that starts at t would be one too many: with those made, it
 * would be more than so many within 24 hours.
 */
bool history_bars_call(const struct history *h, uint32_t customer, instant t);

/* Whether there is a t at which it would be. */
bool history_bars_calls(const struct history *h, uint32_t customer);

#endif
