/*
 * figure -- one number of many records: observe, merge, read.
 */
#ifndef RT_REPORT_FIGURE_H
#define RT_REPORT_FIGURE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/value/money.h"

typedef __int128 wide;

/* How records become one number. */
enum fold {
	ADD, LEAST, MOST, KEEP,              /* exact: money, counts */
	ADD_REAL, LEAST_REAL, MOST_REAL, KEEP_REAL,
};

union observed {
	int64_t exact;
	double real;
};

/* Zeroed, it has observed nothing. */
struct figure {
	int64_t known;                       /* observations */
	union {
		wide sum;
		struct { double sum, lost; } real; /* lost: what adding rounded off */
		union observed edge;
		struct { union observed *value; size_t room; } kept;
	};
};

void figure_observe(struct figure *f, enum fold how, union observed x);

/* Takes over all that from has observed, and leaves it empty. */
void figure_merge(struct figure *f, enum fold how, struct figure *from);
void figure_free(struct figure *f, enum fold how);

/* The sum as an amount; dies (status 1), naming the column, when it is too large. */
int64_t figure_sum(const struct figure *f, const char *name);
double figure_sum_real(const struct figure *f);

/* Of what was kept; known must not be 0.  Sorts what was kept. */
money figure_median(struct figure *f, const char *name);
double figure_median_real(struct figure *f);

/* The quantile as R's type 7 has it; share 0 .. 1. */
double figure_quantile(struct figure *f, double share);

#endif
