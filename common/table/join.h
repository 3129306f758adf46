/*
 * join -- ids of one table looked up in another: how many are there, and how
 * many would be but for what was hardly meant.
 *
 * The tool says of each id once whether it was there.  When all were said,
 * --verbose tells the numbers, and two doubts the rest: unmatched when more
 * than half of the ids met nobody, and id-near (see near.h).
 */
#ifndef RT_JOIN_H
#define RT_JOIN_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/map.h"
#include "common/base/slice.h"
#include "common/table/table.h"

struct join;

/* Whether most of the ids are expected there, or it is usual that few are. */
enum hope { MOST_MEET, SOME_MEET };

/*
 * "ids of bills" are looked up in "customers"; file is where doubts point to.
 * The file is copied, the other two are kept.
 */
struct join *join_new(const char *ids, const char *file, const char *table,
    enum hope hope);

/*
 * One more id.  That it is not there is said with those that are, of which
 * those count whose state does (NULL: all).
 */
void join_met(struct join *j);
void join_missed(struct join *j, struct slice id, const struct map *there,
    bool (*counts)(const void *state));

/* The ids that were said and met nobody. */
uint64_t join_misses(const struct join *j);

/* All that was said so far. */
struct join_counts {
	uint64_t met, missed;
	uint64_t nearly;       /* of the missed */
};
struct join_counts join_counts(const struct join *j);

/* Tells what there is to tell, and frees; NULL is fine. */
void join_tell(struct join *j);

/* Frees and tells nothing. */
void join_free(struct join *j);

/*
 * The other way round: all ids are known, and the other table comes record
 * by record.
 */
struct sought;

/* The ids are the keys of a map, which must outlive it; the rest as join_new(). */
struct sought *sought_new(const struct map *keys, const char *ids, const char *file,
    const char *table, enum hope hope);

/*
 * The current record has this id, whose number among those that are sought is
 * this, or MAP_NONE.
 */
void sought_record(struct sought *s, struct table *t, struct slice id, uint32_t number);

/* Tells and frees, as join_tell(); NULL is fine. */
void sought_tell(struct sought *s);

#endif
