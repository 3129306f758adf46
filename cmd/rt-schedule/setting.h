/*
 * setting -- all that the placing of contacts goes by, and the words of a calendar.
 */
#ifndef RT_SCHEDULE_SETTING_H
#define RT_SCHEDULE_SETTING_H

#include <stdbool.h>

#include "cmd/rt-schedule/bound.h"
#include "cmd/rt-schedule/channel.h"
#include "cmd/rt-schedule/contacts.h"
#include "cmd/rt-schedule/customers.h"
#include "cmd/rt-schedule/days.h"
#include "cmd/rt-schedule/history.h"
#include "cmd/rt-schedule/managers.h"
#include "cmd/rt-schedule/rules.h"
#include "cmd/rt-schedule/today.h"
#include "common/value/clock.h"

struct spoken;

struct setting {
	const struct today *today;
	const struct horizon *horizon;
	const struct hours *hours;      /* the windows of a day */
	const struct hours *call_hours; /* of them, those in which calls are made */
	const int *minutes;             /* that a visit and a call take */
	const struct rules *rules;
	const struct customers *customers;
	const struct managers *managers;
	const struct history *history;
	struct bound *bound;            /* NULL unless asked for */
	bool near;                      /* near to a plan before */
	const struct households *households; /* NULL: no group has a cap */
	const struct spoken *spoken;    /* NULL: no calendar is asked for */
};

/* The windows in which a contact by that channel is made. */
const struct hours *setting_hours(const struct setting *s, enum channel c);

/*
 * Whether the caps of its customer, and attempts so far, allow the contact on
 * day d (K01).
 */
bool setting_caps_allow(const struct setting *s, const struct contact *c, daynum d);

/* Whether its manager, if it has one, works on the working day d. */
bool setting_works(const struct setting *s, const struct contact *c, daynum d);

/* The quiet hours of its customer. */
const struct hours *setting_quiet(const struct setting *s, const struct contact *c);

/*
 * Whether the contact may take that time of day d: it touches none of the
 * quiet hours, does not begin before now or too soon after an attempt, and is
 * no call too many within 24 hours.
 */
bool setting_may_take(const struct setting *s, const struct contact *c, daynum d,
    int from, int to);

/*
 * Whether calls and attempts made so far can be in the way of this contact at
 * a time of some day.
 */
bool setting_bars_times(const struct setting *s, const struct contact *c);

/* The half of the day in which it was tried in vain last; else NO_HALF. */
enum half setting_shunned(const struct setting *s, const struct contact *c);

#endif
