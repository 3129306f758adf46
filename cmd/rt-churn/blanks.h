/*
 * blanks -- a blank cell of --by is a row, but no group: who they are is not known.
 */
#ifndef RT_CHURN_BLANKS_H
#define RT_CHURN_BLANKS_H

#include "cmd/rt-churn/subjects.h"

/* By group whether one of its cells is blank; the caller frees it. */
bool *blanks_of(const struct groups *g, int columns);

/*
 * The samples of all groups for a test, those of blank cells with nobody in them; says
 * on standard error how many customers that leaves out.  The caller frees it.
 */
struct sample *blanks_left_out(const struct sample sample[], const bool blank[],
    uint32_t groups);

#endif
