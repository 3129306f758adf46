/*
 * fit -- parameters above 0 of greatest likelihood, and their standard errors.
 *
 * Searches over the logs of the parameters: Nelder and Mead's simplex from
 * several starts, then Newton's steps from the best of them, which must
 * arrive.
 */
#ifndef RT_CHURN_FIT_H
#define RT_CHURN_FIT_H

#include <stddef.h>

enum { FIT_MOST = 4 };   /* parameters */

struct problem {
	size_t count;
	const char *const *name;
	double (*loglik)(const double parameter[], const void *data);
	const void *data;
	const void *rough;   /* less data, to find the hill by, or NULL */
};

/* Where the greatest value is. */
enum reach { REACHED, RUNS_TO_ZERO, RUNS_TO_INFINITY };

struct fitted {
	double value[FIT_MOST], error[FIT_MOST];
	double loglik;         /* or that of the limit */
	enum reach reach;
	size_t runs;           /* which parameter does; then there are no values */
};

/* The greatest of what is reached from the starts. */
struct fitted fit(const struct problem *p, const double start[][FIT_MOST],
    size_t starts);

/*
 * Dies, status 1, unless the greatest value was reached: it names the parameter
 * that runs away and the log-likelihood of the limit.
 */
void fit_check(const struct problem *p, const struct fitted *f);

#endif
