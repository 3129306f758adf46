/*
 * revenue -- revenue and members of group customers: D05.
 *
 * Memory: 8 bytes a month and group for as many months as the rules look
 * back, 12 for each month of grace, and one more.
 */
#ifndef RT_TIER_REVENUE_H
#define RT_TIER_REVENUE_H

#include "cmd/rt-tier/assess.h"
#include "cmd/rt-tier/profiles.h"

struct revenue;

/* The groups of the customers table, without any revenue yet. */
struct revenue *revenue_new(const struct profiles *c, const struct span *s);
void revenue_free(struct revenue *g);

/* Adds what a group itself was billed, a series of sums. */
void revenue_add_own(struct revenue *g, uint32_t group, const money sum[]);

/* Adds a member's bills: they are revenue, and make it a member of a month. */
void revenue_add_member(struct revenue *g, uint32_t group, const money sum[]);

/* Whether it, or a member, was added, whatever the months. */
bool revenue_is_met(const struct revenue *g, uint32_t group);

/* The series of monthly revenues, as of an account. */
const money *revenue_months(const struct revenue *g, uint32_t group);

/*
 * The level in the assessment of so many months ago (0, or less than the
 * months of grace), when all is added.
 */
struct standing revenue_level(const struct revenue *g, const struct scale *s,
    uint32_t group, int months_ago);

#endif
