/*
 * runaway -- fits without an answer: a coefficient that would go on for ever.
 */
#ifndef RT_CHURN_RUNAWAY_H
#define RT_CHURN_RUNAWAY_H

#include <stdbool.h>

/*
 * Dies, status 1: that coefficient runs to infinity, to a limit of that
 * log-likelihood (NAN: not even that is known), for the reason that stands
 * behind "infinity", "" for none.
 */
_Noreturn void runaway_die(const char *name, double loglik, const char *reason);

/*
 * Whether a coefficient has run until rounding hid its steps: next to nothing
 * is left, as its variance says, of the information that there was at 0.
 */
bool runaway_hidden(double coef, double variance, double information_at_0);

#endif
