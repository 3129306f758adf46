/*
 * orders -- the work orders that came in.
 *
 * Every one is kept, with the text that the plan repeats: nothing is lost
 * (K09).
 */
#ifndef RT_SCHEDULE_ORDERS_H
#define RT_SCHEDULE_ORDERS_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-schedule/channel.h"
#include "cmd/rt-schedule/rules.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/slice.h"
#include "common/table/options.h"
#include "common/value/date.h"

/* The customer of an order that has none, such as a crisis. */
enum { NOBODY = MAP_NONE };

struct order {
	struct slice id;
	struct slice evidence;
	uint32_t customer;                          /* number, or NOBODY */
	uint32_t trigger, category, level, action;  /* numbers of words */
	uint8_t channel;                            /* asked for; NO_CHANNEL: none */
	bool control, resolved;
	bool pinned;             /* stands in a pinned row itself */
	bool exempt;             /* service or crisis: no caps, no do_not_disturb = yes */
	bool recovers;           /* recovery or win-back: also of who left */
	bool holdable;           /* marketing or care: a refusal holds it back */
	daynum fired_on;         /* NO_DAY: unknown */
	instant due;
	int64_t level_weight;
	/* set by contacts_of(), as is pinned */
	int64_t weight;          /* level_weight times the tier's weight */
	uint8_t why;             /* what becomes of it alone: enum reason */
	uint32_t pin;            /* 1 + the pinned row that it belongs to; 0: none */
	const struct slice *kept; /* cells of --keep, or NULL */
};

struct orders {
	struct order *one;
	size_t count, room;
	struct map *customers;   /* ids, in the order in which they were met */
	struct map *words;       /* text that many orders share; regions too */
	struct map *ids;
	struct arena *text;
};

/*
 * Reads all work orders of the command line.  Cells of --keep come along
 * when keeping says so: there is no customers table to take them from.  When
 * they were opened is read only where dating says so.
 */
enum keeping { KEEP_NOTHING, KEEP_CELLS };
enum dating { NO_DATES, FIRED_DATES };
struct orders *orders_read(const struct options *o, const struct rules *r,
    enum keeping keeping, enum dating dating);
void orders_free(struct orders *all);

struct slice orders_word(const struct orders *all, uint32_t word);

#endif
