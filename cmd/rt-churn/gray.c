/*
 * With R those at risk in a group, S the share of it that has left for no reason and F
 * for this one, both from just before a time, all that the test asks is a sum of
 * R / S, the group's weight, over times.  As many would still be there if those who
 * left for another reason had stayed and only been censored.
 *
 * The covariances are never written down: what they do to a vector is found in two
 * walks through time.  At each time, group k adds
 *
 *	w w' c, w(i) = a(i, k) + s(k) (C(i, k) - what there is of it so far)
 *
 * where a(i, k) = weight(i) ([i = k] - weight(k) / total), C its integral over the
 * hazard of the reason, and s and c are the size of the jump in k and its variance.
 */
#include "cmd/rt-churn/gray.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-churn/quadratic.h"
#include "common/base/mem.h"

enum { CENSORED = -1 };

/* A subject, in the order of strata and in each of time. */
struct member {
	double time;
	uint32_t stratum, group;
	int64_t cause : 32;        /* CENSORED: no more is known */
	int64_t weight : 32;
};

/* One group at one time. */
struct side {
	double at_risk;
	double before, after;      /* of the share that has not left at all */
	double share, share_after; /* that has left for the reason */
	double own, other;         /* who leaves now, for the reason and for another */
	double going;              /* all whose time it is */
};

struct gray {
	struct member *member;
	size_t members;
	struct side *side;
	uint32_t groups;
	uint32_t *touched;         /* groups with somebody whose time it is */
	uint32_t cause;            /* that is asked for */
	double *weight;            /* of each group, at a time */
	double *off, *spread;      /* observed less expected; like its variance */
	double *far, *so_far;      /* integrals of what a vector becomes */
	double *pull;              /* what earlier times have on later ones */
	double *q;
};

/* Where a walk through one stratum is. */
struct walk {
	size_t next, end;          /* members */
	uint32_t touched;
	double own, other;         /* all who leave now */
	double total;              /* of the weights, where somebody leaves for the reason */
	uint32_t sides;            /* groups with a weight there */
	double share, share_after; /* of all groups, for the reason */
};

static int
by_moment(const void *a, const void *b)
{
	const struct member *one = a, *other = b;

	if (one->stratum != other->stratum)
		return one->stratum < other->stratum ? -1 : 1;
	return (one->time > other->time) - (one->time < other->time);
}

struct gray *
gray_new(const struct sample sample[], uint32_t groups, const uint32_t *cause)
{
	struct gray *g = mem_new(sizeof *g);
	double **const room[] = { &g->weight, &g->off, &g->spread, &g->far, &g->so_far,
		&g->pull, &g->q };
	size_t count = 0;

	for (uint32_t i = 0; i < groups; i++)
		count += sample[i].count;
	g->member = mem_array(count, sizeof *g->member);
	for (uint32_t i = 0; i < groups; i++)
		for (size_t k = 0; k < sample[i].count; k++) {
			const struct subject *s = &sample[i].subject[k];

			g->member[g->members++] = (struct member){ s->time, s->stratum, i,
				s->event ? (int32_t)cause[s->row] : CENSORED,
				(int32_t)s->weight };
		}
	if (count > 0)
		qsort(g->member, count, sizeof *g->member, by_moment);
	g->groups = groups;
	g->side = mem_array(groups, sizeof *g->side);
	g->touched = mem_array(groups, sizeof *g->touched);
	for (size_t i = 0; i < sizeof room / sizeof *room; i++)
		*room[i] = mem_array(groups, sizeof **room[i]);
	return g;
}

void
gray_free(struct gray *g)
{
	double *const room[] = { g->weight, g->off, g->spread, g->far, g->so_far, g->pull,
		g->q };

	for (size_t i = 0; i < sizeof room / sizeof *room; i++)
		free(room[i]);
	free(g->member);
	free(g->side);
	free(g->touched);
	free(g);
}

