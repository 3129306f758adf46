/*
 * interval -- how sure a share is: intervals of 95%.
 *
 * Pure.  Sources: E. B. Wilson, JASA 22 (1927) 209; R. G. Newcombe, Statistics
 * in Medicine 17 (1998) 873, method 10, and 2635, method 10.
 */
#ifndef RT_REPORT_INTERVAL_H
#define RT_REPORT_INTERVAL_H

#include <stdint.h>

struct interval {
	double low, high;
};

/* Of the share part / whole; whole must not be 0. */
struct interval interval_share(int64_t part, int64_t whole);

/* Of the difference of two shares of different people. */
struct interval interval_difference(int64_t part1, int64_t whole1, int64_t part2,
    int64_t whole2);

/* Of the difference of two shares of the same people, who are in one at most. */
struct interval interval_balance(int64_t part1, int64_t part2, int64_t whole);

#endif
