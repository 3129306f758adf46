/*
 * check -- the rules that a plan breaks, row by row.
 *
 * The plan may come from anywhere: each rule is asked anew of the work
 * orders and tables, whatever the row says of itself.
 */
#ifndef RT_SCHEDULE_CHECK_H
#define RT_SCHEDULE_CHECK_H

#include <stdbool.h>

#include "cmd/rt-schedule/managers.h"
#include "cmd/rt-schedule/orders.h"
#include "cmd/rt-schedule/plan.h"
#include "cmd/rt-schedule/setting.h"
#include "common/csv/writer.h"

/* What there is to hold a plan against; the orders are judged already. */
struct evidence {
	const struct setting *setting;
	const struct orders *orders;
	struct managers *managers;
	const struct plan *pinned;  /* rows that were agreed on, or NULL */
};

/*
 * The breaches of all rows that are not past, and those of the plan as a whole
 * when it is one: of managers, and of what is lost.
 */
struct breaches;
enum extent { ROWS_ALONE, WHOLE_PLAN };
struct breaches *check_plan(const struct evidence *e, const struct plan *p,
    enum extent extent);
void breaches_free(struct breaches *b);

size_t breaches_count(const struct breaches *b);

/* Writes line,rule,customer_id,detail; the line is blank of what is lost. */
void breaches_emit(struct writer *w, const struct breaches *b);

#endif
