/*
 * rule -- what is asked of a rule.
 */
#include "cmd/rt-triggers/rule.h"

const char *const rule_kinds[RULE_KINDS] = {
	[MATCH] = "match", [SCORE] = "score", [STREAK] = "streak",
	[ELAPSED] = "elapsed", [EVERY] = "every", [CROWD] = "crowd",
	[VALUE] = "value", [DROP] = "drop", [ABSENCE] = "absence",
	[BEFORE] = "before", [AFTER] = "after", [YEARLY] = "yearly",
	[OCCASION] = "occasion", [STATE] = "state", [TIER] = "tier",
	[SERVICE] = "service",
};

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

bool
rule_is_event(const struct rule *r)
{
	return r->kind <= CROWD;
}

bool
rule_is_monthly(const struct rule *r)
{
	return r->kind == VALUE || (r->kind == DROP && r->column.n > 0);
}

bool
rule_goes_on(const struct rule *r)
{
	return r->kind == STATE || r->kind == TIER ||
	    (r->kind == DROP && !rule_is_monthly(r));
}

bool
rule_outlives_leaving(const struct rule *r)
{
	return r->kind == SERVICE || slice_is(r->name, "case-callback");
}
