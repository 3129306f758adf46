/*
 * months -- records by month.
 */
#ifndef RT_REPORT_MONTHS_H
#define RT_REPORT_MONTHS_H

#include "common/value/date.h"

struct months;

struct months *months_new(void);
void months_free(struct months *m);            /* NULL is fine */

/* A record of that month, of that day, of that time. */
void months_note(struct months *m, monthnum month);
void months_note_day(struct months *m, daynum day);
void months_note_instant(struct months *m, instant t);

int64_t months_records(const struct months *m, monthnum month);

/* The months that have records, and the records of the one that has most. */
int months_count(const struct months *m);
int64_t months_most(const struct months *m);

/* The first and the last that have; NO_MONTH when none has. */
monthnum months_first(const struct months *m);
monthnum months_last(const struct months *m);

/* The last not behind that one; NO_MONTH when none is. */
monthnum months_last_until(const struct months *m, monthnum limit);

#endif
