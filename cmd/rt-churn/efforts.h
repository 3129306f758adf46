/*
 * efforts -- what is done to win back the customers of each tier: the policy.
 */
#ifndef RT_CHURN_EFFORTS_H
#define RT_CHURN_EFFORTS_H

#include "cmd/rt-churn/wording.h"
#include "common/table/options.h"
#include "common/table/policy.h"
#include "common/table/table.h"

/* A row of the policy. */
struct effort {
	struct slice tier;
	const char *channel, *level;
	char *action;
	instant due;
	bool met;                /* a customer has stood on it */
};

struct efforts;

/*
 * Attitudes and steps are said in the wording's words, unless it is NULL.  Dies with
 * status 2 where a row cannot be.
 */
struct efforts *efforts_read(const struct options *o, const struct wording *w);
void efforts_free(struct efforts *all);

/* The policy as text, in those words, for --print-policy. */
struct slice efforts_source(struct efforts *all);

/* The number of the tier's row; that of the row "*" when it has none. */
size_t efforts_row(const struct efforts *all, struct slice tier);

/* That of the row "*". */
size_t efforts_rest(const struct efforts *all);

const struct effort *efforts_one(const struct efforts *all, size_t row);

/* A record of a table of tiers; blank is no tier. */
void efforts_meet(struct efforts *all, struct slice tier);

/*
 * Behind the last record of the table: doubts rows of one's own policy that
 * nobody stands on, where tiers are met that have no row.
 */
void efforts_doubt(const struct efforts *all, const struct table *t);

#endif
