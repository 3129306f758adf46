/*
 * What R's survfit() does at ties, and its print at a height that is met
 * exactly, is done here, too: figures are checked by it.
 */
#include "cmd/rt-churn/curve.h"

#include <math.h>
#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/search.h"

/* A survival this close to a half is a half, as in R. */
#define TOLERANCE 1.490116119384766e-08

/* Those who have entered. */
struct entered {
	size_t next;
	int64_t size;
};

/* How many of the sample enter at this time or later. */
static int64_t
not_entered(const struct sample *s, double time, struct entered *in)
{
	if (s->arrival == NULL)
		return 0;
	while (in->next < s->count && s->arrival[in->next].entry < time)
		in->size += s->arrival[in->next++].weight;
	return s->size - in->size;
}

/*
 * Deaths come before censoring at equal times: all whose time is not below
 * are at risk.
 */
struct curve
curve_of(const struct sample *s)
{
	struct curve c = { mem_array(s->count, sizeof *c.step), 0 };
	double survival = 1, spread = 0;
	struct entered entered = { 0, 0 };
	int64_t left = s->size;

	for (size_t i = 0; i < s->count;) {
		struct step *now = &c.step[c.steps++];
		int64_t outside = not_entered(s, s->subject[i].time, &entered);

		*now = (struct step){ .time = s->subject[i].time };
		now->at_risk = left - outside;
		for (; i < s->count && s->subject[i].time <= now->time; i++) {
			int64_t weight = s->subject[i].weight;

			now->events += s->subject[i].event ? weight : 0;
			now->censored += s->subject[i].event ? 0 : weight;
			left -= weight;
		}
		if (now->events > 0) {
			double n = (double)now->at_risk, d = (double)now->events;

			survival *= (n - d) / n;
			spread += d / (n * (n - d));
		}
		now->survival = survival;
		now->spread = spread;
	}
	return c;
}

void
curve_free(struct curve *c)
{
	free(c->step);
}

double
step_error(const struct step *s)
{
	return s->survival > 0 ? s->survival * sqrt(s->spread) : NAN;
}

/*
 * Kalbfleisch and Prentice (2002), "The Statistical Analysis of Failure Time
 * Data", 1.4: of S, of log S, of log(-log S).
 */
struct range
step_limits(const struct step *s, const struct limits *l)
{
	double survival = s->survival, error = sqrt(s->spread) * l->z, power;

	if (survival <= 0 || survival >= 1)
		return (struct range){ NAN, NAN };
	switch (l->interval) {
	case PLAIN:
		return (struct range){ fmax(survival - survival * error, 0),
			fmin(survival + survival * error, 1) };
	case LOG:
		return (struct range){ survival * exp(-error),
			fmin(survival * exp(error), 1) };
	default:
		power = exp(error / -log(survival));
		return (struct range){ pow(survival, power), pow(survival, 1 / power) };
	}
}

/* A step at the time itself is before it. */
static int
by_passing(const void *step, const void *time)
{
	return ((const struct step *)step)->time <= *(const double *)time ? -1 : 1;
}

const struct step *
curve_at(const struct curve *c, double time)
{
	size_t next = search_first(c->step, c->steps, sizeof *c->step, &time, by_passing);

	return next > 0 ? &c->step[next - 1] : NULL;
}

/*
 * Where a row of heights falls to the level: as R's print.survfit() has it,
 * the middle of the interval on which the height is the level itself, when
 * it falls further behind that.  Heights that are NAN are passed over.
 */
static double
crossing(const struct step step[], const double height[], size_t n, double level)
{
	size_t first = 0;

	while (first < n && !(height[first] < level + TOLERANCE))
		first++;
	if (first == n)
		return NAN;
	if (fabs(height[first] - level) < TOLERANCE)
		for (size_t i = first + 1; i < n; i++)
			if (height[i] < height[first])
				return (step[first].time + step[i].time) / 2;
	return step[first].time;
}

/* Where the curve falls to the level, behind the first steps. */
static double
curve_crossing(const struct curve *c, size_t first, double level)
{
	size_t n = c->steps - first;
	double *height = mem_array(n, sizeof *height), time;

	for (size_t i = 0; i < n; i++)
		height[i] = c->step[first + i].survival;
	time = crossing(c->step + first, height, n, level);
	free(height);
	return time;
}

double
curve_median(const struct curve *c)
{
	return curve_crossing(c, 0, 0.5);
}

struct range
curve_median_limits(const struct curve *c, const struct limits *l)
{
	double *low = mem_array(c->steps, sizeof *low);
	double *high = mem_array(c->steps, sizeof *high);
	struct range median;

	for (size_t i = 0; i < c->steps; i++) {
		struct range r = step_limits(&c->step[i], l);

		low[i] = r.low;
		high[i] = r.high;
	}
	median.low = crossing(c->step, low, c->steps, 0.5);
	median.high = crossing(c->step, high, c->steps, 0.5);
	free(low);
	free(high);
	return median;
}

double
curve_area(const struct curve *c, double from, double to)
{
	double area = 0, height = 1, at = from;
	const struct step *last = c->steps > 0 ? &c->step[c->steps - 1] : NULL;

	if (last == NULL || from > to || (to > last->time && last->survival > 0))
		return NAN;
	for (size_t i = 0; i < c->steps && c->step[i].time < to; i++) {
		if (c->step[i].time > from) {
			area += height * (c->step[i].time - at);
			at = c->step[i].time;
		}
		height = c->step[i].survival;
	}
	return area + height * (to - at);
}

double
curve_area_error(const struct curve *c, double to)
{
	double area = curve_area(c, 0, to), variance = 0, height = 1, at = 0;

	if (isnan(area))
		return NAN;
	for (size_t i = 0; i < c->steps && c->step[i].time <= to; i++) {
		const struct step *s = &c->step[i];
		double n = (double)s->at_risk, d = (double)s->events;

		area -= height * (s->time - at);
		at = s->time;
		height = s->survival;
		if (d > 0 && n > d)
			variance += area * area * d / (n * (n - d));
	}
	return sqrt(variance);
}

/* NAN when nobody is known to have reached the time. */
static double
survival_at(const struct curve *c, double time)
{
	const struct step *s = curve_at(c, time);

	if (c->steps == 0 || time > c->step[c->steps - 1].time)
		return NAN;
	if (s == NULL)
		return 1;
	return s->survival > 0 ? s->survival : NAN;
}

double
curve_remaining_median(const struct curve *c, double time)
{
	const struct step *s = curve_at(c, time);
	double survival = survival_at(c, time);

	if (isnan(survival))
		return NAN;
	return curve_crossing(c, s == NULL ? 0 : (size_t)(s - c->step) + 1,
	    survival / 2) - time;
}

double
curve_remaining_mean(const struct curve *c, double time, double horizon)
{
	return curve_area(c, time, horizon) / survival_at(c, time);
}
