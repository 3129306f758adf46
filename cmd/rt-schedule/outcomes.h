/*
 * outcomes -- what the outcomes of contacts mean: whether the customer was
 * reached, when to try again, and whom a refusal holds back.
 */
#ifndef RT_SCHEDULE_OUTCOMES_H
#define RT_SCHEDULE_OUTCOMES_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/table/options.h"
#include "common/value/date.h"
#include "common/value/duration.h"

enum { NO_LIMIT = INT32_MAX, ATTEMPT_DAYS = 30 };

struct outcome_rule {
	bool reached;                /* else it was an attempt */
	bool refused;                /* and marketing and care are held back */
	struct duration retry_after; /* until the next attempt; or so long they are */
	int per_day;                 /* attempts on a date; or NO_LIMIT */
	int attempts;                /* in ATTEMPT_DAYS days; or NO_LIMIT */
};

struct outcomes;

/*
 * Reads and checks the policy (NULL: the built-in one); mistakes end with
 * status 2.
 */
struct outcomes *outcomes_open(const struct options *o, const char *path);
void outcomes_close(struct outcomes *all);

/* The policy as it was read, for --print-policy. */
struct slice outcomes_source(const struct outcomes *all);

/*
 * What that outcome means, whatever its case and spaces; NULL when the policy
 * has no such word.
 */
const struct outcome_rule *outcomes_find(struct outcomes *all, struct slice text);

/* The longest time that an outcome of the past can hold something back, in days. */
int outcomes_memory(const struct outcomes *all);

#endif
