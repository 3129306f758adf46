/*
 * quadratic -- how far a vector is from 0, by the covariances of what it is made of.
 */
#ifndef RT_CHURN_QUADRATIC_H
#define RT_CHURN_QUADRATIC_H

#include <stddef.h>

/* Writes V x to y. */
typedef void quadratic_multiply(void *v, const double *x, double *y);

/*
 * u' V^- u by conjugate gradients (Hestenes and Stiefel 1952), the diagonal, or what
 * is like it, as preconditioner; where that is 0 the row of V is nothing.  NAN when
 * there is no answer.
 */
double quadratic_form(const double *u, const double *diagonal, size_t n,
    quadratic_multiply *multiply, void *v);

/* Groups up to here have covariances that can be written down. */
enum { QUADRATIC_WHOLE = 64 };

/*
 * The same of no more than QUADRATIC_WHOLE, with V written down: NAN, too, when its rank
 * is not that one.
 */
double quadratic_whole(const double *u, const double *diagonal, size_t n, size_t rank,
    quadratic_multiply *multiply, void *v);

#endif
