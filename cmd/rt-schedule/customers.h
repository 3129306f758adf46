/*
 * customers -- what is known of the customers that have work orders: their
 * manager, what they refuse (K02), their tier.
 */
#ifndef RT_SCHEDULE_CUSTOMERS_H
#define RT_SCHEDULE_CUSTOMERS_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-schedule/channel.h"
#include "cmd/rt-schedule/days.h"
#include "cmd/rt-schedule/history.h"
#include "cmd/rt-schedule/managers.h"
#include "cmd/rt-schedule/orders.h"
#include "cmd/rt-schedule/rules.h"
#include "common/value/clock.h"

struct customer {
	struct slice name;        /* empty unless names are asked for */
	uint32_t manager;         /* number, or NO_MANAGER */
	uint32_t region;          /* number of a word, or NO_REGION */
	uint32_t quiet;           /* number of its quiet hours; 0: none */
	int tier;                 /* number of the policy's */
	uint32_t group;           /* number, or NO_GROUP */
	word_set refused;
	bool undisturbed;         /* do_not_disturb = yes */
	bool left;                /* on or before today */
	bool held;                /* a refusal holds marketing and care back */
	bool unreachable;         /* by calls and visits: tried too often */
	uint8_t preferred;        /* channel, or NO_CHANNEL */
	const struct slice *kept; /* cells of --keep, or NULL */
};

enum { NO_GROUP = UINT32_MAX };

struct customers {
	struct map *groups;       /* group_ids; NULL: no group has a cap */
	struct map *kin;          /* members without orders; the state: the group (uint32_t) */
	daynum today;             /* on which who left is gone */
	bool named;               /* their names are asked for */
	struct customer *one;     /* by number; one more stands for nobody */
	uint32_t count;
	uint32_t *rank;           /* by number: place in the order of ids */
	struct map *quiet;        /* texts of quiet hours; the state: struct hours */
	struct arena *text;
};

/* Everybody of the orders, of whom nothing is known but the standard tier. */
struct customers *customers_new(const struct orders *orders, const struct rules *r);
void customers_free(struct customers *all);

/* Reads customers tables; a manager not met yet joins the managers. */
void customers_read(struct customers *all, const struct options *o,
    const char *const paths[], struct orders *orders, struct managers *managers);

/* Reads tiers tables; a tier that the contact policy has not is bad data. */
void customers_read_tiers(struct customers *all, const struct options *o,
    const char *const paths[], const struct orders *orders, const struct rules *r);

/* What the history says of everybody, up to the last day of the horizon. */
void customers_recall(struct customers *all, const struct history *h,
    const struct horizon *horizon);

/* Who that number is; NOBODY is one of whom nothing is known. */
const struct customer *customers_one(const struct customers *all, uint32_t number);

/* The hours of that number of quiet hours. */
const struct hours *customers_quiet(const struct customers *all, uint32_t quiet);

#endif
