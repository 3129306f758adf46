/*
 * managers -- who makes the contacts, how many a day, and on which days.
 */
#ifndef RT_SCHEDULE_MANAGERS_H
#define RT_SCHEDULE_MANAGERS_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-schedule/absence.h"
#include "cmd/rt-schedule/channel.h"
#include "cmd/rt-schedule/days.h"
#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/slice.h"
#include "common/table/options.h"

enum { NO_MANAGER = UINT32_MAX, NO_REGION = UINT32_MAX };

struct manager {
	struct slice name;
	uint32_t region;              /* number of a word, or NO_REGION */
	int64_t per_day[MANAGED];     /* visits, calls */
	struct absence *off;          /* when away */
	size_t offs, off_room;
	daynum left;                  /* works on no day on or after it; NO_DAY: stays */
	struct slice deputies;        /* the list as it stands */
	uint32_t *deputy;             /* numbers, the first one first */
	size_t deputy_count, deputy_room;
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
	const struct hours *windows;  /* of a day */
	struct arena *text;
};

/*
 * Reads the tables; without any, nobody is known until managers_number() is
 * asked.  per_day is where the table says nothing; regions become words; the
 * windows are borrowed.  A deputy who is not there is bad data.
 */
struct managers *managers_read(const struct options *o, const char *const paths[],
    const int64_t per_day[MANAGED], const struct hours *windows, struct map *words);
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

/* Whether the manager works on that working day, or on a part of it. */
bool manager_works(const struct managers *all, uint32_t manager, daynum d);

/* Whether the manager is away, or gone, from one minute of the day to another. */
bool manager_is_away(const struct manager *m, daynum d, int from, int to);

/* Whether the manager has left by that day. */
bool manager_left(const struct manager *m, daynum d);

/* Sets the units left of all to days of work in the horizon times number. */
void managers_count_units(struct managers *all, const struct horizon *h);

/*
 * K06, for who has no manager: of those of the region, else of all, who have
 * not left by that day, the one with the most units left for that channel, the
 * first of equals.  NO_MANAGER when there are none at all.
 */
uint32_t managers_choose(const struct managers *all, uint32_t region, enum channel c,
    daynum day);

#endif
