/*
 * extras -- what a row says besides time and event: for how many it stands, with whom
 * it is compared, and to whom it belongs.
 */
#ifndef RT_CHURN_EXTRAS_H
#define RT_CHURN_EXTRAS_H

#include "cmd/rt-churn/churn.h"
#include "common/table/groups.h"
#include "common/table/table.h"

struct extra {
	uint32_t weight;    /* of --weight, below 2^31; 1 without it */
	uint32_t stratum;   /* of --strata; 0 without it */
	uint32_t cluster;   /* of --cluster; 0 without it */
};

struct extras;

struct extras *extras_new(const struct request *q);
void extras_free(struct extras *e);

/*
 * Of the table's current record; false when it was refused, or has a blank cell of
 * --strata or --cluster, which is counted.  Dies, status 1, when the table lacks a
 * column.
 */
bool extras_read(struct extras *e, struct table *t, struct extra *x);

/* The strata met so far; last as long as e. */
const struct groups *extras_strata(const struct extras *e);

/* How many clusters there are. */
size_t extras_clusters(const struct extras *e);

/* Says how many records were left out. */
void extras_warn(const struct extras *e);

/* The column of --weight in the table, NO_COLUMN without it; dies when it lacks one. */
int extras_weight_column(const struct request *q, struct table *t);

/* An amount of one as that of so many; false when it is too large: refused. */
bool extras_multiply(struct table *t, int column, money *amount, uint32_t weight);

/* Dies, status 2, when --strata, --weight or --cluster is in none of the tables. */
void extras_check(const struct request *q, struct table **tables, int count);

/* For how many the current record stands; false when it was refused. */
bool extras_weight(struct table *t, int column, uint32_t *weight);

#endif
