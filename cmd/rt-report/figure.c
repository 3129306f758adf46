/*
 * Sums of money are exact, and a mean is divided once at the end; only --float
 * adds doubles.  A median keeps its values and sorts them when it is read.
 */
#include "cmd/rt-report/figure.h"

#include <math.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/search.h"

/* Neumaier's sum: what each addition rounds off is kept apart. */
static void
add_real(struct figure *f, double x)
{
	double sum = f->real.sum + x;

	if (fabs(f->real.sum) >= fabs(x))
		f->real.lost += (f->real.sum - sum) + x;
	else
		f->real.lost += (x - sum) + f->real.sum;
	f->real.sum = sum;
}

static void
keep(struct figure *f, union observed x)
{
	f->kept.value = mem_grow(f->kept.value, (size_t)f->known, &f->kept.room,
	    sizeof *f->kept.value);
	f->kept.value[f->known] = x;
}

static bool
beats(const struct figure *f, enum fold how, union observed x)
{
	switch (how) {
	case LEAST:
		return x.exact < f->edge.exact;
	case MOST:
		return x.exact > f->edge.exact;
	case LEAST_REAL:
		return x.real < f->edge.real;
	default:
		return x.real > f->edge.real;
	}
}

void
figure_observe(struct figure *f, enum fold how, union observed x)
{
	switch (how) {
	case ADD:
		f->sum += x.exact;
		break;
	case ADD_REAL:
		add_real(f, x.real);
		break;
	case KEEP:
	case KEEP_REAL:
		keep(f, x);
		break;
	default:
		if (f->known == 0 || beats(f, how, x))
			f->edge = x;
	}
	f->known++;
}

void
figure_merge(struct figure *f, enum fold how, struct figure *from)
{
	int64_t known = from->known;

	if (how == ADD) {
		f->sum += from->sum;
	} else if (how == ADD_REAL) {
		add_real(f, from->real.sum);
		f->real.lost += from->real.lost;
	} else if (how == KEEP || how == KEEP_REAL) {
		for (int64_t i = 0; i < known; i++)
			figure_observe(f, how, from->kept.value[i]);
		known = 0;
	} else if (known > 0) {
		figure_observe(f, how, from->edge);
		known--;
	}
	f->known += known;
	figure_free(from, how);
}

void
figure_free(struct figure *f, enum fold how)
{
	if (how == KEEP || how == KEEP_REAL)
		free(f->kept.value);
	*f = (struct figure){ .known = 0 };
}

int64_t
figure_sum(const struct figure *f, const char *name)
{
	if (f->sum > INT64_MAX || f->sum < INT64_MIN)
		die(BAD_DATA, "%s: the sum is too large", name);
	return (int64_t)f->sum;
}

double
figure_sum_real(const struct figure *f)
{
	return f->real.sum + f->real.lost;
}

_Static_assert(sizeof(union observed) == sizeof(int64_t), "by_integer, by_number");

money
figure_median(struct figure *f, const char *name)
{
	size_t n = (size_t)f->known;
	money middle;

	qsort(f->kept.value, n, sizeof *f->kept.value, by_integer);
	middle = f->kept.value[n / 2].exact;
	if (n % 2 == 1)
		return middle;
	if (!money_add(&middle, f->kept.value[n / 2 - 1].exact))
		die(BAD_DATA, "%s: the median is too large", name);
	return money_mean(middle, 2);
}

double
figure_median_real(struct figure *f)
{
	size_t n = (size_t)f->known;

	qsort(f->kept.value, n, sizeof *f->kept.value, by_number);
	if (n % 2 == 1)
		return f->kept.value[n / 2].real;
	return f->kept.value[n / 2 - 1].real / 2 + f->kept.value[n / 2].real / 2;
}

double
figure_quantile(struct figure *f, double share)
{
	size_t n = (size_t)f->known;
	/* Counted from 1, as R does, so that the last digit is R's too. */
	double place = 1 + (double)(n - 1) * share, part = place - floor(place);
	const union observed *value = f->kept.value + (size_t)place - 1;

	qsort(f->kept.value, n, sizeof *f->kept.value, by_number);
	if (part == 0)
		return value[0].real;
	return (1 - part) * value[0].real + part * value[1].real;
}
