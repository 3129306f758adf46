/*
 * causes -- what speaks for the loss of one customer, the strongest first.
 */
#ifndef RT_CHURN_CAUSES_H
#define RT_CHURN_CAUSES_H

#include "common/base/slice.h"
#include "common/csv/writer.h"

enum { CAUSES_MOST = 3 };

/* A column, and what it adds above what it does in the mean. */
struct cause {
	double part;
	int column;
};

/*
 * Takes a cause in among so many, the largest first, when it adds something and is
 * among the first; how many there are then.  Of equals the earlier one stays first.
 */
int causes_add(struct cause cause[CAUSES_MOST], int count, struct cause one);

/* A cell such as "plan=monthly (+0.75)"; an empty text is that of a blank cell. */
void cause_write(struct writer *w, const struct cause *c, const char *column,
    struct slice text);

#endif
