/*
 * riskset -- sums that are made anew where taking off would leave rounding only.
 */
#include "cmd/rt-churn/riskset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-churn/linear.h"
#include "common/base/mem.h"

/* Of a sum of which no more than this is left, the digits are gone. */
#define LEFT_LEAST 1e-6

static struct sums
sums_new(size_t p)
{
	return (struct sums){
		0, mem_array(p, sizeof(double)), mem_array(p * p, sizeof(double)),
	};
}

static void
sums_empty(struct sums *s, size_t p)
{
	s->weight = 0;
	memset(s->first, 0, p * sizeof *s->first);
	memset(s->second, 0, p * p * sizeof *s->second);
}

static void
sums_scale(struct sums *s, size_t p, double factor)
{
	s->weight *= factor;
	for (size_t j = 0; j < p; j++)
		s->first[j] *= factor;
	for (size_t j = 0; j < p * p; j++)
		s->second[j] *= factor;
}

static void
sums_free(struct sums *s)
{
	free(s->first);
	free(s->second);
}

static const double *
row_of(const struct riskset *r, const struct subject *one)
{
	return r->design->x + one->row * r->design->factors;
}

/* Adds a customer, or with sign -1 takes it off. */
static void
sums_add(struct sums *s, const struct riskset *r, const struct subject *one, double sign)
{
	const double *x = row_of(r, one);
	size_t p = r->design->factors;
	double weight = sign * one->weight * exp(r->log_weight[one->row] - r->top);

	s->weight += weight;
	for (size_t j = 0; j < p; j++) {
		s->first[j] += weight * x[j];
		for (size_t k = 0; k <= j; k++)
			s->second[j * p + k] += weight * x[j] * x[k];
	}
}

static int
by_stratum(const void *a, const void *b)
{
	const struct subject *one = a, *other = b;

	if (one->stratum != other->stratum)
		return one->stratum < other->stratum ? -1 : 1;
	if (one->time > other->time || one->time < other->time)
		return one->time < other->time ? -1 : 1;
	return (one->row > other->row) - (one->row < other->row);
}

static int
by_entry(const void *a, const void *b)
{
	const struct subject *one = *(const struct subject *const *)a;
	const struct subject *other = *(const struct subject *const *)b;

	if (one->stratum != other->stratum)
		return one->stratum < other->stratum ? -1 : 1;
	return (one->entry < other->entry) - (one->entry > other->entry);
}

static void
sort_entries(struct riskset *r)
{
	r->by_entry = mem_array(r->count, sizeof(struct subject *));
	for (size_t i = 0; i < r->count; i++)
		r->by_entry[i] = &r->one[i];
	qsort(r->by_entry, r->count, sizeof(struct subject *), by_entry);
}

struct riskset
riskset_new(const struct sample *s, const struct design *d, const uint32_t *stratum)
{
	struct riskset r = { .design = d, .count = s->count };

	r.one = mem_array(s->count, sizeof *r.one);
	memcpy(r.one, s->subject, s->count * sizeof *r.one);
	for (size_t i = 0; i < s->count; i++)
		r.one[i].stratum = stratum != NULL ? stratum[r.one[i].row] : 0;
	if (stratum != NULL && s->count > 0)
		qsort(r.one, s->count, sizeof *r.one, by_stratum);
	if (s->arrival != NULL && s->count > 0)
		sort_entries(&r);
	r.log_weight = mem_array(d->rows, sizeof *r.log_weight);
	r.risk = sums_new(d->factors);
	r.dead = sums_new(d->factors);
	r.gone = mem_array(d->factors, sizeof *r.gone);
	r.mean = mem_array(d->factors, sizeof *r.mean);
	return r;
}

void
riskset_free(struct riskset *r)
{
	free(r->one);
	free(r->by_entry);
	free(r->log_weight);
	free(r->gone);
	free(r->mean);
	sums_free(&r->risk);
	sums_free(&r->dead);
}

/* Goes to the stratum that begins there, and in it behind the last time. */
static void
enter_stratum(struct riskset *r, size_t first)
{
	size_t end = first;

	r->first = r->outside = first;
	if (first < r->count)
		r->stratum = r->one[first].stratum;
	while (end < r->count && r->one[end].stratum == r->stratum)
		end++;
	r->end = r->at = end;
	r->top = -HUGE_VAL;
	sums_empty(&r->risk, r->design->factors);
}

void
riskset_start(struct riskset *r, const gsl_vector *coef)
{
	size_t p = r->design->factors;

	for (size_t i = 0; i < r->design->rows; i++) {
		double sum = 0;

		for (size_t j = 0; j < p; j++)
			sum += r->design->x[i * p + j] * gsl_vector_get(coef, j);
		r->log_weight[i] = sum;
	}
	enter_stratum(r, 0);
}

