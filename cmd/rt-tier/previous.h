/*
 * previous -- the levels of an earlier run: who rose, fell, came and went.
 *
 * Memory: 40 bytes a customer besides what map.h takes, and kept columns.
 */
#ifndef RT_TIER_PREVIOUS_H
#define RT_TIER_PREVIOUS_H

#include "cmd/rt-tier/level.h"
#include "common/base/map.h"
#include "common/table/options.h"

struct past {
	const struct level *level;  /* in the policy in force */
	const struct slice *kept;   /* cells of --keep, or NULL */
	bool is_group;
	bool met;                   /* still there; set by previous_find() */
};

struct previous;

/*
 * Reads files as one tiers table; its gone rows are passed over, a tier that
 * the policy does not have is bad data.
 */
struct previous *previous_read(const struct options *o, const char *const path[],
    size_t files, const struct scales *scales);
void previous_free(struct previous *p);

/* The customers of the earlier run by id; the states are pasts. */
const struct map *previous_map(const struct previous *p);

/* What the id was, or NULL; p may be NULL. */
struct past *previous_find(struct previous *p, struct slice id);

/* The same, which does not count as met. */
struct past *previous_look(const struct previous *p, struct slice id);

/*
 * The next of those that nobody found, by id; its id in *id.  NULL at the
 * end.  *walk begins as 0.
 */
const struct past *previous_next_gone(struct previous *p, size_t *walk, struct slice *id);

/* "up", "down" or "same", by rank. */
const char *movement_of(const struct level *before, const struct level *now);

#endif
