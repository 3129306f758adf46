/*
 * logrank -- whether groups differ in how long they stay.
 *
 * Mantel (1966), Peto and Peto (1972), for any number of groups: Klein and
 * Moeschberger (2003), "Survival Analysis", 7.3.
 *
 * Memory: 8 bytes a subject, 64 an event time, 48 a group.
 */
#ifndef RT_CHURN_LOGRANK_H
#define RT_CHURN_LOGRANK_H

#include "cmd/rt-churn/subjects.h"

struct logrank {
	double chi2, p;    /* NAN: there is nothing to compare */
	int df;
};

/*
 * Compares those samples that hold somebody, each stratum for itself.  Takes time in proportion to the
 * subjects, for each of a few dozen rounds, however many groups there are.
 */
struct logrank logrank_of(const struct sample sample[], size_t groups);

#endif
