/*
 * tier -- what the parts of rt-tier share: the request, the run, a row.
 */
#ifndef RT_TIER_H
#define RT_TIER_H

#include <stdbool.h>

#include "cmd/rt-tier/assess.h"
#include "cmd/rt-tier/ledger.h"
#include "cmd/rt-tier/level.h"
#include "cmd/rt-tier/links.h"
#include "cmd/rt-tier/previous.h"
#include "cmd/rt-tier/profiles.h"
#include "cmd/rt-tier/revenue.h"
#include "cmd/rt-tier/rfm.h"
#include "cmd/rt-tier/value.h"
#include "common/table/options.h"
#include "common/table/tiers.h"

/* What the command line asks for. */
struct request {
	struct options common;
	struct paths customers, previous; /* each one table */
	const char *cuts;
	const char *simulate;
	monthnum month;         /* NO_MONTH: the latest that is over */
	int months, window, grace;
	money share_a, share_b; /* of --abc: ten-thousandths of a percent */
	bool with_rfm;
	bool sorted;
	bool merge;
	bool input_only;        /* only who has a record: the input is a part */
	struct tiers *tiers;
	struct tiers *second;   /* of --simulate, or NULL */
	struct keep *keep;      /* NULL: nothing to keep */
};

/* Whether there may be other customers, on other machines. */
static inline bool
request_is_part(const struct request *q)
{
	return q->common.parts > 0 || q->input_only;
}

/* What rows are made from. */
struct assessment {
	const struct request *q;
	struct profiles *customers; /* NULL: no such table */
	struct previous *previous;   /* NULL: no earlier run */
	struct ledger *ledger;
	struct links *links;
	struct revenue *revenue;
	struct rfm *rfm;             /* NULL: not asked for */
	struct writer *cuts;         /* NULL: not asked for */
	struct scales scales;
	struct span span;
	bool has_classes;            /* abc and class_a are known */
	struct abc abc;
	struct average class_a;
	uint64_t silent;             /* rows without a record in the window */
};

/* A customer or a group, assessed. */
struct row {
	struct slice id;
	const struct slice *kept;    /* cells of --keep, or NULL */
	const struct level *level;   /* what it would be on, where it has left */
	struct standing standing;
	bool is_group;
	bool has_left;               /* and stands on no level */
	bool has_least;
	money least;
	struct figures figures;
	int tenure;                  /* months; < 0: not known */
	enum class class;
	enum potential potential;
	enum ladder ladder;
	const struct past *past;     /* NULL: not in the earlier run */
	struct scores scores;
};

/*
 * Assesses an individual; account, profile and past may be NULL.  The row
 * borrows from the run.
 */
void row_individual(struct row *row, struct assessment *r, struct slice id,
    const struct account *a, struct link link);

/* The same for a group of the customers table. */
void row_group(struct row *row, struct assessment *r, uint32_t group);

/* What the row would be under other scales, without grace. */
struct standing row_under(const struct assessment *r, const struct scales *s,
    const struct account *a, const struct profile *p);

#endif
