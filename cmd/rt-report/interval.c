/*
 * interval -- how sure a share is.
 */
#include "cmd/rt-report/interval.h"

#include <math.h>

#include "common/value/wilson.h"

/* The normal quantile of 0.975. */
static const double z = 1.959963984540054;

struct interval
interval_share(int64_t part, int64_t whole)
{
	struct wilson w = wilson_limits((double)part, (double)whole, z);

	return (struct interval){ w.low, w.high };
}

/* Square and add: from the shares to their limits, with a correlation. */
static double
reach(double a, double b, double correlation)
{
	return sqrt(a * a - 2 * correlation * a * b + b * b);
}

static struct interval
difference(double p1, struct interval i1, double p2, struct interval i2,
    double correlation)
{
	double d = p1 - p2;

	return (struct interval){
		d - reach(p1 - i1.low, i2.high - p2, correlation),
		d + reach(i1.high - p1, p2 - i2.low, correlation),
	};
}

struct interval
interval_difference(int64_t part1, int64_t whole1, int64_t part2, int64_t whole2)
{
	return difference((double)part1 / (double)whole1, interval_share(part1, whole1),
	    (double)part2 / (double)whole2, interval_share(part2, whole2), 0);
}

struct interval
interval_balance(int64_t part1, int64_t part2, int64_t whole)
{
	double p = (double)part1 / (double)whole, d = (double)part2 / (double)whole;
	double rest = (1 - p) * (1 - d);
	double correlation = rest > 0 ? -sqrt(p * d / rest) : 0;

	return difference(p, interval_share(part1, whole), d,
	    interval_share(part2, whole), correlation);
}
