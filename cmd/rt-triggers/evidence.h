/*
 * evidence -- the numbers that fired a rule, in one line to read out.
 */
#ifndef RT_TRIGGERS_EVIDENCE_H
#define RT_TRIGGERS_EVIDENCE_H

#include <stdint.h>

#include "cmd/rt-triggers/rule.h"
#include "common/base/slice.h"
#include "common/value/date.h"
#include "common/value/lang.h"
#include "common/value/money.h"

enum { LINE_ROOM = 512 };

/* A line that is being written; what does not fit is left out. */
struct line {
	char text[LINE_ROOM];
	size_t n;
};

struct slice line_slice(const struct line *l);
void line_add(struct line *l, const char *text);
void line_say(struct line *l, const char *english, const char *chinese); /* a phrase */
void line_add_column(struct line *l, struct slice name);  /* as people call it */
void line_add_kind(struct line *l, enum kind k);
void line_add_slice(struct line *l, struct slice text);
void line_add_count(struct line *l, int64_t n);
void line_add_quantity(struct line *l, money m);   /* as few decimals as it has */
void line_add_money(struct line *l, money m);
void line_add_amount(struct line *l, struct slice column, money m); /* by column */
void line_add_date(struct line *l, daynum d);
void line_add_month(struct line *l, monthnum m);
void line_add_time(struct line *l, instant t);     /* 2026-03-01 09:30 */
void line_add_duration(struct line *l, struct duration d);

/* "1 call", "3 calls". */
void line_add_records(struct line *l, int64_t n, enum kind k);

/* " (threshold > 60)". */
void line_add_threshold(struct line *l, const struct rule *r);

#endif
