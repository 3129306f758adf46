/*
 * subjects -- how long each customer stayed, and whether that was the end.
 *
 * From customers tables, or from any table with --time and --event.
 *
 * Memory: 32 bytes each, 16 more with --entry, 4 with --cluster and 4 with causes.
 */
#ifndef RT_CHURN_SUBJECTS_H
#define RT_CHURN_SUBJECTS_H

#include "cmd/rt-churn/churn.h"
#include "cmd/rt-churn/covariates.h"
#include "cmd/rt-churn/goodbyes.h"
#include "common/table/groups.h"

struct subject {
	double time;
	double entry;      /* seen from then on; below 0: from the start */
	uint32_t group;
	uint32_t row;      /* of its covariates, in the order of reading */
	uint32_t stratum;  /* only those of one are compared */
	uint32_t event : 1;        /* else censored: no more is known */
	uint32_t weight : 31;      /* how many are like that */
};

/* When somebody comes into sight, or several at once. */
struct arrival {
	double entry;
	uint32_t weight;
};

/* Those of one group. */
struct sample {
	const struct subject *subject;  /* in the order of time */
	const struct arrival *arrival;  /* in the order of entry; NULL: all from the start */
	size_t count;
	int64_t size;                   /* the sum of the weights */
};

struct subjects;

/* Reads all, with --strata, --weight and --cluster where given; says on standard error who was left out. */
struct subjects *subjects_read(const struct request *q);

/* The same of those whose covariates are known, which are gathered. */
struct subjects *subjects_read_with(const struct request *q, struct covariates *c);

/* The same, and why those left who left. */
struct subjects *subjects_read_causes(const struct request *q);

void subjects_free(struct subjects *s);

const struct groups *subjects_groups(const struct subjects *s);

/* The cells of --strata, by the number of the stratum; last as long as s. */
const struct groups *subjects_strata(const struct subjects *s);

/* The cluster of each row, and how many there are; NULL without --cluster. */
const uint32_t *subjects_clusters(const struct subjects *s, size_t *count);

/* The reasons met, and by row the number of each; NULL unless they were read. */
const struct goodbyes *subjects_causes(const struct subjects *s);
const uint32_t *subjects_cause(const struct subjects *s);

/* Those of the group of that number; lasts as long as s. */
struct sample subjects_sample(const struct subjects *s, uint32_t group);

/* Who of a sample is at risk at a time, also where nobody comes or goes. */
int64_t subjects_at_risk(const struct sample *s, double time);

#endif
