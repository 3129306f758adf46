/*
 * plan -- a plan made before, to be checked or kept to.
 */
#ifndef RT_SCHEDULE_PLAN_H
#define RT_SCHEDULE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-schedule/channel.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/slice.h"
#include "common/table/options.h"
#include "common/value/clock.h"
#include "common/value/date.h"

enum { NO_MINUTE = -1 };

/* A row as it stands there; text lasts as long as the plan. */
struct planned {
	uint64_t line;
	bool repeated;            /* stands above with the same cells */
	bool planned;             /* status */
	daynum day;               /* NO_DAY: blank */
	int start, end;           /* minutes since the day's midnight, or NO_MINUTE */
	struct slice manager, customer, tier, reason, on_time;
	uint8_t channel;          /* NO_CHANNEL: blank */
	instant due;              /* NO_INSTANT: blank */
	int64_t weight;
	bool weighs;              /* there is a weight */
	const struct slice *id;   /* of its work orders */
	uint32_t ids;
};

struct plan {
	const char *path;
	struct planned *row;
	size_t count, room;
	struct arena *text;
};

/*
 * Reads the file.  A start before the first of the windows belongs to one
 * that passes midnight, if there is one that holds it.
 */
struct plan *plan_read(const struct options *o, const char *path,
    const struct hours *windows);
void plan_free(struct plan *p);

/*
 * Leaves the planned rows, with date, time and channel, that hold one of
 * these ids at least; an id of two of them is an error (status 1), unless
 * the second repeats the first.
 */
void plan_keep_planned(struct plan *p, const struct map *ids);

#endif
