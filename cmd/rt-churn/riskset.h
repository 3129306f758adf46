/*
 * riskset -- the times at which somebody leaves, and who could have.
 *
 * Walks back in time, stratum after stratum, and keeps sums over those at risk:
 * of exp(x b), of x times that, and of x x' times that.  The largest x b so far is
 * taken out of all exponents, so that none is too large for a number.
 */
#ifndef RT_CHURN_RISKSET_H
#define RT_CHURN_RISKSET_H

#include <gsl/gsl_matrix.h>
#include <gsl/gsl_vector.h>

#include "cmd/rt-churn/covariates.h"
#include "cmd/rt-churn/subjects.h"

struct sums {
	double weight, *first, *second;   /* of second the lower half */
};

struct riskset {
	/* At the time where the walk stands: */
	double time;
	uint32_t stratum;
	int64_t deaths;       /* their weights */
	double top;           /* what was taken out of the exponents of the sums */
	struct sums risk, dead;
	double *gone;         /* the sum of x of those who leave */
	double lead;          /* the sum of their exponents, top taken out of each */
	/* Its own: */
	const struct design *design;
	struct subject *one;              /* by stratum, in each by time */
	const struct subject **by_entry;  /* in each latest first; NULL: no late entry */
	double *log_weight;               /* of each row: x b */
	double *mean;                     /* room for a mean of x */
	size_t count, first, at;          /* of the stratum the first; who is next */
	size_t outside, end;              /* of by_entry: who is not yet in; one behind */
};

/*
 * Those of the sample, each in the stratum that stratum says by row; NULL: all in
 * one.  The design is borrowed, the rest copied.
 */
struct riskset riskset_new(const struct sample *s, const struct design *d,
    const uint32_t *stratum);
void riskset_free(struct riskset *r);

/* Stands before the last time of the first stratum, at these coefficients. */
void riskset_start(struct riskset *r, const gsl_vector *coef);

/* Goes to the next time at which somebody leaves; false when there is none. */
bool riskset_next(struct riskset *r);

/* Of one time with deaths, or of all: score and information. */
struct part {
	double loglik;
	gsl_vector *score;
	gsl_matrix *information;   /* the lower half, until it is mirrored */
};

struct part part_new(size_t factors);
void part_free(struct part *p);
void part_empty(struct part *p);
void part_mirror(struct part *p);

/* Adds what the deaths where the walk stands say. */
void riskset_tell(const struct riskset *r, struct part *to);

/*
 * The increase of the cumulative baseline hazard there, of one with x b = 0: the
 * estimator that goes with Efron's likelihood, as R's survfit.coxph() has it.
 */
double riskset_baseline(const struct riskset *r);

#endif
