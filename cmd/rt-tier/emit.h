/*
 * emit -- rows of the tiers table.
 */
#ifndef RT_TIER_EMIT_H
#define RT_TIER_EMIT_H

#include "cmd/rt-tier/tier.h"
#include "common/csv/writer.h"

struct emitter;

/* Headings behind those of tiers, NULL at the end: of --previous, of --rfm. */
extern const char *const emit_movement_header[];
extern const char *const emit_scores_header[];

/* A writer of tiers for the run; writes the header. */
struct emitter *emitter_new(struct writer *w, const struct assessment *r);
void emitter_free(struct emitter *e);

void emit_row(struct emitter *e, const struct row *row);

/* Who was in the earlier run and is no more. */
void emit_gone(struct emitter *e, struct slice id, const struct past *past);

#endif
