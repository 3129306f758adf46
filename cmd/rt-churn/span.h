/*
 * span -- the periods that a verb prints.
 */
#ifndef RT_CHURN_SPAN_H
#define RT_CHURN_SPAN_H

#include "cmd/rt-churn/churn.h"

struct span {
	period now;       /* that of as-of */
	period open;      /* the same when it is not over, or NO_PERIOD */
	period from, to;  /* the first and the last; from NO_PERIOD: there are none */
};

/* earliest is the period of the first event, or NO_PERIOD. */
struct span span_of(const struct request *q, period earliest);

#endif
