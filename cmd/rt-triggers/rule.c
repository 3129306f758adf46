/*
 * What is asked of a rule, whatever its kind: from the row of the kind,
 * and from its own.
 */
#include "cmd/rt-triggers/rule.h"

#include "cmd/rt-triggers/rule_kind.h"
#include "common/base/translate.h"

const char *const comparison_signs[COMPARISONS] = {
	[EQUAL] = "=", [UNEQUAL] = "!=", [LESS] = "<", [AT_MOST] = "<=",
	[MORE] = ">", [AT_LEAST] = ">=",
};

bool
comparison_holds(enum comparison c, int64_t a, int64_t b)
{
	switch (c) {
	case EQUAL:
		return a == b;
	case UNEQUAL:
		return a != b;
	case LESS:
		return a < b;
	case AT_MOST:
		return a <= b;
	case MORE:
		return a > b;
	default:
		return a >= b;
	}
}

struct row_mistake
rule_window_mistake(const struct rule *r)
{
	bool in_days = r->window.unit == DAYS || r->window.unit == MONTHS;

	return (struct row_mistake){ "window",
		!r->has_window || in_days ? NULL : N_("not in days or months") };
}

bool
rule_has(const struct rule *r, enum trait t)
{
	return r->traits & TRAIT(t);
}

bool
rule_is_monthly(const struct rule *r)
{
	return r->kind->sums_months && r->column.n > 0;
}

bool
rule_goes_on(const struct rule *r)
{
	return r->kind->goes_on && !rule_is_monthly(r);
}

bool
rule_outlives_leaving(const struct rule *r)
{
	return r->kind->outlives_leaving || rule_has(r, AFTER_LEAVING);
}
