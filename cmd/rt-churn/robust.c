/*
 * robust -- score residuals from sums over the times at which a row was at risk.
 */
#include "cmd/rt-churn/robust.h"

#include <gsl/gsl_blas.h>
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/linear.h"
#include "cmd/rt-churn/riskset.h"
#include "common/base/mem.h"

/*
 * One time with events: increases of the baseline hazard, and of that times the mean
 * of x; for those who leave then, less what Efron's ties take off them.
 */
struct moment {
	double time;
	uint32_t stratum;
	double hazard, own_hazard;
	double *first, *own_first, *mean;   /* of each column */
};

struct moments {
	struct moment *one;    /* by stratum and time, after sorting */
	size_t count, room;
	size_t factors;
	struct arena *arena;
};

static void
add_moment(struct moments *m, const struct riskset *r)
{
	size_t p = m->factors;
	double *room = arena_take(m->arena, 3 * p * sizeof *room);
	struct moment one = {
		.time = r->time, .stratum = r->stratum,
		.first = room, .own_first = room + p, .mean = room + 2 * p,
	};

	for (size_t j = 0; j < 3 * p; j++)
		room[j] = 0;
	for (int64_t l = 0; l < r->deaths; l++) {
		double share = (double)l / (double)r->deaths;
		double weight = r->risk.weight - share * r->dead.weight;
		double hazard = exp(-r->top) / weight;

		one.hazard += hazard;
		one.own_hazard += (1 - share) * hazard;
		for (size_t j = 0; j < p; j++) {
			double mean = (r->risk.first[j] - share * r->dead.first[j]) / weight;

			one.first[j] += hazard * mean;
			one.own_first[j] += (1 - share) * hazard * mean;
			one.mean[j] += mean / (double)r->deaths;
		}
	}
	m->one = mem_grow(m->one, m->count, &m->room, sizeof *m->one);
	m->one[m->count++] = one;
}

static int
by_moment(const void *a, const void *b)
{
	const struct moment *one = a, *other = b;

	if (one->stratum != other->stratum)
		return one->stratum < other->stratum ? -1 : 1;
	return (one->time > other->time) - (one->time < other->time);
}

static struct moments
moments_of(const struct cox *c, const struct sample *s, const struct design *d,
    const uint32_t *stratum)
{
	struct moments m = { .factors = d->factors, .arena = arena_new() };
	struct riskset r = riskset_new(s, d, stratum);

	riskset_start(&r, c->coef);
	while (riskset_next(&r))
		add_moment(&m, &r);
	riskset_free(&r);
	if (m.count > 0)
		qsort(m.one, m.count, sizeof *m.one, by_moment);
	return m;
}

/* From increases to sums from the start on, stratum after stratum without a break. */
static void
add_up(struct moments *m, double *hazard, double *first)
{
	for (size_t i = 0; i < m->count; i++) {
		hazard[i + 1] = hazard[i] + m->one[i].hazard;
		for (size_t j = 0; j < m->factors; j++)
			first[(i + 1) * m->factors + j] = first[i * m->factors + j] +
			    m->one[i].first[j];
	}
}

/* How many moments are not after that one. */
static size_t
up_to(const struct moments *m, uint32_t stratum, double time)
{
	struct moment end = { .time = time, .stratum = stratum };
	size_t low = 0, high = m->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_moment(&m->one[middle], &end) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct walk {
	struct moments m;
	const struct design *d;
	double *hazard, *first;   /* sums up to each moment */
	double *residual;         /* of one row */
};

/* The score residual of one row; up to from it was not seen, end is one behind it. */
static void
find_residual(struct walk *w, const struct subject *one, uint32_t stratum, double score)
{
	const double *x = w->d->x + one->row * w->d->factors;
	size_t p = w->m.factors, from = up_to(&w->m, stratum, one->entry);
	size_t end = up_to(&w->m, stratum, one->time);
	const struct moment *own = one->event ? &w->m.one[end - 1] : NULL;
	double hazard = w->hazard[end] - w->hazard[from];

	if (own != NULL)
		hazard += own->own_hazard - own->hazard;
	for (size_t j = 0; j < p; j++) {
		double first = w->first[end * p + j] - w->first[from * p + j];

		if (own != NULL)
			first += own->own_first[j] - own->first[j];
		w->residual[j] = (own != NULL ? x[j] - own->mean[j] : 0) -
		    exp(score) * (x[j] * hazard - first);
	}
}

gsl_matrix *
robust_variance(const struct cox *c, const struct sample *s, const struct design *d,
    const uint32_t *stratum, const uint32_t *cluster, size_t clusters)
{
	size_t p = d->factors;
	struct walk w = { .m = moments_of(c, s, d, stratum), .d = d };
	gsl_matrix *sums = linear_matrix(clusters, p), *change = linear_matrix(clusters, p);
	gsl_matrix *variance = linear_matrix(p, p);
	double *score = cox_scores(c, d);

	w.hazard = mem_array(w.m.count + 1, sizeof *w.hazard);
	w.first = mem_array((w.m.count + 1) * p, sizeof *w.first);
	w.residual = mem_array(p, sizeof *w.residual);
	add_up(&w.m, w.hazard, w.first);
	for (size_t i = 0; i < s->count; i++) {
		const struct subject *one = &s->subject[i];

		find_residual(&w, one, stratum[one->row], score[one->row]);
		for (size_t j = 0; j < p; j++)
			*gsl_matrix_ptr(sums, cluster[one->row], j) +=
			    one->weight * w.residual[j];
	}
	linear_done(gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, sums, c->variance, 0, change));
	linear_done(gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, change, change, 0, variance));
	gsl_matrix_free(sums);
	gsl_matrix_free(change);
	arena_free(w.m.arena);
	free(w.m.one);
	free(w.hazard);
	free(w.first);
	free(w.residual);
	free(score);
	return variance;
}
