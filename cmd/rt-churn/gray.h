/*
 * gray -- whether groups differ in how many have left for one of several reasons.
 *
 * Gray (1988), "A class of k-sample tests for comparing the cumulative incidence of a
 * competing risk", Annals of Statistics 16, with rho 0; at ties as his cmprsk does.
 *
 * Memory: 24 bytes a subject, 160 a group.
 */
#ifndef RT_CHURN_GRAY_H
#define RT_CHURN_GRAY_H

#include "cmd/rt-churn/subjects.h"

struct gray;

struct verdict {
	double chi2, p;    /* NAN: there is nothing to compare */
	int df;            /* below 0: neither */
};

/*
 * Of samples in which all are seen from the start, with the number of the reason by row;
 * copies what it needs of them.
 */
struct gray *gray_new(const struct sample sample[], uint32_t groups,
    const uint32_t *cause);
void gray_free(struct gray *g);

/*
 * Compares those samples that hold somebody, each stratum for itself.  Takes time in
 * proportion to the subjects and to the groups times the times at which somebody leaves
 * for the reason, for each of a few dozen rounds.
 */
struct verdict gray_test(struct gray *g, uint32_t cause);

#endif
