/*
 * survey -- what takes all customers before the first is assessed: the
 * revenue of groups, D05, and the classes, D07.
 *
 * Memory: 10 bytes for each customer while it is under way.
 */
#ifndef RT_TIER_SURVEY_H
#define RT_TIER_SURVEY_H

#include "cmd/rt-tier/tier.h"

/*
 * Sets the revenue, and but for a part the classes, of a run whose month is
 * settled.  Dies with status 1 on totals that are too large.
 */
void survey_take(struct assessment *r);

#endif
