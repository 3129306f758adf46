/*
 * logrank -- whether groups differ in how long they stay.
 *
 * Mantel (1966), Peto and Peto (1972), for any number of groups: Klein and
 * Moeschberger (2003), "Survival Analysis", 7.3.
 */
#ifndef RT_CHURN_LOGRANK_H
#define RT_CHURN_LOGRANK_H

#include "cmd/rt-churn/subjects.h"

struct logrank {
	double chi2, p;    /* NAN: there is nothing to compare */
	int df;
};

struct logrank logrank_of(const struct sample sample[], size_t groups);

#endif
