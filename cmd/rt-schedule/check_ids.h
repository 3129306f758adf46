/*
 * check_ids -- rules about work orders (K05, K09).
 */
#ifndef RT_SCHEDULE_CHECK_IDS_H
#define RT_SCHEDULE_CHECK_IDS_H

#include "cmd/rt-schedule/check_parts.h"

/* K09: every id of the row stands once, and came in. */
void check_ids(struct check *c, uint32_t row);

/* K05: one row a customer, and one customer a row. */
void check_one_contact(struct check *c, uint32_t row);

/* K09: orders of no row, by id, whatever the order they came in. */
void check_lost(struct check *c);

#endif
