/*
 * service -- cases whose service level is near or past (T21).
 *
 * Memory: nothing a case.
 */
#ifndef RT_TRIGGERS_SERVICE_H
#define RT_TRIGGERS_SERVICE_H

#include "cmd/rt-triggers/watch.h"
#include "common/value/clock.h"

/* The limits of the levels policy; binds the cells it looks at. */
struct limits *limits_new(struct plan *p);

/*
 * The limits of these levels, separated by commas, count working time; dies
 * (status 2) on one that is no level.
 */
void limits_count_work(struct limits *l, const char *levels, const struct hours *hours);

/* Takes a day of the calendar; false when it was refused. */
bool limits_take_day(struct limits *l, struct table *t, const struct record *r);

/* Says on standard error how many cases were too old to be opened. */
void limits_free(struct limits *l);

/* Whether the case has one of the levels; refuses it when it has not. */
bool service_knows(const struct watch *w, struct table *t, const struct record *r);

void service_observe(struct watch *w, const struct feed *f, struct record *r);

#endif
