/*
 * request -- what the command line asks for.
 */
#ifndef RT_REPORT_REQUEST_H
#define RT_REPORT_REQUEST_H

#include "cmd/rt-report/report.h"

/* Reads the command line; dies (status 2) when it makes no sense. */
void report_request_parse(struct request *q, int argc, char *argv[],
    const struct report_kind kind[], int kinds_of_report);
void report_request_free(struct request *q);

/* The last instant that has happened on as-of, the end of a bare date left out. */
instant request_last(const struct request *q);

#endif
