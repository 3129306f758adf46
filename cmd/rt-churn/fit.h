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
};

struct fitted {
	double value[FIT_MOST], error[FIT_MOST];
	double loglik;
};

/*
 * The greatest of what is reached from the starts.  Dies, status 1, when the
 * likelihood has no greatest value within reach: it names the parameter that
 * runs away and the log-likelihood of the limit.
 */
struct fitted fit(const struct problem *p, const double start[][FIT_MOST],
    size_t starts);

#endif
