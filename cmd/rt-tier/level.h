/*
 * level -- which level a customer has earned.
 *
 * Pure: a rule takes values and returns a value.
 */
#ifndef RT_TIER_LEVEL_H
#define RT_TIER_LEVEL_H

#include <stdbool.h>

#include "common/table/tiers.h"
#include "common/value/money.h"

/* Why a level is what it is; its text stands in the column `reason`. */
enum reason {
	NO_REASON, CONSECUTIVE_MONTHS, NEW_PLAN, SINGLE_MONTH, REASONS,
};

extern const char *const reason_text[REASONS];

struct standing {
	int level;            /* in the levels of the scope, 0 is the best */
	enum reason reason;
};

/* What the levels of individuals are, and where the two below them stand. */
struct scale {
	struct levels all;
	int quasi, standard;  /* their places */
	money lowest;         /* the smallest floor; INT64_MAX when there is none */
};

struct scale levels_prepare(struct levels individual);

/* What is known of an individual in the months that a level takes. */
struct evidence {
	bool every_month;     /* there is a record in each of them */
	money least, most;    /* of the months with a record */
	bool any_month;
	bool joined_in_them;  /* the customer joined in one of them */
	bool has_plan;
	money plan_fee;
};

struct standing level_individual(const struct scale *l,
    const struct evidence *e);

#endif
