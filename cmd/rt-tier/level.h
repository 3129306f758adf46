/*
 * level -- which level a customer has earned: D01 to D06.
 *
 * Pure: a rule takes values and returns a value.  Levels are places in a
 * scale, 0 the best.
 */
#ifndef RT_TIER_LEVEL_H
#define RT_TIER_LEVEL_H

#include <stdbool.h>

#include "common/table/tiers.h"
#include "common/value/money.h"

/* Why a level is what it is; its text stands in the column `reason`. */
enum reason {
	NO_REASON, CONSECUTIVE_MONTHS, NEW_PLAN, SINGLE_MONTH, GROUP_REVENUE,
	KEY_PERSON, GRACE, REASONS,
};

extern const char *const reason_text[REASONS];

struct standing {
	int level;
	enum reason reason;
};

/* The levels of a scope, and where those without a floor stand. */
struct scale {
	struct levels all;
	int quasi, standard;  /* quasi is standard where there is none */
	money lowest;         /* the smallest floor; INT64_MAX when there is none */
};

/* Both scopes of a policy. */
struct scales {
	const struct tiers *policy;
	struct scale individual, group;
	int *counterpart;     /* of a level of groups: the one of individuals */
};

struct scales scales_new(const struct tiers *t);
void scales_free(struct scales *s);

/* The place of the tier in the scale, or -1. */
int scale_find(const struct scale *s, struct slice tier);

/* "high-end", "quasi" or "standard". */
const char *level_status(const struct level *l);

/* What is known of an individual in the months that a level takes. */
struct evidence {
	bool every_month;     /* there is a record in each of them */
	bool any_month;
	bool joined_in_them;  /* the customer joined in one of them */
	bool has_plan;
	money least, most;    /* of the months with a record */
	money plan_fee;
};

/* D01 to D04. */
struct standing level_individual(const struct scale *s, const struct evidence *e);

/* D05: least of the monthly revenues, and members with a bill. */
struct standing level_group(const struct scale *s, money least, int64_t members);

/* D06: a key person stands no lower than the group, at that level of it. */
struct standing level_key_person(const struct scales *s, struct standing own,
    int level_of_group);

#endif
