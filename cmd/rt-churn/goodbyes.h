/*
 * goodbyes -- why those left who left.
 */
#ifndef RT_CHURN_GOODBYES_H
#define RT_CHURN_GOODBYES_H

#include "cmd/rt-churn/churn.h"
#include "common/table/table.h"

struct goodbyes;

struct goodbyes *goodbyes_new(const struct request *q);
void goodbyes_free(struct goodbyes *c);

/*
 * The number of what the table's current record says in the column of --reason, of
 * customers in left_reason; a blank cell is "unknown".  Numbers go up from 0 in the
 * order in which reasons are met.  Dies, status 1, when the table lacks the column.
 */
uint32_t goodbyes_number(struct goodbyes *c, struct table *t);

uint32_t goodbyes_count(const struct goodbyes *c);

/* Lasts as long as c. */
struct slice goodbyes_name(const struct goodbyes *c, uint32_t number);

#endif