/* Begins with the stratum of that member; false behind the last. */
static bool
walk_begin(struct gray *g, size_t first, struct walk *w)
{
	*w = (struct walk){ .next = first, .end = first };
	if (first == g->members)
		return false;
	for (uint32_t i = 0; i < g->groups; i++)
		g->side[i] = (struct side){ .before = 1, .after = 1 };
	while (w->end < g->members &&
	    g->member[w->end].stratum == g->member[first].stratum) {
		const struct member *m = &g->member[w->end++];

		g->side[m->group].at_risk += (double)m->weight;
	}
	return true;
}

/* Whose time it was are gone. */
static void
move_on(struct gray *g, struct walk *w)
{
	for (uint32_t i = 0; i < w->touched; i++) {
		struct side *s = &g->side[g->touched[i]];

		s->at_risk -= s->going;
		s->before = s->after;
		s->share = s->share_after;
		s->own = s->other = s->going = 0;
	}
	w->touched = 0;
	w->own = w->other = 0;
	w->share = w->share_after;
}

static void
meet(struct gray *g, struct walk *w, const struct member *m)
{
	struct side *s = &g->side[m->group];
	double weight = (double)m->weight;

	if (s->going <= 0)
		g->touched[w->touched++] = m->group;
	s->going += weight;
	if (m->cause == CENSORED)
		return;
	if ((uint32_t)m->cause == g->cause) {
		s->own += weight;
		w->own += weight;
	} else {
		s->other += weight;
		w->other += weight;
	}
}

/* The weights of all groups, and what the time does to those whose it is. */
static void
step(struct gray *g, struct walk *w)
{
	for (uint32_t i = 0; i < w->touched; i++) {
		struct side *s = &g->side[g->touched[i]];

		s->after = s->before * (s->at_risk - s->own - s->other) / s->at_risk;
		s->share_after = s->share + s->before * s->own / s->at_risk;
	}
	if (w->own <= 0)
		return;
	w->total = 0;
	w->sides = 0;
	for (uint32_t i = 0; i < g->groups; i++) {
		const struct side *s = &g->side[i];

		g->weight[i] = s->at_risk > 0 ? s->at_risk / s->before : 0;
		w->total += g->weight[i];
		w->sides += g->weight[i] > 0;
	}
	w->share_after = w->share + w->own / w->total;
}

/* To the next time at which somebody leaves; false when there is none. */
static bool
walk_next(struct gray *g, struct walk *w)
{
	while (w->next < w->end) {
		double now = g->member[w->next].time;

		move_on(g, w);
		while (w->next < w->end && g->member[w->next].time <= now)
			meet(g, w, &g->member[w->next++]);
		if (w->own + w->other > 0) {
			step(g, w);
			return true;
		}
	}
	return false;
}

static void
compare_groups(struct gray *g)
{
	struct walk w;

	memset(g->off, 0, g->groups * sizeof *g->off);
	memset(g->spread, 0, g->groups * sizeof *g->spread);
	for (size_t first = 0; walk_begin(g, first, &w); first = w.end)
		while (walk_next(g, &w)) {
			double here = 0;

			if (w.own <= 0)
				continue;
			for (uint32_t i = 0; i < g->groups; i++)
				here += g->weight[i] * (1 - g->side[i].share);
			for (uint32_t i = 0; i < g->groups; i++) {
				double part = g->weight[i] / w.total;

				g->off[i] += g->side[i].own - w.own * g->weight[i] *
				    (1 - g->side[i].share) / here;
				g->spread[i] += w.own * part * (1 - part);
			}
		}
}

/* A group alone with its leavers is compared with nobody. */
static bool
compares(const struct walk *w)
{
	return w->own > 0 && w->sides > 1;
}

/* What the groups have of a vector, by weight, over all of it. */
static double
shared(const struct gray *g, const struct walk *w, const double *x)
{
	double sum = 0;

	for (uint32_t i = 0; i < g->groups; i++)
		sum += g->weight[i] * x[i];
	return sum / w->total;
}

/* The hazard of the reason, over the weights. */
static double
rise(const struct walk *w)
{
	return w->own / (w->total * (1 - w->share));
}

