/*
 * logrank -- the covariances of thousands of groups are never written down: what
 * they do to a vector is found in one walk over the subjects.
 */
#include "cmd/rt-churn/logrank.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-churn/quadratic.h"
#include "common/base/mem.h"
#include "common/base/search.h"

/* At which times with events a subject is at risk: from the first to before the end. */
struct stay {
	uint32_t from, end;
};

/* A time at which somebody of a stratum leaves. */
struct moment {
	double time;
	uint32_t stratum;
};

struct test {
	const struct sample *sample;
	size_t groups, subjects;
	struct stay *stay;     /* of all subjects, group after group */
	size_t times;
	struct moment *moment; /* stratum after stratum, in each ascending */
	double *at_risk;       /* at each of them */
	double *spread;        /* the variance of the deaths, over the square of those */
	double *sum;           /* room for a sum over the times, and one behind */
	double *variance;      /* of each group */
	double *off;           /* of each group: observed less expected */
	size_t used;           /* groups in which something was to be expected */
};

static int
by_moment(const void *a, const void *b)
{
	const struct moment *one = a, *other = b;

	if (one->stratum != other->stratum)
		return one->stratum < other->stratum ? -1 : 1;
	return (one->time > other->time) - (one->time < other->time);
}

static void
find_times(struct test *t)
{
	size_t events = 0;

	t->moment = mem_array(t->subjects, sizeof *t->moment);
	for (size_t g = 0; g < t->groups; g++)
		for (size_t i = 0; i < t->sample[g].count; i++) {
			const struct subject *one = &t->sample[g].subject[i];

			if (one->event)
				t->moment[events++] = (struct moment){ one->time,
					one->stratum };
		}
	if (events > 0)
		qsort(t->moment, events, sizeof *t->moment, by_moment);
	for (size_t i = 0; i < events; i++)
		if (t->times == 0 || by_moment(&t->moment[i], &t->moment[t->times - 1]) != 0)
			t->moment[t->times++] = t->moment[i];
}

/* A moment at the end itself is before it. */
static int
by_passing(const void *moment, const void *end)
{
	return by_moment(moment, end) <= 0 ? -1 : 1;
}

/* How many of the times are not after it, earlier strata among them. */
static uint32_t
times_up_to(const struct test *t, uint32_t stratum, double time)
{
	struct moment end = { time, stratum };

	return (uint32_t)search_first(t->moment, t->times, sizeof *t->moment, &end,
	    by_passing);
}

static void
find_stays(struct test *t)
{
	struct stay *stay = t->stay = mem_array(t->subjects, sizeof *t->stay);

	for (size_t g = 0; g < t->groups; g++)
		for (size_t i = 0; i < t->sample[g].count; i++, stay++) {
			const struct subject *one = &t->sample[g].subject[i];

			stay->end = times_up_to(t, one->stratum, one->time);
			stay->from = times_up_to(t, one->stratum, one->entry);
		}
}

/* From what comes and goes at each time to what is there. */
static void
add_up(double *x, size_t n)
{
	for (size_t i = 1; i < n; i++)
		x[i] += x[i - 1];
}

/* What stands at time i becomes what stands before it; the last is the whole. */
static void
accumulate(double *x, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i <= n; i++) {
		double here = i < n ? x[i] : 0;

		x[i] = sum;
		sum += here;
	}
}

/* Of a group: the part of the sums that its subjects are at risk for. */
static double
over_stays(const struct test *t, const struct stay *stay, const struct sample *s)
{
	double sum = 0;

	for (size_t i = 0; i < s->count; i++)
		sum += s->subject[i].weight *
		    (t->sum[stay[i].end] - t->sum[stay[i].from]);
	return sum;
}

