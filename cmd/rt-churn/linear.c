/*
 * The GSL returns NULL where there is no memory, and a number where sizes do
 * not go together, which would be a fault of ours.
 */
#include "cmd/rt-churn/linear.h"

#include <gsl/gsl_errno.h>

#include "common/base/diag.h"

void
linear_begin(void)
{
	gsl_set_error_handler_off();
}

static void
check(const void *made)
{
	if (made == NULL)
		die(BAD_SYSTEM, "out of memory");
}

gsl_vector *
linear_vector(size_t n)
{
	gsl_vector *v = gsl_vector_calloc(n);

	check(v);
	return v;
}

gsl_matrix *
linear_matrix(size_t rows, size_t columns)
{
	gsl_matrix *m = gsl_matrix_calloc(rows, columns);

	check(m);
	return m;
}

gsl_multimin_fminimizer *
linear_search(size_t n)
{
	gsl_multimin_fminimizer *s =
	    gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);

	check(s);
	return s;
}

gsl_integration_workspace *
linear_room(size_t intervals)
{
	gsl_integration_workspace *room = gsl_integration_workspace_alloc(intervals);

	check(room);
	return room;
}

gsl_eigen_symmv_workspace *
linear_eigen(size_t n)
{
	gsl_eigen_symmv_workspace *room = gsl_eigen_symmv_alloc(n);

	check(room);
	return room;
}

void
linear_done(int status)
{
	if (status != GSL_SUCCESS)
		die(BAD_SYSTEM, "the GSL: %s", gsl_strerror(status));
}
