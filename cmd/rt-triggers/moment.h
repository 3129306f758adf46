/*
 * moment -- where the run stands in time.
 */
#ifndef RT_TRIGGERS_MOMENT_H
#define RT_TRIGGERS_MOMENT_H

#include "common/value/date.h"

struct moment {
	daynum as_of;       /* the day */
	instant last;       /* the last instant that is no future */
	instant deadline;   /* as-of as a deadline: a bare date is its end */
	daynum since;       /* events happen after this day */
	instant from;       /* the first instant after it */
	monthnum month;     /* of monthly rules; NO_MONTH: the latest that is over */
	monthnum over;      /* the latest month that is over on as-of */
};

#endif
