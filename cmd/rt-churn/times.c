/*
 * times -- 0.3 and 0.1 + 0.2 are not equal to a computer.
 */
#include "cmd/rt-churn/times.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/mem.h"
#include "common/base/search.h"

/* The square root of what a double can tell from 1. */
#define TOLERANCE 1.490116119384765625e-8

/* Whole numbers up to here are further apart than any tolerance. */
#define WHOLE_MOST 6e7

static bool
is_whole(double x)
{
	return x <= WHOLE_MOST && floor(x) >= x;
}

static bool
are_whole(const struct subject one[], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!is_whole(one[i].time) || !is_whole(one[i].entry))
			return false;
	return true;
}

/* The different ones, in ascending order; how many. */
static size_t
distinct(const struct subject one[], size_t count, double *y)
{
	size_t all = 0, n = 0;

	for (size_t i = 0; i < count; i++) {
		y[all++] = one[i].time;
		if (one[i].entry >= 0)
			y[all++] = one[i].entry;
	}
	if (all > 0)
		qsort(y, all, sizeof *y, by_number);
	for (size_t i = 0; i < all; i++)
		if (n == 0 || y[i] > y[n - 1])
			y[n++] = y[i];
	return n;
}

/* The first of each run of neighbours that are one; how many. */
static size_t
unite(double *y, size_t n)
{
	double mean = 0, before;
	size_t cuts = 0;

	for (size_t i = 0; i < n; i++)
		mean += y[i] / (double)n;
	for (size_t i = 0; i < n; before = y[i++]) {
		double step = i > 0 ? y[i] - before : HUGE_VAL;

		if (step > TOLERANCE && step > TOLERANCE * mean)
			y[cuts++] = y[i];
	}
	return cuts;
}

/* The largest that is not above x, which is not below the first. */
static double
cut_of(const double *cut, size_t cuts, double x)
{
	size_t low = 0, high = cuts;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (cut[middle] <= x)
			low = middle;
		else
			high = middle;
	}
	return cut[low];
}

void
times_unite(struct subject one[], size_t count)
{
	double *y;
	size_t n, cuts;

	if (are_whole(one, count))
		return;
	y = mem_array(2 * count, sizeof *y);
	n = distinct(one, count, y);
	cuts = unite(y, n);
	for (size_t i = 0; i < count && cuts < n; i++) {
		one[i].time = cut_of(y, cuts, one[i].time);
		if (one[i].entry >= 0)
			one[i].entry = cut_of(y, cuts, one[i].entry);
		/* Who was seen for a moment was seen. */
		if (one[i].entry >= one[i].time)
			one[i].entry = nextafter(one[i].time, -HUGE_VAL);
	}
	free(y);
}
