/*
 * days -- the working days of the horizon, and those behind it (K07).
 */
#ifndef RT_SCHEDULE_DAYS_H
#define RT_SCHEDULE_DAYS_H

#include <stdbool.h>

#include "common/value/clock.h"
#include "common/value/date.h"

struct horizon {
	const struct calendar *calendar;
	daynum from;
	int days;
	daynum *day;    /* the first so many working days on or after from */
};

/* Dies with status 2 when a day of it lies in a year without calendar data. */
struct horizon horizon_of(const struct calendar *c, daynum from, int days);
void horizon_free(struct horizon *h);

/* The number of the last day of the horizon on or before d; -1: there is none. */
int horizon_until(const struct horizon *h, daynum d);

/*
 * So many working days behind the last one of the horizon, fewer where the
 * calendar ends; nothing is said of that.
 */
struct horizon horizon_behind(const struct horizon *h, int days);

/*
 * The first working day behind d; NO_DAY when that takes a year without
 * calendar data, which one warning says.
 */
daynum horizon_next(const struct horizon *h, daynum d);

#endif
