/*
 * limits -- by when a case of a level is to be answered and resolved (T21).
 *
 * The times of the levels policy, by the clock or in working time.
 */
#ifndef RT_TRIGGERS_LIMITS_H
#define RT_TRIGGERS_LIMITS_H

#include <stdbool.h>

#include "cmd/rt-triggers/intakes.h"
#include "cmd/rt-triggers/record.h"
#include "cmd/rt-triggers/workdays.h"
#include "common/base/slice.h"
#include "common/table/table.h"
#include "common/value/duration.h"

/* Cases opened so many days before as-of are not looked at. */
enum { LIMITS_OLDEST_DAYS = 90 };

/* A level's times; has_ false: it has no such limit. */
struct limit {
	struct slice level;
	bool has_respond, has_resolve;
	bool works;            /* counts working time */
	struct duration respond, resolve;
};

struct limits;

/* Those of the levels policy; binds the fields that cases have of them. */
struct limits *limits_new(struct intakes *in);

/* Says on standard error how many cases were passed by. */
void limits_free(struct limits *l);

/*
 * The limits of these levels, separated by commas, count working time; dies
 * (status 2) on one that is no level.
 */
void limits_count_work(struct limits *l, const char *levels);

/* Whether a new case has one of the levels; refuses it when it has not. */
bool limits_know(struct limits *l, struct table *t, const struct record *r);

/* Those of the case. */
const struct limit *limits_of(const struct limits *l, const struct record *r);

/* When so long after that time is over, by the limit's clock. */
instant limits_due(const struct limit *limit, const struct workdays *days, instant from,
    struct duration d);

/* The case at hand is too old to be opened; it is counted once. */
void limits_pass_by(struct limits *l);

#endif
