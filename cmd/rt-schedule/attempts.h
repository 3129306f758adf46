/*
 * attempts -- calls and visits that did not reach the customer: when the next
 * one may be made, and whether there is any.
 *
 * All that was tried is said first, in any order; then it is settled, and
 * asked.
 */
#ifndef RT_SCHEDULE_ATTEMPTS_H
#define RT_SCHEDULE_ATTEMPTS_H

#include <stdbool.h>
#include <stdint.h>

#include "cmd/rt-schedule/outcomes.h"
#include "common/value/date.h"

struct attempts;

struct attempts *attempts_new(void);
void attempts_free(struct attempts *a);

/* The customer was tried then, and not reached; the rule is borrowed. */
void attempts_add(struct attempts *a, uint32_t customer, instant at,
    const struct outcome_rule *r);

/* The customer was reached then: attempts before it are over. */
void attempts_end(struct attempts *a, uint32_t customer, instant at);

/* All was said; customers are numbers below that. */
void attempts_settle(struct attempts *a, uint32_t customers);

/* Whether there is an attempt of that customer that is not over. */
bool attempts_any(const struct attempts *a, uint32_t customer);

/*
 * Whether the day is open to one more attempt: fewer than per_day were made on
 * it, and fewer than attempts in the ATTEMPT_DAYS days that end with it.  Of
 * several outcomes the strictest counts.
 */
bool attempts_allow(const struct attempts *a, uint32_t customer, daynum d);

/* Whether the ATTEMPT_DAYS days that end with that one are full of attempts. */
bool attempts_spent(const struct attempts *a, uint32_t customer, daynum d);

/* Whether it is too early then: not yet retry_after behind an attempt. */
bool attempts_bar(const struct attempts *a, uint32_t customer, instant t);

/* The half of the day, parted at 12:00, that an attempt begins in. */
enum half { NO_HALF, MORNING, AFTERNOON, HALVES };
enum half half_of(int minutes);   /* since midnight; 1440 and more are past the next */

/* The half of the last attempt; NO_HALF when there is none. */
enum half attempts_half(const struct attempts *a, uint32_t customer);

#endif
