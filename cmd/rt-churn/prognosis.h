/*
 * prognosis -- how long a customer will stay, by a model of Cox with its baseline.
 *
 * Survival is exp(-H(t) exp(x b)), H the cumulative baseline hazard of a customer
 * who is like the mean of those the model was fitted to: Therneau and Grambsch
 * (2000), "Modeling Survival Data", 10.2; as R's survfit.coxph().
 *
 * A table of its own that a person can read: see rt-churn(1), --save-model.
 */
#ifndef RT_CHURN_PROGNOSIS_H
#define RT_CHURN_PROGNOSIS_H

#include "cmd/rt-churn/covariates.h"
#include "cmd/rt-churn/endless.h"
#include "cmd/rt-churn/model.h"
#include "common/table/groups.h"

/* The cumulative hazard of one stratum, from each of these times on. */
struct baseline {
	double *time, *hazard;   /* ascending */
	size_t count, room_time, room_hazard;
};

struct prognosis {
	struct model model;      /* its parts are of the log hazard; no intercept */
	struct names strata;     /* the columns of --strata */
	struct groups *groups;   /* their cells: a stratum each */
	struct baseline *baseline;
	uint32_t known;          /* strata with a baseline, by number; others are new */
	double unit;             /* days; NAN: times are those of a column */
};

/*
 * What a fit has learnt: the columns of the covariates, a coefficient in the column's
 * own unit for each of the factors (NAN: it runs away), and the strata, whose
 * baselines are still empty.
 */
struct prognosis prognosis_learn(const struct request *q, const struct covariates *c,
    const struct factor *factor, size_t factors, const double *coef,
    const struct groups *strata);
void prognosis_free(struct prognosis *p);

/* Adds a time, later than all before it, and the cumulative hazard from there on. */
void baseline_add(struct baseline *b, double time, double hazard);

/*
 * The chance of one who has stayed so long to stay for the horizon, too; NAN when
 * nobody of the stratum was seen to leave so late, and in a stratum that is new.
 * The part is x b, above that of the mean customer.
 */
double prognosis_survival(const struct prognosis *p, uint32_t stratum, double tenure,
    double horizon, double part);

/* Whether the cell has a level whose coefficient runs away. */
bool prognosis_endless(const struct prognosis *p, int column, struct slice text);

/* To a file, and back; reading dies, status 1, and says by line and column why. */
void prognosis_write(const struct prognosis *p, const char *path);
struct prognosis prognosis_read(const struct options *o, const char *path);

#endif
