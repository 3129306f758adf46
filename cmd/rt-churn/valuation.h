/*
 * valuation -- a model of buyers, fitted to them or read from a file.
 */
#ifndef RT_CHURN_VALUATION_H
#define RT_CHURN_VALUATION_H

#include <stdbool.h>

#include "cmd/rt-churn/btyd.h"
#include "cmd/rt-churn/buyers.h"
#include "cmd/rt-churn/spend.h"

enum { SPEND_PARAMETERS = 3 };
extern const char *const spend_parameter[SPEND_PARAMETERS];

struct valuation {
	struct btyd model;
	double error[BTYD_PARAMETERS];
	double loglik, customers;
	bool has_spend;
	struct spend spend;
	double spend_error[SPEND_PARAMETERS];
};

/* What the model sees of the buyer when end is the last day, in days of unit. */
struct history valuation_history(const struct buyer *b, daynum end, double unit);

/* The mean amount of the days after the first; 0 when none is known. */
double valuation_mean(const struct buyer *b);

/*
 * The fit of the family, and with has_spend that of the amounts too.  Dies,
 * status 1, when there is none: see fit.h.
 */
struct valuation valuation_fit(const struct buyer buyer[], size_t count, daynum end,
    double unit, enum family family, bool has_spend);

/*
 * A table as --params writes it; named says that the family was asked for, and
 * is not taken from the parameters.  Mistakes end the program, status 2.
 */
struct valuation valuation_read(const struct options *o, const char *path,
    enum family family, bool named, bool has_spend);

#endif
