/*
 * evidence -- the numbers that fired a rule, in one line to read out.
 */
#ifndef RT_TRIGGERS_EVIDENCE_H
#define RT_TRIGGERS_EVIDENCE_H

#include <stdint.h>

#include "cmd/rt-triggers/line.h"
#include "cmd/rt-triggers/rule.h"
#include "common/base/slice.h"
#include "common/table/glossary.h"
#include "common/value/duration.h"
#include "common/value/lang.h"
#include "common/value/money.h"

/* Cells are said in words of these from now on, as long as they last. */
void evidence_speak(const struct glossary *words);

void line_say(struct line *l, const char *english, const char *chinese); /* a phrase */
void line_add_column(struct line *l, struct slice name);  /* as people call it */
void line_add_value(struct line *l, struct slice column, struct slice value);
void line_add_kind(struct line *l, enum kind k);
void line_add_amount(struct line *l, struct slice column, money m); /* by column */
void line_add_duration(struct line *l, struct duration d);

/* "amount 118.00 in 2026-03". */
void line_add_month_sum(struct line *l, struct slice column, monthnum month, money m);

/* "1 call", "3 calls". */
void line_add_records(struct line *l, int64_t n, enum kind k);

/* " (threshold > 60)". */
void line_add_threshold(struct line *l, const struct rule *r);

#endif
