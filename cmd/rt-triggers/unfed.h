/*
 * unfed -- rules that are on, and whose table or column is not there.
 *
 * Doubted where another table was given for the rule: what a rule asks of the
 * customer's row or the tier when no given table has it, what it asks of tiers
 * when they lack it, a table of several that such a rule is about, and a
 * column of its own table that is taken as blank or that a rule needs which
 * was asked for by name or is of one's own policy.
 */
#ifndef RT_TRIGGERS_UNFED_H
#define RT_TRIGGERS_UNFED_H

#include "cmd/rt-triggers/choose.h"
#include "cmd/rt-triggers/intakes.h"

/* The tables are open, and the rules know what feeds them. */
void unfed_doubt(const struct intakes *in, struct table *const *tables,
    enum choice_of_rules chosen);

#endif
