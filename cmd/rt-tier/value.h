/*
 * value -- what a customer is worth beyond the level: D07, D09, D10.
 *
 * Pure.  Comparisons are exact: no amount is rounded or divided first.
 */
#ifndef RT_TIER_VALUE_H
#define RT_TIER_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-tier/assess.h"
#include "common/base/map.h"
#include "common/value/money.h"

enum class { NO_CLASS, CLASS_A, CLASS_B, CLASS_C, CLASSES };
enum potential {
	NO_POTENTIAL, POTENTIAL_NEW, POTENTIAL_HIGH, POTENTIAL_DECLINING,
	POTENTIAL_STABLE, POTENTIALS,
};
enum ladder {
	NO_LADDER, UNQUALIFIED, TARGET, PROSPECT, FIRST_TIME, REPEAT, LONG_TERM,
	ADVOCATE, LADDERS,
};

extern const char *const class_text[CLASSES];
extern const char *const potential_text[POTENTIALS];
extern const char *const ladder_text[LADDERS];

/* What class A spends in a month on average: total / months; 0 / 0: unknown. */
struct average {
	money total;
	int64_t months;
};

/* tenure < 0: not known. */
enum potential value_potential(const struct figures *f, int tenure,
    const struct average *class_a);

/* Whether a customer of one or two months spends as class A does. */
bool value_like_class_a(money total, int months, const struct average *class_a);

/* occasions: 0, 1, or 2 for more; profile may be NULL. */
enum ladder value_ladder(const struct figures *f, int tenure, int occasions,
    const struct profile *p);

/*
 * abc -- classes by cumulative total: A while the sum before a customer is
 * less than a share of all positive totals, then B, then C.
 */

/* Where a class ends: totals above are in it, ties up to an id as well. */
struct cut {
	money total;
	struct slice last;   /* of the ties at total, the last that is in it */
	bool empty;          /* nobody is in it */
};

struct abc {
	struct cut cut[CLASS_C];   /* of CLASS_A and CLASS_B */
};

/*
 * The cuts of customers whose ids the map holds; total[] is by number, and
 * NO_RECORD for who does not count.  Shares are ten-thousandths of a
 * percent.  Ids are borrowed from the map.
 */
struct abc abc_of(const struct map *ids, const money total[], money share_a, money share_b);

enum class abc_class(const struct abc *abc, money total, struct slice id);

#endif
