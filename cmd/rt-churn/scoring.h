/*
 * scoring -- the customers of a table who are still there, and how likely they stay.
 */
#ifndef RT_CHURN_SCORING_H
#define RT_CHURN_SCORING_H

#include "cmd/rt-churn/prognosis.h"

/*
 * Reads these tables, a list with NULL at the end, which it closes and frees; writes a
 * row for each customer who has not left, in their order; returns the exit status.  Says
 * on standard error whose survival is blank, and why.
 */
int scoring_write(const struct request *q, const struct prognosis *p,
    struct table **tables);

/* Dies, status 2, when the times of the model are not those the request asks for. */
void scoring_check(const struct request *q, const struct prognosis *p);

#endif
