/*
 * owed -- what of a bill is still to be paid.
 *
 * Asked by rules whose condition is that a bill is not paid: of a bill with
 * part of it paid the rest, of a bill of nothing and of a credit note nothing.
 */
#ifndef RT_TRIGGERS_OWED_H
#define RT_TRIGGERS_OWED_H

#include <stdbool.h>

#include "cmd/rt-triggers/intakes.h"
#include "cmd/rt-triggers/record.h"
#include "common/value/money.h"

/* Fields of the bills. */
struct owed {
	bool asked;            /* the rule is about bills that are not paid */
	int amount;            /* NONE: the rule is about no bills */
	int paid, paid_amount; /* NONE unless asked */
};

/* Where a rule finds it; reserves the fields that it takes. */
struct owed owed_bind(struct intakes *in, const struct rule *r);

/* Whether the bill was paid by as-of; only where the rule asks. */
static inline bool
owed_is_paid(const struct owed *o, const struct record *r)
{
	const struct value *paid = &r->value[o->paid];

	return paid->known && paid->n <= r->moment->as_of;
}

/*
 * What the bill comes to, 0 when it does not say; and in *open what is open
 * of it, above 0 or 0.  Without what was paid so far all of it is open; so it
 * is where a day of payment is said that, on as-of, has not come yet: then
 * nobody knows how much was paid before.
 */
money owed_amount(const struct owed *o, const struct record *r, money *open);

#endif
