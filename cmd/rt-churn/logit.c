/*
 * Newton's steps on the log-likelihood, the same as iterated weighted least
 * squares.  A coefficient without end shows in that it goes on running when
 * all others have arrived.
 */
#include "cmd/rt-churn/logit.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/linear.h"
#include "cmd/rt-churn/runaway.h"
#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

enum { STEPS_USUAL = 20, STEPS_MOST = 100, HALVINGS_MOST = 30 };

/* Log odds so large that no finite coefficient of sound data makes them. */
#define CERTAIN 30.0

struct work {
	const struct design *d;
	const bool *event, *take;
	double *reach;           /* of the columns: largest less smallest */
	double ridge;
	double loglik, goal;     /* without the penalty, and with it */
	double most;             /* of the log odds of the rows, in size */
	gsl_vector *score, *step;
	gsl_matrix *information;
};

double
logit_chance(double log_odds)
{
	return log_odds >= 0 ? 1 / (1 + exp(-log_odds)) :
	    exp(log_odds) / (1 + exp(log_odds));
}

double
logit_loglik(double log_odds, bool event)
{
	double z = event ? -log_odds : log_odds;

	return z > 0 ? -z - log1p(exp(-z)) : -log1p(exp(z));
}

double
logit_score(const struct logit *l, const double *x)
{
	double sum = gsl_vector_get(l->coef, 0);

	for (size_t j = 1; j < l->coef->size; j++)
		sum += gsl_vector_get(l->coef, j) * x[j - 1];
	return sum;
}

/* Adds what one row says. */
static void
add_row(struct work *w, const double *x, double log_odds, bool event)
{
	double p = logit_chance(log_odds), off = event - p, weight = p * (1 - p);
	size_t n = w->d->factors;
	double *score = w->score->data, *row = w->information->data;

	w->loglik += logit_loglik(log_odds, event);
	w->most = fmax(w->most, fabs(log_odds));
	score[0] += off;
	row[0] += weight;
	for (size_t j = 0; j < n; j++) {
		row += w->information->tda;
		score[j + 1] += off * x[j];
		row[0] += weight * x[j];
		for (size_t k = 0; k <= j; k++)
			row[k + 1] += weight * x[j] * x[k];
	}
}

/* Fixed columns stay where they are; the penalty pulls the others to 0. */
static void
restrain(struct work *w, const gsl_vector *coef)
{
	for (size_t j = 1; j < coef->size; j++) {
		double b = gsl_vector_get(coef, j);

		w->goal -= w->ridge / 2 * b * b;
		*gsl_vector_ptr(w->score, j) -= w->ridge * b;
		*gsl_matrix_ptr(w->information, j, j) += w->ridge;
		if (w->reach[j - 1] > 0)
			continue;
		gsl_vector_set(w->score, j, 0);
		for (size_t k = 0; k < coef->size; k++) {
			gsl_matrix_set(w->information, j, k, j == k);
			gsl_matrix_set(w->information, k, j, j == k);
		}
	}
}

static void
evaluate(struct work *w, const struct logit *l)
{
	const struct design *d = w->d;

	w->loglik = w->most = 0;
	gsl_vector_set_zero(w->score);
	gsl_matrix_set_zero(w->information);
	for (size_t i = 0; i < d->rows; i++) {
		const double *x = d->x + i * d->factors;

		if (w->take == NULL || w->take[i])
			add_row(w, x, logit_score(l, x), w->event[i]);
	}
	for (size_t j = 0; j < l->coef->size; j++)
		for (size_t k = 0; k < j; k++)
			gsl_matrix_set(w->information, k, j,
			    gsl_matrix_get(w->information, j, k));
	w->goal = w->loglik;
	restrain(w, l->coef);
}

static void
find_reach(struct work *w)
{
	const struct design *d = w->d;

	for (size_t j = 0; j < d->factors; j++) {
		double least = HUGE_VAL, most = -HUGE_VAL;

		for (size_t i = 0; i < d->rows; i++)
			if (w->take == NULL || w->take[i]) {
				least = fmin(least, d->x[i * d->factors + j]);
				most = fmax(most, d->x[i * d->factors + j]);
			}
		w->reach[j] = most - least;
	}
}

_Noreturn static void
die_of(const char *name, const struct work *w)
{
	runaway_die(name, w->loglik, N_(", it separates the lost"));
}

