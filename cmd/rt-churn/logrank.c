/*
 * logrank -- whether groups differ in how long they stay.
 */
#include "cmd/rt-churn/logrank.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

#include "common/base/mem.h"

/* One group, as time goes by. */
struct runner {
	const struct sample *sample;
	size_t gone, entered;    /* how many are, of those in order */
	size_t next;             /* who leaves next */
	double at_risk, events;  /* at the present time */
};

struct test {
	struct runner *runner;
	size_t groups;
	double *expected, *observed;
	double *variance;        /* groups by groups */
};

/* The next time at which somebody leaves; INFINITY when there is none. */
static double
next_event(struct test *t)
{
	double next = INFINITY;

	for (size_t g = 0; g < t->groups; g++) {
		struct runner *r = &t->runner[g];
		const struct sample *s = r->sample;

		while (r->next < s->count &&
		    (r->next < r->gone || !s->subject[r->next].event))
			r->next++;
		if (r->next < s->count && s->subject[r->next].time < next)
			next = s->subject[r->next].time;
	}
	return next;
}

/* Goes up to the time: who is at risk at it, and who leaves. */
static void
advance(struct runner *r, double time)
{
	const struct sample *s = r->sample;
	size_t outside = 0;

	while (r->gone < s->count && s->subject[r->gone].time < time)
		r->gone++;
	if (s->entry != NULL) {
		while (r->entered < s->count && s->entry[r->entered] < time)
			r->entered++;
		outside = s->count - r->entered;
	}
	r->at_risk = (double)(s->count - r->gone - outside);
	r->events = 0;
	for (; r->gone < s->count && s->subject[r->gone].time <= time; r->gone++)
		r->events += s->subject[r->gone].event;
}

static void
add_time(struct test *t, double time)
{
	double n = 0, d = 0, factor;

	for (size_t g = 0; g < t->groups; g++) {
		advance(&t->runner[g], time);
		n += t->runner[g].at_risk;
		d += t->runner[g].events;
	}
	factor = n > 1 ? d * (n - d) / (n - 1) : 0;
	for (size_t g = 0; g < t->groups; g++) {
		double share = t->runner[g].at_risk / n;

		t->observed[g] += t->runner[g].events;
		t->expected[g] += d * share;
		t->variance[g * t->groups + g] += factor * share;
		for (size_t h = 0; h < t->groups; h++)
			t->variance[g * t->groups + h] -=
			    factor * share * t->runner[h].at_risk / n;
	}
}

/* u' V^-1 u; NAN when V has no inverse. */
static double
quadratic(gsl_matrix *v, gsl_vector *u)
{
	gsl_error_handler_t *handler = gsl_set_error_handler_off();
	gsl_vector *x = gsl_vector_alloc(u->size);
	double result = NAN;

	if (gsl_linalg_cholesky_decomp1(v) == GSL_SUCCESS &&
	    gsl_linalg_cholesky_solve(v, u, x) == GSL_SUCCESS)
		gsl_blas_ddot(u, x, &result);
	gsl_vector_free(x);
	gsl_set_error_handler(handler);
	return result;
}

/* Groups in which nothing was to be expected say nothing, as in R. */
static struct logrank
judge(const struct test *t)
{
	struct logrank l = { NAN, NAN, -1 };
	size_t *used = mem_array(t->groups, sizeof *used), count = 0;
	gsl_matrix *v;
	gsl_vector *u;

	for (size_t g = 0; g < t->groups; g++)
		if (t->expected[g] > 0)
			used[count++] = g;
	if (count >= 2) {
		l.df = (int)count - 1;
		v = gsl_matrix_alloc(count - 1, count - 1);
		u = gsl_vector_alloc(count - 1);
		for (size_t i = 0; i + 1 < count; i++) {
			gsl_vector_set(u, i, t->observed[used[i]] - t->expected[used[i]]);
			for (size_t j = 0; j + 1 < count; j++)
				gsl_matrix_set(v, i, j,
				    t->variance[used[i] * t->groups + used[j]]);
		}
		l.chi2 = quadratic(v, u);
		if (isfinite(l.chi2))
			l.p = gsl_cdf_chisq_Q(l.chi2, l.df);
		gsl_matrix_free(v);
		gsl_vector_free(u);
	}
	free(used);
	return l;
}

struct logrank
logrank_of(const struct sample sample[], size_t groups)
{
	struct test t = {
		.runner = mem_array(groups, sizeof *t.runner),
		.groups = groups,
		.expected = mem_array(groups, sizeof *t.expected),
		.observed = mem_array(groups, sizeof *t.observed),
		.variance = mem_array(groups * groups, sizeof *t.variance),
	};
	struct logrank result;
	double time;

	for (size_t g = 0; g < groups; g++)
		t.runner[g].sample = &sample[g];
	while ((time = next_event(&t)) < INFINITY)
		add_time(&t, time);
	result = judge(&t);
	free(t.runner);
	free(t.expected);
	free(t.observed);
	free(t.variance);
	return result;
}
