/*
 * A fit asks for the likelihood hundreds of times: gamma functions and logs of
 * what is shared stand in tables, and a history costs what is its own.
 */
#include "cmd/rt-churn/crowd.h"

#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/dropout.h"
#include "common/base/mem.h"

/* From the first purchase of all to the end are so many cells. */
#define CELLS_OF_TIME 24.0

static int
by_history(const void *a, const void *b)
{
	const struct history *one = a, *other = b;

	if (one->frequency != other->frequency)
		return one->frequency < other->frequency ? -1 : 1;
	if (one->recency != other->recency)
		return one->recency < other->recency ? -1 : 1;
	return (one->age > other->age) - (one->age < other->age);
}

/* Those who are alike are looked at once. */
static void
merge_alike(struct crowd *c)
{
	size_t kept = 0;

	qsort(c->history, c->count, sizeof *c->history, by_history);
	for (size_t i = 1; i < c->count; i++)
		if (by_history(&c->history[kept], &c->history[i]) == 0)
			c->history[kept].customers += c->history[i].customers;
		else
			c->history[++kept] = c->history[i];
	c->count = kept + 1;
}

static int
by_value(const void *a, const void *b)
{
	const double *one = a, *other = b;

	return (*one > *other) - (*one < *other);
}

static double
number_of(const struct history *h, size_t offset)
{
	return *(const double *)((const char *)h + offset);
}

/* Of the number that stands there in each history. */
static struct shared
shared_of(const struct crowd *c, size_t offset)
{
	struct shared s = { .value = mem_array(c->count, sizeof *s.value) };

	s.of = mem_array(c->count, sizeof *s.of);
	for (size_t i = 0; i < c->count; i++)
		s.value[i] = number_of(&c->history[i], offset);
	qsort(s.value, c->count, sizeof *s.value, by_value);
	for (size_t i = 0; i < c->count; i++)
		if (s.count == 0 || s.value[i] > s.value[s.count - 1])
			s.value[s.count++] = s.value[i];
	for (size_t i = 0; i < c->count; i++) {
		double own = number_of(&c->history[i], offset);
		const double *found =
		    bsearch(&own, s.value, s.count, sizeof *s.value, by_value);

		s.of[i] = (uint32_t)(found - s.value);
	}
	return s;
}

struct crowd
crowd_of(struct history *history, size_t count)
{
	struct crowd c = { .history = history, .count = count };

	merge_alike(&c);
	c.frequency = shared_of(&c, offsetof(struct history, frequency));
	c.recency = shared_of(&c, offsetof(struct history, recency));
	c.age = shared_of(&c, offsetof(struct history, age));
	return c;
}

void
crowd_free(struct crowd *c)
{
	struct shared *s[] = { &c->frequency, &c->recency, &c->age };

	for (size_t i = 0; i < sizeof s / sizeof *s; i++) {
		free(s[i]->value);
		free(s[i]->of);
	}
	free(c->history);
}

/* A history, and the cell of frequency and times that it stands in. */
struct placed {
	struct history cell, own;
};

static int
by_cell(const void *a, const void *b)
{
	const struct placed *one = a, *other = b;

	return by_history(&one->cell, &other->cell);
}

/* The mean of the first of them that stand in one cell; count is how many do. */
static struct history
mean_of_cell(const struct placed *p, size_t most, size_t *count)
{
	struct history mean = { .frequency = p->own.frequency };

	for (*count = 0; *count < most && by_cell(&p[0], &p[*count]) == 0; ++*count) {
		const struct history *h = &p[*count].own;

		mean.customers += h->customers;
		mean.recency += (h->recency - mean.recency) * h->customers / mean.customers;
		mean.age += (h->age - mean.age) * h->customers / mean.customers;
	}
	return mean;
}

struct crowd
crowd_roughly(const struct crowd *c)
{
	double width = c->age.value[c->age.count - 1] / CELLS_OF_TIME;
	struct placed *p = mem_array(c->count, sizeof *p);
	struct history *mean = mem_array(c->count, sizeof *mean);
	size_t means = 0, n;

	for (size_t i = 0; i < c->count; i++) {
		p[i].own = p[i].cell = c->history[i];
		p[i].cell.recency = floor(p[i].own.recency / width);
		p[i].cell.age = floor(p[i].own.age / width);
	}
	qsort(p, c->count, sizeof *p, by_cell);
	for (size_t i = 0; i < c->count; i += n)
		mean[means++] = mean_of_cell(&p[i], c->count - i, &n);
	free(p);
	return crowd_of(mean, means);
}

/* What the values of one kind are to a model; a table of it is freed by the caller. */
static double *
table_of(const struct shared *s, const struct btyd *m,
    double (*of)(const struct btyd *m, double value))
{
	double *table = mem_array(s->count, sizeof *table);

	for (size_t i = 0; i < s->count; i++)
		table[i] = of(m, s->value[i]);
	return table;
}

static struct moment *
moments_of(const struct shared *s, const struct btyd *m)
{
	struct moment *table = mem_array(s->count, sizeof *table);

	for (size_t i = 0; i < s->count; i++)
		table[i] = dropout_moment(m->parameter[1], m->parameter[3], s->value[i]);
	return table;
}

/* log(1 + exp(x)) */
static double
log1p_exp(double x)
{
	return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

/* Of those who have not dropped out, which is all that there is in the limit. */
static double
alive_loglik(const struct crowd *c, const struct btyd *m)
{
	double *bought = table_of(&c->frequency, m, btyd_log_bought);
	double *waited = table_of(&c->age, m, btyd_log_waited);
	double *log_rate = table_of(&c->age, m, btyd_log_rate);
	double sum = 0;

	for (size_t i = 0; i < c->count; i++)
		sum += c->history[i].customers * (bought[c->frequency.of[i]] +
		    waited[c->age.of[i]] -
		    c->history[i].frequency * log_rate[c->age.of[i]]);
	free(bought);
	free(waited);
	free(log_rate);
	return sum;
}

/* What the beta models add for those who have. */
static double
beta_loglik(const struct crowd *c, const struct btyd *m)
{
	double *odds = table_of(&c->frequency, m, btyd_log_chance);
	double *from = table_of(&c->recency, m, btyd_log_rate);
	double *to = table_of(&c->age, m, btyd_log_rate);
	double sum = 0;

	for (size_t i = 0; i < c->count; i++) {
		double n = m->parameter[0] + c->history[i].frequency;

		sum += c->history[i].customers * log1p_exp(odds[c->frequency.of[i]] +
		    n * (to[c->age.of[i]] - from[c->recency.of[i]]));
	}
	free(odds);
	free(from);
	free(to);
	return sum;
}

static double
pareto_loglik(const struct crowd *c, const struct btyd *m)
{
	struct moment *from = moments_of(&c->recency, m), *to = moments_of(&c->age, m);
	struct dropout d = {
		.alpha = m->parameter[1], .beta = m->parameter[3], .s = m->parameter[2],
	};
	double sum = 0;

	for (size_t i = 0; i < c->count; i++) {
		d.size = m->parameter[0] + c->history[i].frequency;
		sum += c->history[i].customers * log1p_exp(dropout_log_odds(&d,
		    &from[c->recency.of[i]], &to[c->age.of[i]]));
	}
	free(from);
	free(to);
	return sum;
}

double
crowd_loglik(const struct crowd *c, const struct btyd *m)
{
	double alive = alive_loglik(c, m);

	if (m->endless)
		return alive;
	return alive + (m->family == PARETONBD ? pareto_loglik(c, m) : beta_loglik(c, m));
}
