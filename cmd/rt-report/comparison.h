/*
 * comparison -- how many more stay on one side than on the other.
 */
#ifndef RT_REPORT_COMPARISON_H
#define RT_REPORT_COMPARISON_H

#include "cmd/rt-report/sheet.h"
#include "cmd/rt-report/tally.h"

/* The first is the one that something was done for. */
enum side { FIRST_SIDE, SECOND_SIDE, SIDES, NO_SIDE = SIDES };

/* Customers of one side, those of them who stayed, and what they pay. */
struct count {
	int64_t customers, retained, with_amount;
	__int128 amount;
};

/* Adds the customers of another group's same side. */
void count_add(struct count *to, const struct count *c);

/*
 * Of groups with SIDES counts each, those that stay: among the largest of that
 * number (0: all), and of so many customers at least.  The caller frees it.
 */
enum fate *comparison_choose(const struct count count[], uint32_t groups, int64_t most,
    int64_t least);

/*
 * Adds the cells difference, ci_low, ci_high, odds_ratio and saved_amount;
 * blank when a side has nobody.
 */
void comparison_write(struct sheet *s, const struct count c[SIDES]);

#endif
