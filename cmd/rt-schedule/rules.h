/*
 * rules -- the contact policy and the service levels: what weighs how much,
 * and how often a customer may be contacted (K01, K04).
 */
#ifndef RT_SCHEDULE_RULES_H
#define RT_SCHEDULE_RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-schedule/caps.h"
#include "common/base/slice.h"
#include "common/table/options.h"

struct rules;

/*
 * Reads and checks the contact policy of the command line, and that of the
 * levels (NULL: built in); mistakes end with status 2.
 */
struct rules *rules_open(const struct options *o, const char *levels_path);
void rules_close(struct rules *r);

/* The contact policy, and the levels, as they were read, for --print-policy. */
struct slice rules_source(const struct rules *r);
struct slice rules_levels_source(const struct rules *r);

/* The number of a tier in the contact policy, or NO_TIER. */
enum { NO_TIER = -1 };
int rules_tier(const struct rules *r, struct slice tier);
int rules_standard(const struct rules *r);  /* of who is on no list */

struct slice rules_tier_name(const struct rules *r, int tier);

/* One of the levels, as an example. */
struct slice rules_some_level(const struct rules *r);
int64_t rules_tier_weight(const struct rules *r, int tier);
const struct caps *rules_caps(const struct rules *r, int tier);

/* Whether a contact with an order of that category goes to a deputy. */
bool rules_deputise(const struct rules *r, int tier, struct slice category);

/* The most contacts of a tier's group in 7 days, or NO_CAP; whether there are any. */
int rules_group_cap(const struct rules *r, int tier);
bool rules_cap_groups(const struct rules *r);

/* The longest time that a contact of the past can hold one back, in days. */
int rules_memory(const struct rules *r);

/* The weight of a service level, 1 when blank; false when the table has none. */
bool rules_level_weight(const struct rules *r, struct slice level, int64_t *weight);

#endif
