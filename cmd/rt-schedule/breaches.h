/*
 * breaches -- the broken rules that a check collects.
 */
#ifndef RT_SCHEDULE_BREACHES_H
#define RT_SCHEDULE_BREACHES_H

#include "cmd/rt-schedule/plan.h"

/* In the order in which those of one row are told. */
enum rule {
	RULE_WORKING_DAY, RULE_HOURS, RULE_QUIET, RULE_CAP, RULE_GAP, RULE_LEFT, RULE_REFUSED,
	RULE_CAPACITY, RULE_OVERLAP, RULE_DAY_OFF, RULE_ONE_CONTACT, RULE_CHANNEL,
	RULE_DUE, RULE_LOST, RULE_DUPLICATE, RULE_CONTROL,
	RULES,
};

enum { NO_LINE = 0 };

/* "working-day" ... */
const char *rule_name(enum rule rule);

struct breaches;

struct breaches *breaches_new(void);

/* The row's line and customer (borrowed); the detail is printed and kept. */
void breaches_add(struct breaches *b, const struct planned *row, enum rule rule,
    const char *detail, ...) __attribute__((format(printf, 4, 5)));

/* The same of a work order of it: "work order w1 is resolved". */
void breaches_add_order(struct breaches *b, const struct planned *row, enum rule rule,
    struct slice order, const char *detail, ...) __attribute__((format(printf, 5, 6)));

/* By line, then by rule; what has no line comes last. */
void breaches_sort(struct breaches *b);

/* One of them, in that order; the detail, in the language of messages, lasts as they do. */
struct breached {
	uint64_t line;
	enum rule rule;
	struct slice detail;
};
struct breached breaches_one(const struct breaches *b, size_t i);

#endif
