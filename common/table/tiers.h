/*
 * tiers -- the levels of the tier policy.
 */
#ifndef RT_TIERS_H
#define RT_TIERS_H

#include <stdbool.h>
#include <stdint.h>

#include "common/table/glossary.h"
#include "common/table/policy.h"
#include "common/value/money.h"

struct level {
	struct slice scope, tier, label, label_en;
	int rank;              /* 1 is the best */
	bool has_amount, has_members;
	money min_amount;      /* 0 when blank */
	int64_t min_members;   /* 0 when blank */
	size_t row;            /* of the policy */
};

/* Levels of one scope, best first. */
struct levels {
	const struct level *level;
	int count;
};

/* The status of who left, in a tiers table: there is no level. */
extern const char tiers_left[];

struct tiers;

/* Reads and checks the policy; see policy_open(). */
struct tiers *tiers_open(const struct options *o, const char *path);
void tiers_close(struct tiers *t);
const struct policy *tiers_policy(const struct tiers *t);
struct levels tiers_individual(const struct tiers *t);
struct levels tiers_group(const struct tiers *t);

/* What levels are called, as kinds tier and group tier; lasts as long as t. */
void tiers_label(const struct tiers *t, struct glossary *g);

/*
 * Dies with status 2 when the policy has no levels of groups: a group stands
 * on that line of that file.
 */
void tiers_check_group(const struct tiers *t, const char *file, uint64_t line);

#endif