/* Takes a customer in, with a larger exponent taken out where it must be. */
static void
take_in(struct riskset *r, const struct subject *one)
{
	double own = r->log_weight[one->row];

	if (own > r->top) {
		sums_scale(&r->risk, r->design->factors, exp(r->top - own));
		r->top = own;
	}
	sums_add(&r->risk, r, one, 1);
}

/* The sums of those at risk, one by one. */
static void
add_anew(struct riskset *r)
{
	r->top = -HUGE_VAL;
	sums_empty(&r->risk, r->design->factors);
	for (size_t i = r->at; i < r->end; i++)
		if (r->one[i].entry < r->time)
			take_in(r, &r->one[i]);
}

/* Takes off those who are not seen yet. */
static void
take_off(struct riskset *r)
{
	double before = r->risk.weight;

	while (r->by_entry != NULL && r->outside < r->end &&
	    r->by_entry[r->outside]->entry >= r->time)
		sums_add(&r->risk, r, r->by_entry[r->outside++], -1);
	if (r->risk.weight < LEFT_LEAST * before)
		add_anew(r);
}

/* Takes in those of the time before; false when nobody of them left. */
static bool
walk_back(struct riskset *r)
{
	size_t p = r->design->factors, from = r->at;

	r->time = r->one[r->at - 1].time;
	r->deaths = 0;
	r->lead = 0;
	while (r->at > r->first && r->one[r->at - 1].time >= r->time)
		take_in(r, &r->one[--r->at]);
	take_off(r);
	sums_empty(&r->dead, p);
	memset(r->gone, 0, p * sizeof *r->gone);
	for (size_t i = r->at; i < from; i++) {
		const struct subject *one = &r->one[i];
		const double *x = row_of(r, one);

		if (!one->event)
			continue;
		r->deaths += one->weight;
		r->lead += one->weight * (r->log_weight[one->row] - r->top);
		sums_add(&r->dead, r, one, 1);
		for (size_t j = 0; j < p; j++)
			r->gone[j] += one->weight * x[j];
	}
	return r->deaths > 0;
}

bool
riskset_next(struct riskset *r)
{
	for (;;) {
		while (r->at > r->first)
			if (walk_back(r))
				return true;
		if (r->end >= r->count)
			return false;
		enter_stratum(r, r->end);
	}
}

struct part
part_new(size_t factors)
{
	size_t p = factors > 0 ? factors : 1;

	return (struct part){
		0, linear_vector(p), linear_matrix(p, p),
	};
}

void
part_free(struct part *p)
{
	gsl_vector_free(p->score);
	gsl_matrix_free(p->information);
}

void
part_empty(struct part *p)
{
	p->loglik = 0;
	gsl_vector_set_zero(p->score);
	gsl_matrix_set_zero(p->information);
}

void
part_mirror(struct part *p)
{
	gsl_matrix *m = p->information;

	for (size_t j = 0; j < m->size1; j++)
		for (size_t k = 0; k < j; k++)
			gsl_matrix_set(m, k, j, gsl_matrix_get(m, j, k));
}

/*
 * Each of the deaths sees those before it as partly gone: Therneau and Grambsch
 * (3.32) on.
 */
void
riskset_tell(const struct riskset *r, struct part *to)
{
	size_t p = r->design->factors;

	to->loglik += r->lead;
	for (size_t j = 0; j < p; j++)
		*gsl_vector_ptr(to->score, j) += r->gone[j];
	for (int64_t l = 0; l < r->deaths; l++) {
		double share = (double)l / (double)r->deaths;
		double weight = r->risk.weight - share * r->dead.weight;

		to->loglik -= log(weight);
		for (size_t j = 0; j < p; j++) {
			r->mean[j] = (r->risk.first[j] - share * r->dead.first[j]) /
			    weight;
			*gsl_vector_ptr(to->score, j) -= r->mean[j];
			for (size_t k = 0; k <= j; k++)
				*gsl_matrix_ptr(to->information, j, k) +=
				    (r->risk.second[j * p + k] -
				    share * r->dead.second[j * p + k]) / weight -
				    r->mean[j] * r->mean[k];
		}
	}
}

double
riskset_baseline(const struct riskset *r)
{
	double sum = 0;

	for (int64_t l = 0; l < r->deaths; l++)
		sum += exp(-r->top) / (r->risk.weight -
		    (double)l / (double)r->deaths * r->dead.weight);
	return sum;
}
