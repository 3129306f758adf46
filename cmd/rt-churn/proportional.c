/*
 * The sets at risk are walked once more at the coefficients found; what each time
 * says of the score is also taken times 1 - S just before it.
 */
#include "cmd/rt-churn/proportional.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

#include "cmd/rt-churn/curve.h"
#include "cmd/rt-churn/linear.h"
#include "cmd/rt-churn/riskset.h"
#include "common/base/mem.h"

/* Sums over the times of events: of g r, g V and g g V. */
struct tilt {
	gsl_vector *score;
	gsl_matrix *mixed, *square;
};

/* 1 - S just before the time. */
static double
tilt_at(const struct curve *c, double time)
{
	const struct step *s = curve_at(c, nextafter(time, -HUGE_VAL));

	return s == NULL ? 0 : 1 - s->survival;
}

static void
add_scaled(gsl_matrix *to, const gsl_matrix *m, double factor)
{
	for (size_t j = 0; j < m->size1; j++)
		for (size_t k = 0; k < m->size2; k++)
			*gsl_matrix_ptr(to, j, k) += factor * gsl_matrix_get(m, j, k);
}

static void
add_tilts(struct tilt *t, const struct cox *c, const struct sample *s, struct riskset *r)
{
	struct curve curve = curve_of(s);
	struct part now = part_new(c->coef->size);

	riskset_start(r, c->coef);
	while (riskset_next(r)) {
		double g = tilt_at(&curve, r->time);

		part_empty(&now);
		riskset_tell(r, &now);
		part_mirror(&now);
		linear_done(gsl_blas_daxpy(g, now.score, t->score));
		add_scaled(t->mixed, now.information, g);
		add_scaled(t->square, now.information, g * g);
	}
	part_free(&now);
	curve_free(&curve);
}

/* u' M^-1 u over the columns of that name; NAN when there is no inverse. */
static struct proportional
judge(const struct tilt *t, const gsl_matrix *m, const struct design *d, int column)
{
	struct proportional result = { NAN, NAN, 0 };
	size_t *at = mem_array(d->factors, sizeof *at), n = 0;
	gsl_matrix *part;
	gsl_vector *u, *x;

	for (size_t j = 0; j < d->factors; j++)
		if (d->factor[j].column == column)
			at[n++] = j;
	if (n == 0) {
		free(at);
		return result;
	}
	part = linear_matrix(n, n);
	u = linear_vector(n);
	x = linear_vector(n);
	for (size_t j = 0; j < n; j++) {
		gsl_vector_set(u, j, gsl_vector_get(t->score, at[j]));
		for (size_t k = 0; k < n; k++)
			gsl_matrix_set(part, j, k, gsl_matrix_get(m, at[j], at[k]));
	}
	result.df = (int)n;
	if (gsl_linalg_cholesky_decomp1(part) == GSL_SUCCESS &&
	    gsl_linalg_cholesky_solve(part, u, x) == GSL_SUCCESS) {
		linear_done(gsl_blas_ddot(u, x, &result.chi2));
		result.p = gsl_cdf_chisq_Q(result.chi2, result.df);
	}
	gsl_matrix_free(part);
	gsl_vector_free(u);
	gsl_vector_free(x);
	free(at);
	return result;
}

struct proportional
proportional_of(const struct cox *c, const struct sample *s, const struct design *d,
    const uint32_t *stratum, int column)
{
	size_t p = d->factors;
	struct tilt t = {
		linear_vector(p), linear_matrix(p, p), linear_matrix(p, p),
	};
	gsl_matrix *half = linear_matrix(p, p);
	struct riskset r = riskset_new(s, d, stratum);
	struct proportional result;

	add_tilts(&t, c, s, &r);
	/* What the coefficients themselves explain is taken off: Schur's complement. */
	linear_done(gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, c->variance, t.mixed, 0, half));
	linear_done(gsl_blas_dgemm(CblasTrans, CblasNoTrans, -1, t.mixed, half, 1, t.square));
	result = judge(&t, t.square, d, column);
	riskset_free(&r);
	gsl_matrix_free(half);
	gsl_vector_free(t.score);
	gsl_matrix_free(t.mixed);
	gsl_matrix_free(t.square);
	return result;
}
