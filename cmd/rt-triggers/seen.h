/*
 * seen -- work orders of earlier runs: --seen.
 */
#ifndef RT_TRIGGERS_SEEN_H
#define RT_TRIGGERS_SEEN_H

#include <stdbool.h>
#include <stddef.h>

#include "common/base/slice.h"
#include "common/table/options.h"
#include "common/value/date.h"

/* An order as it stood in the file. */
struct seen_order {
	struct slice id, customer, trigger, category, level, channel, action, evidence;
	daynum fired_on;       /* NO_DAY: unknown */
	instant due;
	bool has_state;        /* the file says: new, still */
	bool is_over;          /* a later row of the file says: resolved */
	bool holds;            /* what it is about was met again */
};

struct seen;

/* Nothing was seen yet. */
struct seen *seen_new(void);

/*
 * Reads a table.  Of an id that stands more than once, also in tables read
 * before, the last row counts; one that is resolved is forgotten.
 */
void seen_read(struct seen *s, const struct options *o, const char *path);
void seen_free(struct seen *s);

/* The latest day on which one fired; NO_DAY when there is none. */
daynum seen_latest(const struct seen *s);

/* The order of that id, or NULL; s may be NULL. */
struct seen_order *seen_find(const struct seen *s, struct slice id);

/* All of them, those that are over among them, in order of the file. */
size_t seen_count(const struct seen *s);
struct seen_order *seen_at(const struct seen *s, size_t i);

#endif
