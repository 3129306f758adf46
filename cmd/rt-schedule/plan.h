/*
 * plan -- a plan made before, to be checked or kept to.
 */
#ifndef RT_SCHEDULE_PLAN_H
#define RT_SCHEDULE_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-schedule/channel.h"
#include "cmd/rt-schedule/revision.h"
#include "common/base/mem.h"
#include "common/base/slice.h"
#include "common/table/options.h"
#include "common/value/clock.h"
#include "common/value/date.h"
#include "common/value/money.h"

enum { NO_MINUTE = -1 };

/* What a plan repeats of the work orders of a row. */
enum told { TOLD_TRIGGERS, TOLD_CATEGORY, TOLD_LEVEL, TOLD_ACTION, TOLD_EVIDENCE, TOLD };

/* A row as it stands there; text lasts as long as the plan. */
struct planned {
	uint64_t line;
	bool repeated;            /* stands above with the same cells */
	bool planned, past;       /* status; neither: unplanned */
	bool over;                /* its time has come and gone */
	bool missed;              /* over, and the history says that it was not made */
	bool kept;                /* a contact keeps to it */
	daynum day;               /* NO_DAY: blank */
	int start, end;           /* minutes since the day's midnight, or NO_MINUTE */
	struct slice manager, customer, tier, reason, on_time;
	uint8_t channel;          /* NO_CHANNEL: blank */
	instant due;              /* NO_INSTANT: blank */
	money weight;
	bool weighs;              /* there is a weight */
	struct slice contact_id;  /* empty: none */
	struct revision revision;
	struct slice told[TOLD];  /* empty unless asked for */
	const struct slice *id;   /* of its work orders */
	uint32_t ids;
};

struct plan {
	const char *path;
	struct planned *row;
	size_t count, room;
	bool of_some;             /* the rows of some managers only */
	struct arena *text;
};

/*
 * Reads the file; what it tells of work orders only where that is wanted.  A
 * start before the first of the windows belongs to one that passes midnight,
 * if there is one that holds it.
 */
enum telling { TELL_NOTHING, TELL_ORDERS };
struct plan *plan_read(const struct options *o, const char *path,
    const struct hours *windows, enum telling telling);
void plan_free(struct plan *p);

/* Has status planned, with a date, time and channel: somebody can keep to it. */
bool planned_is_complete(const struct planned *p);

#endif