/* Adds the integral of a x, up to and with the time, to so_far. */
static void
integrate(struct gray *g, const struct walk *w, const double *x)
{
	double mean = shared(g, w, x);

	for (uint32_t i = 0; i < g->groups; i++)
		g->so_far[i] += rise(w) * g->weight[i] * (x[i] - mean);
}

/* Those who leave for the reason, in all groups: each is at risk of it. */
static void
weigh_own(struct gray *g, const struct walk *w, const double *x, double *y)
{
	double mean = shared(g, w, x), pulled = shared(g, w, g->pull), sum;

	for (uint32_t k = 0; k < g->groups; k++) {
		const struct side *s = &g->side[k];
		double size = s->after > 0 ? 1 - (1 - w->share_after) / s->after : 1;
		double tied = w->own > 1 ? (w->own - 1) / (w->total * s->before - 1) : 0;
		double jump;

		g->q[k] = 0;
		y[k] += rise(w) * g->weight[k] * (g->pull[k] - pulled);
		if (s->at_risk <= 0)
			continue;
		jump = g->weight[k] * (x[k] - mean) + size * (g->far[k] - g->so_far[k]);
		g->q[k] = jump * (1 - tied) * s->before * w->own / (w->total * s->at_risk);
		g->pull[k] += size * g->q[k];
	}
	sum = shared(g, w, g->q);
	for (uint32_t k = 0; k < g->groups; k++)
		y[k] += g->weight[k] * (g->q[k] - sum);
}

/* Those who leave for another. */
static void
weigh_other(struct gray *g, const struct walk *w)
{
	for (uint32_t i = 0; i < w->touched; i++) {
		uint32_t k = g->touched[i];
		const struct side *s = &g->side[k];
		double size, tied, part = s->before / s->at_risk;

		if (s->after <= 0 || s->other <= 0)
			continue;
		size = (1 - w->share_after) / s->after;
		tied = s->other > 1 ? (s->other - 1) / (s->at_risk - 1) : 0;
		g->pull[k] += size * size * (g->far[k] - g->so_far[k]) * (1 - tied) *
		    part * part * s->other;
	}
}

static void
multiply_stratum(struct gray *g, size_t first, const double *x, double *y)
{
	size_t room = g->groups * sizeof *g->far;
	struct walk w;

	memset(g->so_far, 0, room);
	for (walk_begin(g, first, &w); walk_next(g, &w);)
		if (compares(&w))
			integrate(g, &w, x);
	memcpy(g->far, g->so_far, room);
	memset(g->so_far, 0, room);
	memset(g->pull, 0, room);
	for (walk_begin(g, first, &w); walk_next(g, &w);) {
		if (compares(&w)) {
			integrate(g, &w, x);
			weigh_own(g, &w, x, y);
		}
		if (w.other > 0)
			weigh_other(g, &w);
	}
}

static void
multiply(void *gray, const double *x, double *y)
{
	struct gray *g = gray;
	struct walk w;

	memset(y, 0, g->groups * sizeof *y);
	for (size_t first = 0; walk_begin(g, first, &w); first = w.end)
		multiply_stratum(g, first, x, y);
}

/* Where small groups leave nothing to compare there is no answer, as in cmprsk. */
struct verdict
gray_test(struct gray *g, uint32_t cause)
{
	struct verdict v = { NAN, NAN, -1 };
	size_t used = 0;
	double chi2;

	g->cause = cause;
	compare_groups(g);
	for (uint32_t i = 0; i < g->groups; i++)
		used += g->spread[i] > 0;
	if (used < 2)
		return v;
	chi2 = g->groups <= QUADRATIC_WHOLE ?
	    quadratic_whole(g->off, g->spread, g->groups, used - 1, multiply, g) :
	    quadratic_form(g->off, g->spread, g->groups, multiply, g);
	if (isfinite(chi2))
		v = (struct verdict){ chi2, gsl_cdf_chisq_Q(chi2, (double)used - 1),
			(int)used - 1 };
	return v;
}
