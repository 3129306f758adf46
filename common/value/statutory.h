/*
 * statutory -- the days off that China's law names.
 *
 * Thirteen a year since 2025 (State Council decree 795): 1 January; the eve
 * and the first three days of the lunar year; Qingming; 1 and 2 May; the 5th
 * of the 5th and the 15th of the 8th lunar month; 1 to 3 October.  Which days
 * are worked or free around them a notice says each autumn.  Pure.
 */
#ifndef RT_STATUTORY_H
#define RT_STATUTORY_H

#include <stdbool.h>

#include "common/value/date.h"

/* Whether the rule tells the days off of that year: 2025 to 2100. */
bool statutory_knows(int year);

/* Whether the day, of such a year, is one of them. */
bool statutory_is_off(daynum d);

#endif
