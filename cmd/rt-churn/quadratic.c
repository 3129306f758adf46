/*
 * quadratic -- V is its diagonal less what the groups share, so that a few rounds do.
 */
#include "cmd/rt-churn/quadratic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/rt-churn/linear.h"
#include "common/base/mem.h"

/* So many rounds without a smaller residual are the end. */
enum { ROUNDS_MOST = 1000, IDLE_MOST = 10 };

/*
 * What is left of the residual when the answer is found, squared; rounding may not let
 * it become so small, and then this is enough.
 */
#define SOLVED 1e-28
#define ENOUGH 1e-18

/* An eigenvalue this small beside the largest is 0. */
#define NOTHING 1e-9

static double
product(const double *a, const double *b, size_t n)
{
	double sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

/* The residual over the diagonal; a group without variance has neither. */
static void
precondition(const double *residual, const double *diagonal, size_t n, double *z)
{
	for (size_t i = 0; i < n; i++)
		z[i] = diagonal[i] > 0 ? residual[i] / diagonal[i] : 0;
}

double
quadratic_form(const double *u, const double *diagonal, size_t n,
    quadratic_multiply *multiply, void *v)
{
	double *room = mem_array(4 * n, sizeof *room);
	double *residual = room, *z = room + n, *way = room + 2 * n, *moved = room + 3 * n;
	double form = 0, size, first, least;
	int idle = 0;

	memcpy(residual, u, n * sizeof *residual);
	precondition(residual, diagonal, n, z);
	memcpy(way, z, n * sizeof *way);
	first = size = least = product(residual, z, n);
	for (int i = 0; i < ROUNDS_MOST && idle < IDLE_MOST && size > SOLVED * first; i++) {
		double step, before = size;

		multiply(v, way, moved);
		step = size / product(way, moved, n);
		form += step * size;
		for (size_t j = 0; j < n; j++)
			residual[j] -= step * moved[j];
		precondition(residual, diagonal, n, z);
		size = product(residual, z, n);
		idle = size < least / 2 ? 0 : idle + 1;
		least = fmin(least, size);
		for (size_t j = 0; j < n; j++)
			way[j] = z[j] + size / before * way[j];
	}
	free(room);
	return least <= ENOUGH * first ? form : NAN;
}

static double
inverse_root(double x)
{
	return x > 0 ? 1 / sqrt(x) : 0;
}

/* V, its rows and columns over the root of the diagonal. */
static gsl_matrix *
write_down(const double *diagonal, size_t n, quadratic_multiply *multiply, void *v)
{
	gsl_matrix *m = linear_matrix(n, n);
	double *x = mem_array(2 * n, sizeof *x), *y = x + n;

	for (size_t j = 0; j < n; j++) {
		x[j] = inverse_root(diagonal[j]);
		multiply(v, x, y);
		x[j] = 0;
		for (size_t i = 0; i < n; i++)
			gsl_matrix_set(m, i, j, y[i] * inverse_root(diagonal[i]));
	}
	free(x);
	return m;
}

double
quadratic_whole(const double *u, const double *diagonal, size_t n, size_t rank,
    quadratic_multiply *multiply, void *v)
{
	gsl_matrix *m = write_down(diagonal, n, multiply, v), *vector = linear_matrix(n, n);
	gsl_vector *value = linear_vector(n);
	gsl_eigen_symmv_workspace *room = linear_eigen(n);
	double form = 0, least;
	size_t found = 0;

	linear_done(gsl_eigen_symmv(m, value, vector, room));
	least = NOTHING * gsl_vector_max(value);
	for (size_t k = 0; k < n; k++) {
		double part = 0;

		if (!(gsl_vector_get(value, k) > least))
			continue;
		for (size_t i = 0; i < n; i++)
			part += gsl_matrix_get(vector, i, k) * u[i] * inverse_root(diagonal[i]);
		form += part * part / gsl_vector_get(value, k);
		found++;
	}
	gsl_eigen_symmv_free(room);
	gsl_matrix_free(m);
	gsl_matrix_free(vector);
	gsl_vector_free(value);
	return found == rank ? form : NAN;
}
