/*
 * absence -- when a manager is away: days, and parts of days.
 *
 * Pure.
 */
#ifndef RT_SCHEDULE_ABSENCE_H
#define RT_SCHEDULE_ABSENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/value/clock.h"
#include "common/value/date.h"

/* Whole days when both are midnights; minutes since 1970-01-01 00:00. */
struct absence {
	int64_t from, to;
	bool whole;         /* of whole days */
};

/*
 * "2026-04-01", "2026-04-01/2026-04-10", both days included, or with times,
 * "2026-04-03 12:00/2026-04-03 18:00"; false, leaving *a alone, on the rest, and
 * when it ends before it begins.
 */
bool absence_parse(struct slice text, struct absence *a);

/* Whether one of them is there from one minute of the day to another. */
bool absences_touch(const struct absence a[], size_t count, daynum d, int from, int to);

/*
 * Whether they leave nothing of the day's windows: it is among the whole days
 * of one, or its minutes are covered together.
 */
bool absences_cover(const struct absence a[], size_t count, daynum d,
    const struct hours *windows);

#endif
