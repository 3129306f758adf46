/*
 * A variance is the inverse of the information that is left; with a sound fit
 * the two differ by some powers of ten, never by twelve.
 */
#include "cmd/rt-churn/runaway.h"

#include <math.h>

#include "common/base/diag.h"
#include "common/base/translate.h"

#define VANISHED 1e12

void
runaway_die(const char *name, double loglik, const char *reason)
{
	if (!isfinite(loglik))
		die(BAD_DATA, "no fit: the coefficient of '%s' has no answer; --ridge 1 "
		    "gives one, or --covariates without it", name);
	die(BAD_DATA, "no fit: the coefficient of '%s' runs to infinity%s; the "
	    "log-likelihood of the limit is %.10g; --ridge 1 gives an answer, or "
	    "--covariates without it", name, _(reason), loglik);
}

bool
runaway_hidden(double coef, double variance, double information_at_0)
{
	return variance * information_at_0 > VANISHED &&
	    fabs(coef) < 1e-3 * sqrt(variance);
}