/* By time the deaths, and how many are at risk. */
static double *
count_times(struct test *t)
{
	double *deaths = mem_array(t->times + 1, sizeof *deaths);
	const struct stay *stay = t->stay;

	t->at_risk = mem_array(t->times + 1, sizeof *t->at_risk);
	for (size_t g = 0; g < t->groups; g++)
		for (size_t i = 0; i < t->sample[g].count; i++, stay++) {
			const struct subject *one = &t->sample[g].subject[i];

			t->at_risk[stay->from] += one->weight;
			t->at_risk[stay->end] -= one->weight;
			if (one->event)
				deaths[stay->end - 1] += one->weight;
		}
	add_up(t->at_risk, t->times);
	return deaths;
}

/* Observed less expected, and the diagonal of the covariances. */
static void
compare_groups(struct test *t)
{
	double *deaths = count_times(t);
	const struct stay *stay = t->stay;

	t->sum = mem_array(t->times + 1, sizeof *t->sum);
	t->spread = mem_array(t->times, sizeof *t->spread);
	t->off = mem_array(t->groups, sizeof *t->off);
	t->variance = mem_array(t->groups, sizeof *t->variance);
	for (size_t i = 0; i < t->times; i++) {
		double n = t->at_risk[i], d = deaths[i];

		t->sum[i] = d / n;
		t->spread[i] = n > 1 ? d * (n - d) / (n - 1) / n : 0;
	}
	accumulate(t->sum, t->times);
	for (size_t g = 0; g < t->groups; stay += t->sample[g++].count) {
		const struct sample *s = &t->sample[g];
		double expected = over_stays(t, stay, s);

		for (size_t i = 0; i < s->count; i++)
			t->off[g] += s->subject[i].event ? s->subject[i].weight : 0;
		t->off[g] -= expected;
		t->used += expected > 0;
	}
	memcpy(t->sum, t->spread, t->times * sizeof *t->sum);
	accumulate(t->sum, t->times);
	stay = t->stay;
	for (size_t g = 0; g < t->groups; stay += t->sample[g++].count)
		t->variance[g] = over_stays(t, stay, &t->sample[g]);
	free(deaths);
}

/*
 * y = V x.  At each time V is spread (n diag(s) - n s s'), s being the shares of
 * the groups of those at risk.
 */
static void
multiply(void *test, const double *x, double *y)
{
	struct test *t = test;
	const struct stay *stay = t->stay;

	memset(t->sum, 0, (t->times + 1) * sizeof *t->sum);
	for (size_t g = 0; g < t->groups; g++)
		for (size_t i = 0; i < t->sample[g].count; i++, stay++) {
			double own = t->sample[g].subject[i].weight * x[g];

			t->sum[stay->from] += own;
			t->sum[stay->end] -= own;
		}
	add_up(t->sum, t->times);
	for (size_t i = 0; i < t->times; i++)
		t->sum[i] *= t->spread[i] / t->at_risk[i];
	accumulate(t->sum, t->times);
	stay = t->stay;
	for (size_t g = 0; g < t->groups; stay += t->sample[g++].count)
		y[g] = t->variance[g] * x[g] - over_stays(t, stay, &t->sample[g]);
}

/* Groups in which nothing was to be expected say nothing, as in R. */
static struct logrank
judge(struct test *t)
{
	struct logrank l = { NAN, NAN, -1 };

	if (t->used < 2)
		return l;
	l.df = (int)t->used - 1;
	for (size_t g = 0; g < t->groups; g++)
		if (t->variance[g] > 0)
			l.chi2 = 0;
	if (!isnan(l.chi2))
		l.chi2 = quadratic_form(t->off, t->variance, t->groups, multiply, t);
	if (isfinite(l.chi2))
		l.p = gsl_cdf_chisq_Q(l.chi2, l.df);
	return l;
}

struct logrank
logrank_of(const struct sample sample[], size_t groups)
{
	struct test t = { .sample = sample, .groups = groups };
	struct logrank result;

	for (size_t g = 0; g < groups; g++)
		t.subjects += sample[g].count;
	find_times(&t);
	find_stays(&t);
	compare_groups(&t);
	result = judge(&t);
	free(t.moment);
	free(t.stay);
	free(t.at_risk);
	free(t.spread);
	free(t.sum);
	free(t.variance);
	free(t.off);
	return result;
}
