/*
 * request -- what the command line asks for.
 */
#ifndef RT_SCHEDULE_REQUEST_H
#define RT_SCHEDULE_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/rt-schedule/channel.h"
#include "cmd/rt-schedule/today.h"
#include "common/table/kind.h"
#include "common/table/options.h"
#include "common/value/clock.h"
#include "common/value/date.h"
#include "common/value/money.h"

struct request {
	struct options common;
	struct paths of[KINDS];      /* customers, tiers, contacts, managers, calendar */
	const char *levels;          /* NULL: the built-in ones */
	const char *outcomes;        /* likewise */
	enum { AS_CSV, AS_ICS } format;
	const char *triggers;        /* a policy whose labels a calendar has, or NULL */
	const char *words;           /* for codes in a calendar; NULL: the built-in ones */
	bool bound;                  /* say what the plan is measured by */
	const char *check;           /* a plan to be checked; NULL: make one */
	const char *pin;             /* a plan to keep to, or NULL */
	const char *near;            /* a plan to stay near to, or NULL */
	const char *changes;         /* write what differs from it; NULL: none */
	bool keep_past;              /* print its rows that are over */
	struct slice *only;          /* the managers whose rows are written */
	size_t onlys, only_room;     /* 0: all */
	money ageing;                /* what a working day adds to a weight of 1 */
	const char *impact, *record; /* tables beside the plan; NULL: none */
	daynum from;                 /* NO_DAY: as-of */
	struct today today;          /* where the plan stands: as-of */
	int days;                    /* working days */
	struct hours hours;          /* windows of a working day */
	struct hours call_hours;     /* of them, those for calls */
	int calls_a_day;             /* within 24 hours, or ANY_CALLS */
	int minutes[MANAGED];        /* that a visit and a call take */
	int64_t per_day[MANAGED];    /* where the managers table says nothing */
};

/*
 * Fills in the request, which holds the defaults, in place: others look at
 * the common options where they were finished.
 */
void schedule_request_parse(struct request *q, int argc, char *argv[]);
void schedule_request_free(struct request *q);

#endif
