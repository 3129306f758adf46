/*
 * emit -- rows of the tiers table.
 */
#ifndef RT_TIER_EMIT_H
#define RT_TIER_EMIT_H

#include "cmd/rt-tier/assess.h"
#include "common/csv/writer.h"
#include "common/table/options.h"

/* One customer, assessed. */
struct row {
	struct slice customer;
	const struct account *account; /* NULL: no record */
	struct profile *profile;       /* NULL: not in the customers table */
	const struct level *level;
	enum reason reason;
	struct assessment is;
	const struct slice *kept; /* cells of --keep, or NULL */
};

struct emitter;

/* A writer of tiers, for individuals of that scale; writes the header. */
struct emitter *emitter_new(struct writer *w, const struct options *o,
    const struct scale *scale);
void emitter_free(struct emitter *e);

void emit_row(struct emitter *e, const struct row *row);

#endif
