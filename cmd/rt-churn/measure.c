/*
 * Ties count alike whatever their order: as halves in the area under the
 * curve, by shares in the top tenth.
 */
#include "cmd/rt-churn/measure.h"

#include <math.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "cmd/rt-churn/logit.h"
#include "common/base/mem.h"

struct ranked {
	double log_odds;
	size_t row;
};

static int
by_highest(const void *a, const void *b)
{
	const struct ranked *one = a, *other = b;

	if (one->log_odds > other->log_odds || one->log_odds < other->log_odds)
		return one->log_odds > other->log_odds ? -1 : 1;
	return one->row < other->row ? -1 : 1;
}

size_t *
measure_order(const double *log_odds, size_t rows)
{
	struct ranked *ranked = mem_array(rows, sizeof *ranked);
	size_t *order = mem_array(rows, sizeof *order);

	for (size_t i = 0; i < rows; i++)
		ranked[i] = (struct ranked){ log_odds[i], i };
	if (rows > 0)
		qsort(ranked, rows, sizeof *ranked, by_highest);
	for (size_t i = 0; i < rows; i++)
		order[i] = ranked[i].row;
	free(ranked);
	return order;
}

size_t
measure_tied(const double *log_odds, const size_t *order, size_t rows, size_t i)
{
	size_t end = i + 1;

	while (end < rows && log_odds[order[end]] >= log_odds[order[i]])
		end++;
	return end;
}

int64_t *
measure_deciles(const double *chance, const bool *counts, size_t rows)
{
	size_t counted = 0, before = 0, end;
	size_t *order = measure_order(chance, rows);
	int64_t *decile = mem_array(rows, sizeof *decile);

	for (size_t i = 0; i < rows; i++)
		counted += counts[i];
	for (size_t i = 0; i < rows; i = end) {
		size_t here = before == 0 ? 1 : (10 * (before + 1) + counted - 1) / counted;

		end = measure_tied(chance, order, rows, i);
		for (size_t k = i; k < end; k++) {
			before += counts[order[k]];
			decile[order[k]] = (int64_t)here;
		}
	}
	free(order);
	return decile;
}

int
measure_fold(struct slice id, int64_t seed, int64_t folds)
{
	return (int)(XXH3_64bits_withSeed(id.p, id.n, (uint64_t)seed) % (uint64_t)folds);
}

/* Of one lost and one not: how often the lost one has the higher odds. */
static double
find_auc(const struct measure *m, const size_t *order, const double *log_odds,
    const bool *lost)
{
	double pairs = (double)m->events * (double)(m->rows - m->events);
	double above = 0, won = 0;
	size_t end;

	for (size_t i = 0; i < m->rows; i = end) {
		double here = 0, kept = 0;

		end = measure_tied(log_odds, order, m->rows, i);
		for (size_t k = i; k < end; k++) {
			here += lost[order[k]];
			kept += !lost[order[k]];
		}
		won += kept * (above + here / 2);
		above += here;
	}
	return pairs > 0 ? won / pairs : NAN;
}

/*
 * Of the tied rows at the end of the tenth, as large a share of the lost is in it
 * as of all: which of them come first says nothing.
 */
static double
find_lift(const struct measure *m, const size_t *order, const double *log_odds,
    const bool *lost)
{
	size_t top = m->rows < 10 ? 1 : m->rows / 10, end;
	double hits = 0;

	if (m->events == 0)
		return NAN;
	for (size_t i = 0; i < top; i = end) {
		size_t here = 0, in;

		end = measure_tied(log_odds, order, m->rows, i);
		in = end < top ? end : top;
		for (size_t k = i; k < end; k++)
			here += lost[order[k]];
		hits += (double)here * (double)(in - i) / (double)(end - i);
	}
	return hits / (double)top / ((double)m->events / (double)m->rows);
}

/* The fit of the lost to the log odds alone; none when these are all equal. */
static void
calibrate(struct measure *m, const double *log_odds, const bool *lost)
{
	struct factor f = { .name = (char *)(uintptr_t)"the risk" };
	struct design d = { .factor = &f, .factors = 1, .rows = m->rows };
	double sum = 0, squares = 0;
	struct logit l;

	m->slope = m->intercept = NAN;
	for (size_t i = 0; i < m->rows; i++)
		sum += log_odds[i];
	f.mean = sum / (double)m->rows;
	for (size_t i = 0; i < m->rows; i++)
		squares += pow(log_odds[i] - f.mean, 2);
	f.spread = sqrt(squares / (double)m->rows);
	if (!(f.spread > 0) || m->events == 0 || m->events == m->rows ||
	    m->auc >= 1 || m->auc <= 0)
		return;
	d.x = mem_array(m->rows, sizeof *d.x);
	for (size_t i = 0; i < m->rows; i++)
		d.x[i] = (log_odds[i] - f.mean) / f.spread;
	l = logit_fit(&d, lost, NULL, 0);
	m->slope = gsl_vector_get(l.coef, 1) / f.spread;
	m->intercept = gsl_vector_get(l.coef, 0) - m->slope * f.mean;
	logit_free(&l);
	free(d.x);
}

struct measure
measure_of(const double *log_odds, const bool *lost, size_t rows)
{
	struct measure m = { .rows = rows };
	size_t *order = measure_order(log_odds, rows);

	for (size_t i = 0; i < rows; i++) {
		m.events += lost[i];
		m.loglik += logit_loglik(log_odds[i], lost[i]);
		m.brier += pow(lost[i] - logit_chance(log_odds[i]), 2) / (double)rows;
	}
	m.brier_reference = (double)m.events / (double)rows * (double)(rows - m.events) /
	    (double)rows;
	m.auc = find_auc(&m, order, log_odds, lost);
	m.lift = find_lift(&m, order, log_odds, lost);
	calibrate(&m, log_odds, lost);
	free(order);
	return m;
}
