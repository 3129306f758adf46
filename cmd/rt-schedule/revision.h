/*
 * revision -- how often a contact changed, and when last: "2/2026-03-04".
 *
 * Pure.
 */
#ifndef RT_SCHEDULE_REVISION_H
#define RT_SCHEDULE_REVISION_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-schedule/today.h"
#include "common/base/slice.h"

struct revision {
	int64_t count;
	daynum day;       /* the as-of of the last change; NO_DAY: unknown */
	int minutes;      /* of it, or NO_TIME_OF_DAY */
};

/* False, leaving *r alone, when it is no number, a stroke and an as-of. */
bool revision_parse(struct slice text, struct revision *r);

/* As the plan has it, without a NUL; returns the length. */
enum { REVISION_TEXT = 48 };
size_t revision_print(const struct revision *r, char out[REVISION_TEXT]);

/* One change more, as of that time. */
struct revision revision_next(const struct revision *r, const struct today *t);

/* The instant of the last change; NO_INSTANT when it is unknown. */
instant revision_instant(const struct revision *r);

#endif
