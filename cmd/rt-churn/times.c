/*
 * times -- 0.3 and 0.1 + 0.2 are not equal to a computer.
 */
#include "cmd/rt-churn/times.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/sort.h"

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

/* A time, or an entry, and where it stands. */
struct spot {
	double value;
	double *at;
};

/* All of them, in ascending order; how many. */
static size_t
spots_of(struct subject one[], size_t count, struct spot *p)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		p[n++] = (struct spot){ one[i].time, &one[i].time };
		if (one[i].entry >= 0)
			p[n++] = (struct spot){ one[i].entry, &one[i].entry };
	}
	sort_by_double(p, n, sizeof *p, offsetof(struct spot, value));
	return n;
}

static bool
is_new(const struct spot *p, size_t i)
{
	return i == 0 || p[i].value > p[i - 1].value;
}

/* The mean of the different ones. */
static double
mean_of(const struct spot *p, size_t n)
{
	size_t different = 0;
	double mean = 0;

	for (size_t i = 0; i < n; i++)
		different += is_new(p, i);
	for (size_t i = 0; i < n; i++)
		if (is_new(p, i))
			mean += p[i].value / (double)different;
	return mean;
}

/* Each becomes the first of the run of neighbours that it is in; whether any did. */
static bool
unite(const struct spot *p, size_t n)
{
	double mean = mean_of(p, n), first = 0;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		double step = i > 0 ? p[i].value - p[i - 1].value : HUGE_VAL;

		if (step > TOLERANCE && step > TOLERANCE * mean)
			first = p[i].value;
		if (first < p[i].value) {
			*p[i].at = first;
			any = true;
		}
	}
	return any;
}

void
times_unite(struct subject one[], size_t count)
{
	struct spot *p;
	bool any;

	if (are_whole(one, count))
		return;
	p = mem_array(2 * count, sizeof *p);
	any = unite(p, spots_of(one, count, p));
	free(p);
	/* Who was seen for a moment was seen. */
	for (size_t i = 0; any && i < count; i++)
		if (one[i].entry >= one[i].time)
			one[i].entry = nextafter(one[i].time, -HUGE_VAL);
}
