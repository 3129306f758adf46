/*
 * reasons -- what may explain a silence (T12).
 *
 * A bad experience: a case, or a low score, in the 90 days before the last
 * record; an unmet need: an objection then; else none is seen.  Memory: 12
 * bytes for each case, low score and objection.
 */
#ifndef RT_TRIGGERS_REASONS_H
#define RT_TRIGGERS_REASONS_H

#include "cmd/rt-triggers/intakes.h"
#include "cmd/rt-triggers/line.h"
#include "cmd/rt-triggers/record.h"

/* Binds the fields it looks at; before tables are read. */
struct reasons *reasons_new(struct intakes *in);
void reasons_free(struct reasons *s);

/* A record of any table. */
void reasons_observe(struct reasons *s, struct record *r);

/* When all are in. */
void reasons_settle(struct reasons *s);

/* "; reason: experience", "need" or "none seen". */
void reasons_add(const struct reasons *s, struct line *l, uint32_t customer, daynum last);

#endif