/* The column whose last step moved the log odds most is the one that runs. */
_Noreturn static void
run_away(const struct work *w)
{
	const struct design *d = w->d;
	double most = 0;
	const char *name = "(intercept)";

	for (size_t j = 0; j < d->factors; j++) {
		double move = fabs(gsl_vector_get(w->step, j + 1)) * w->reach[j];

		if (move > most * (1 + 1e-6)) {
			most = move;
			name = d->factor[j].name;
		}
	}
	die_of(name, w);
}

/* At 0 a row has a quarter of the square of its column's reach, at the most. */
static void
check_hidden(const struct work *w, const struct logit *l)
{
	for (size_t j = 0; j < w->d->factors; j++)
		if (runaway_hidden(gsl_vector_get(l->coef, j + 1),
		    gsl_matrix_get(l->variance, j + 1, j + 1),
		    w->reach[j] * w->reach[j]))
			die_of(w->d->factor[j].name, w);
}

static bool
find_step(const struct work *w)
{
	gsl_matrix *m = linear_matrix(w->step->size, w->step->size);
	bool found;

	linear_done(gsl_matrix_memcpy(m, w->information));
	found = gsl_linalg_cholesky_decomp1(m) == GSL_SUCCESS &&
	    gsl_linalg_cholesky_solve(m, w->score, w->step) == GSL_SUCCESS;
	gsl_matrix_free(m);
	return found;
}

/* Goes the step, or half of it until the goal does not fall. */
static void
go(struct work *w, struct logit *l)
{
	double before = w->goal;

	linear_done(gsl_vector_add(l->coef, w->step));
	evaluate(w, l);
	for (int i = 0; i < HALVINGS_MOST && !(w->goal >= before - 1e-10 * fabs(before));
	    i++) {
		linear_done(gsl_vector_scale(w->step, 0.5));
		linear_done(gsl_vector_sub(l->coef, w->step));
		evaluate(w, l);
	}
}

/*
 * Newton's steps soon vanish where there is an answer; where a coefficient
 * runs away, each goes on adding about 1 to the log odds of some row.
 */
static void
iterate(struct work *w, struct logit *l)
{
	double size = HUGE_VAL, before = 0;

	evaluate(w, l);
	for (int i = 0; i < STEPS_MOST && size > 1e-10 && find_step(w); i++) {
		before = w->most;
		go(w, l);
		size = fabs(gsl_vector_get(w->step, gsl_blas_idamax(w->step)));
		if (i >= STEPS_USUAL && w->most > CERTAIN && w->most > before + 0.5)
			run_away(w);
	}
	if (size > 1e-8 || !isfinite(w->loglik))
		run_away(w);
}

/* Nobody lost, or nobody left: the intercept alone runs away. */
static void
check_both(const struct work *w)
{
	size_t rows = 0, events = 0;

	for (size_t i = 0; i < w->d->rows; i++)
		if (w->take == NULL || w->take[i]) {
			rows++;
			events += w->event[i];
		}
	if (events == 0 || events == rows)
		die(BAD_DATA, "no fit: %s was lost; the coefficient of '(intercept)' "
		    "runs to infinity, the log-likelihood of the limit is 0",
		    events == 0 ? _("nobody") : _("everybody"));
}

struct logit
logit_fit(const struct design *d, const bool *event, const bool *take, double ridge)
{
	size_t p = d->factors + 1;
	struct logit l = { linear_vector(p), linear_matrix(p, p), 0 };
	struct work w = {
		.d = d, .event = event, .take = take, .ridge = ridge,
		.reach = mem_array(d->factors, sizeof(double)),
		.score = linear_vector(p), .step = linear_vector(p),
		.information = linear_matrix(p, p),
	};

	check_both(&w);
	find_reach(&w);
	iterate(&w, &l);
	l.loglik = w.loglik;
	linear_done(gsl_matrix_memcpy(l.variance, w.information));
	if (gsl_linalg_cholesky_decomp1(l.variance) != GSL_SUCCESS ||
	    gsl_linalg_cholesky_invert(l.variance) != GSL_SUCCESS)
		run_away(&w);
	if (ridge == 0)
		check_hidden(&w, &l);
	free(w.reach);
	gsl_vector_free(w.step);
	gsl_vector_free(w.score);
	gsl_matrix_free(w.information);
	return l;
}

void
logit_free(struct logit *l)
{
	gsl_vector_free(l->coef);
	gsl_matrix_free(l->variance);
}
