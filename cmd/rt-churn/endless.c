/*
 * endless -- what is made a stratum can bring another level to run away.
 */
#include "cmd/rt-churn/endless.h"

#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/linear.h"
#include "cmd/rt-churn/riskset.h"
#include "common/base/mem.h"

/* Of x b, more than any sound fit has. */
#define AHEAD 1e9

/* A column of two values: how often which of them left under the other's eyes. */
struct level {
	double low, high;
	bool two;
	bool low_left, high_left;   /* while one of the other was at risk */
};

static struct level
level_of(const struct design *d, size_t j)
{
	struct level l = { HUGE_VAL, -HUGE_VAL, true, false, false };

	for (size_t i = 0; i < d->rows; i++) {
		l.low = fmin(l.low, d->x[i * d->factors + j]);
		l.high = fmax(l.high, d->x[i * d->factors + j]);
	}
	for (size_t i = 0; i < d->rows; i++) {
		double x = d->x[i * d->factors + j];

		l.two = l.two && (x <= l.low || x >= l.high);
	}
	return l;
}

/* At one time: a sum of the column says how many have the higher value. */
static void
observe(struct level *l, const struct riskset *r, size_t j)
{
	double width = l->high - l->low, all = r->risk.weight, left = (double)r->deaths;
	double high = (r->risk.first[j] - all * l->low) / width;
	double high_left = (r->gone[j] - left * l->low) / width;

	l->high_left = l->high_left || (high_left > 0.5 && all - high > 0.5);
	l->low_left = l->low_left || (left - high_left > 0.5 && high > 0.5);
}

static void
observe_all(struct level *level, const struct sample *s, const struct design *d,
    const uint32_t *stratum)
{
	struct riskset r = riskset_new(s, d, stratum);
	gsl_vector *zero = linear_vector(d->factors);

	riskset_start(&r, zero);
	while (riskset_next(&r))
		for (size_t j = 0; j < d->factors; j++)
			if (level[j].two)
				observe(&level[j], &r, j);
	gsl_vector_free(zero);
	riskset_free(&r);
}

/* Each stratum in two; the numbers stay without gaps. */
static void
split(const struct design *d, size_t j, const struct level *l, uint32_t *stratum)
{
	uint32_t strata = 0, next = 0, *number;

	for (size_t i = 0; i < d->rows; i++)
		strata = stratum[i] >= strata ? stratum[i] + 1 : strata;
	number = mem_array(2 * (size_t)strata, sizeof *number);
	for (size_t i = 0; i < d->rows; i++) {
		uint32_t *own = &number[2 * stratum[i] +
		    (d->x[i * d->factors + j] >= l->high)];

		if (*own == 0)
			*own = ++next;
		stratum[i] = *own - 1;
	}
	free(number);
}

static enum course
course_of(const struct level *l)
{
	if (!l->two || (l->low_left && l->high_left))
		return STAYS_FINITE;
	return l->low_left ? RUNS_DOWN : l->high_left ? RUNS_UP : TELLS_NOTHING;
}

static void
put_ahead(const struct design *d, size_t j, const struct level *l, double by,
    double *lead)
{
	for (size_t i = 0; i < d->rows; i++)
		if (d->x[i * d->factors + j] >= l->high)
			lead[i] += by;
}

enum course *
endless_find(const struct sample *s, const struct design *d, uint32_t *stratum,
    double *lead)
{
	enum course *course = mem_array(d->factors, sizeof *course);
	struct level *level = mem_array(d->factors, sizeof *level);
	bool more = true;

	while (more) {
		more = false;
		for (size_t j = 0; j < d->factors; j++) {
			level[j] = level_of(d, j);
			level[j].two = level[j].two && course[j] == STAYS_FINITE;
		}
		observe_all(level, s, d, stratum);
		for (size_t j = 0; j < d->factors; j++) {
			enum course now = course_of(&level[j]);

			if (now == STAYS_FINITE)
				continue;
			course[j] = now;
			split(d, j, &level[j], stratum);
			if (now != TELLS_NOTHING)
				put_ahead(d, j, &level[j], now == RUNS_UP ? AHEAD : -AHEAD,
				    lead);
			more = true;
		}
	}
	free(level);
	return course;
}
