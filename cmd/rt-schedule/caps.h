/*
 * caps -- how often a customer may be contacted (K01).
 *
 * Days are calendar dates.  Pure.
 */
#ifndef RT_SCHEDULE_CAPS_H
#define RT_SCHEDULE_CAPS_H

#include <stdbool.h>
#include <stddef.h>

#include "common/value/date.h"

enum {
	NO_CAP = INT32_MAX,
	CAPS_MEMORY = 29,  /* a contact so many days ago still shares 30 days */
};

struct caps {
	int per_7d, per_30d;  /* contacts in any 7, in any 30 days; or NO_CAP */
	int min_gap_days;     /* from a contact to the next */
};

/*
 * Whether one more contact on day d keeps to the caps, beside those of the
 * other days, which ascend (a day with two contacts stands twice).
 */
bool caps_allow(const struct caps *c, const daynum other[], size_t count, daynum d);

/* The two halves of it: the caps by themselves, and date and gap. */
bool caps_leave_room(const struct caps *c, const daynum other[], size_t count, daynum d);
bool caps_far_enough(const struct caps *c, const daynum other[], size_t count, daynum d);

#endif
