/*
 * months -- what the orders of rules about the assessment month have in common.
 */
#ifndef RT_TRIGGERS_MONTHS_H
#define RT_TRIGGERS_MONTHS_H

#include "cmd/rt-triggers/line.h"
#include "cmd/rt-triggers/rule.h"
#include "cmd/rt-triggers/watch.h"

/* "amount 0.00 in 2026-02". */
void months_evidence(struct line *l, const struct rule *r, monthnum month, money v);

/* Opens an order of the month, whose evidence is the line of the watch. */
void months_open(struct watch *w, const struct rule *r, int guard, uint32_t customer);

#endif
