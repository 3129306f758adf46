/*
 * bound -- how good the plan is, and where a little more would help.
 */
#ifndef RT_SCHEDULE_BOUND_H
#define RT_SCHEDULE_BOUND_H

#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/managers.h"
#include "common/value/date.h"

struct bound;

struct bound *bound_new(void);
void bound_free(struct bound *b);

/* So much weight of one manager's channel could be on time at best. */
void bound_possible(struct bound *b, int64_t weight);

/* One more slot of that manager, channel and day would put it on time. */
void bound_scarce(struct bound *b, uint32_t manager, enum channel c, daynum day,
    int64_t weight);

/*
 * On standard error: the weight on time, the largest possible, that of all;
 * and what is scarce, by day, manager and channel.
 */
void bound_say(struct bound *b, const struct contacts *all,
    const struct managers *managers);

#endif
