/*
 * linear -- the GSL's vectors, matrices, searches and integrals: each is what
 * was asked for, or the program ends with status 3.
 */
#ifndef RT_CHURN_LINEAR_H
#define RT_CHURN_LINEAR_H

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_vector.h>
#include <stddef.h>

/* Before any call to the GSL, which would else abort the program on a fault. */
void linear_begin(void);

/* Zeroed; the caller frees them as the GSL does. */
gsl_vector *linear_vector(size_t n);
gsl_matrix *linear_matrix(size_t rows, size_t columns);

/* Nelder and Mead's search over n parameters; room to integrate and to turn in. */
gsl_multimin_fminimizer *linear_search(size_t n);
gsl_integration_workspace *linear_room(size_t intervals);
gsl_eigen_symmv_workspace *linear_eigen(size_t n);

/* Dies unless a call that has no reason to fail has succeeded. */
void linear_done(int status);

#endif
