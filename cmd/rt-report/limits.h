/*
 * limits -- how soon a case of each level is to be answered and solved.
 */
#ifndef RT_REPORT_LIMITS_H
#define RT_REPORT_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/table/options.h"
#include "common/table/policy.h"
#include "common/value/duration.h"

/* An answer, and a solution: each has a limit. */
enum step { RESPOND, RESOLVE, STEPS };

struct limit {
	struct slice level;
	bool has[STEPS];
	struct duration within[STEPS];
	enum { CLOCK_TIME, WORKING_TIME } measure; /* of the clock at first */
};

struct limits;

/* The levels policy, checked for nothing but its columns; path NULL: built in. */
struct policy *limits_policy(const struct options *o, const char *path);

/* Reads and checks it; a mistake dies with status 2. */
struct limits *limits_open(const struct options *o, const char *path);
void limits_close(struct limits *l);

/* The limit of that very level, or NULL; of the word that it says, too. */
struct limit *limits_of(const struct limits *l, struct slice level);
struct limit *limits_said(const struct limits *l, struct slice level);

/* The place of the level in the policy's order; INT32_MAX when it is none. */
int64_t limits_place(const struct limits *l, struct slice level);

/* A level, for messages. */
struct slice limits_example(const struct limits *l);

#endif
