/*
 * tally -- figures by combinations of keys.
 *
 * A row for each combination, in the order in which they were met.  Rows
 * whose first keys are the same are a group.
 */
#ifndef RT_REPORT_TALLY_H
#define RT_REPORT_TALLY_H

#include "cmd/rt-report/figure.h"
#include "common/base/slice.h"

/* What becomes of a group of few customers, or of small figures. */
enum fate { MERGED, STAYS };

struct tally;

/* fold[] says of each figure how records become one; kept. */
struct tally *tally_new(int keys, const enum fold fold[], int figures);
void tally_free(struct tally *t);

/* The figures of that combination, all zero when it is new. */
struct figure *tally_at(struct tally *t, const struct slice value[]);

/* Takes over all that another tally of the same figures has observed, and leaves it empty. */
void tally_merge(struct tally *t, struct tally *from);

uint32_t tally_rows(const struct tally *t);
struct slice tally_key(const struct tally *t, uint32_t row, int key);
struct figure *tally_figures(const struct tally *t, uint32_t row);

/*
 * The group of each row, by its first keys, numbered as they were met; of 0
 * keys all are one.  The caller frees it.
 */
uint32_t *tally_groups(const struct tally *t, int keys);

/*
 * The sum of a figure that is added up over the row's group, for each row;
 * the caller frees it.
 */
wide *tally_totals(const struct tally *t, int keys, int figure);

/*
 * The rows by groups as they were met, within one by rank (NULL: all the
 * same), then as they were met.  The caller frees it.
 */
uint32_t *tally_order(const struct tally *t, int keys, const int64_t rank[]);

/*
 * --top: leaves the groups of the first keys that are largest and merges the
 * rows of all others into groups named "(others)" behind them.  The size of
 * a group is the sum of its rows' size[], or, NULL, of their first figure,
 * which is added up.
 */
struct tally *tally_top(struct tally *t, int keys, int64_t most, const wide size[]);

/*
 * --min-cell: merges the groups of the first keys that have too few
 * customers into one named "(others)", behind all; or the rows that have too
 * few into one of their group whose keys from within on are "(others)".
 */
struct small {
	int keys, within;
	wide least;
	const wide *group, *row;  /* customers of each row's group, or of the row */
};

struct tally *tally_small(struct tally *t, struct small s);

/* Makes "(others)" of the keys from first to end: the first says so. */
void tally_name_others(struct slice value[], int first, int end);

/* Whether the row is one of "(others)". */
bool tally_is_other(const struct tally *t, uint32_t row);

#endif
