/*
 * emit -- what is printed: work orders and their counts.
 */
#ifndef RT_TRIGGERS_EMIT_H
#define RT_TRIGGERS_EMIT_H

#include "cmd/rt-triggers/watch.h"
#include "common/csv/writer.h"

/* The heading of --states and of --key-file, NULL behind it. */
extern const char *const emit_state_header[];
extern const char *const emit_arm_header[];

void emit_orders(struct writer *out, const struct watch *w);

/* --count: what became of the orders of each rule that ran. */
void emit_counts(struct writer *out, const struct watch *w);

#endif
