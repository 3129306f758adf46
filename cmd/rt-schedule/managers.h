/*
 * managers -- who makes the contacts, how many a day, and on which days.
 */
#ifndef RT_SCHEDULE_MANAGERS_H
#define RT_SCHEDULE_MANAGERS_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-schedule/channel.h"
#include "cmd/rt-schedule/days.h"
#include "common/base/map.h"
#include "common/base/slice.h"
#include "common/table/options.h"

enum { NO_MANAGER = UINT32_MAX, NO_REGION = UINT32_MAX };

struct manager {
	struct slice name;
	uint32_t region;              /* number of a word, or NO_REGION */
	int64_t per_day[MANAGED];     /* visits, calls */
	daynum *off;                  /* days off */
	size_t offs, off_room;
	bool met;                     /* somebody was looked up and is this one */
	int64_t units_left[MANAGED];  /* below 0 when too many contacts were given */
};

struct managers {
	struct map *names;
	struct map *strangers;        /* names that the table lacks */
	const char *path;             /* of the table, or NULL */
	struct manager *one;          /* in the order of the table */
	size_t count, room;
	size_t candidates;            /* the first so many may be assigned */
	int64_t per_day[MANAGED];     /* where the table says nothing */
};

/*
 * Reads the tables; without any, nobody is known until managers_number() is
 * asked.  per_day is where the table says nothing; regions become words.
 */
struct managers *managers_read(const struct options *o, const char *const paths[],
    const int64_t per_day[MANAGED], struct map *words);
void managers_free(struct managers *all);

/*
 * Whoever is known now may be assigned; later names are those of a plan made
 * before, and keep what they have there.
 */
void managers_settle(struct managers *all);

/*
 * The number of the manager of that name: NO_MANAGER when it is blank or not
 * in the table.  Without a table every name is a manager.
 */
uint32_t managers_number(struct managers *all, struct slice name);

/* Everybody was looked up: tells who was not in the table. */
void managers_tell(const struct managers *all);

/* Whether the manager works on that working day. */
bool manager_works(const struct manager *m, daynum d);

/* Sets the units left of all to days of work in the horizon times number. */
void managers_count_units(struct managers *all, const struct horizon *h);

/*
 * K06, for who has no manager: of those of the region, else of all, the one
 * with the most units left for that channel, the first of equals.
 * NO_MANAGER when there are none at all.
 */
uint32_t managers_choose(const struct managers *all, uint32_t region, enum channel c);

#endif
