/*
 * taken -- which kinds of reports take which options.
 *
 * Most options are of all kinds; the few that are not stand in the row of each
 * kind that takes them, and are refused of all others.
 */
#ifndef RT_REPORT_TAKEN_H
#define RT_REPORT_TAKEN_H

#include "cmd/rt-report/report.h"

/* The kinds, for --help and completion; they must last. */
const struct verbs *taken_verbs(const struct report_kind kind[], int kinds_of_report);

/* An option was typed, by its long name. */
void taken_note(struct request *q, const char *option);

/* Dies (status 2) when an option was typed that none of these kinds takes. */
void taken_check(const struct request *q, const struct report_kind *const of[], int count);

/* The same of the kind that was named, and of those of --section; if one was. */
void taken_check_named(const struct request *q);

#endif
