/*
 * What a file does not say of an order, its start and what a crowd
 * shared, is worked out from its id and its due.
 */
#include "cmd/rt-triggers/recall.h"

#include "cmd/rt-triggers/arms.h"
#include "cmd/rt-triggers/docket.h"
#include "cmd/rt-triggers/rule_kind.h"

/* What a crowd shared: "trigger::VALUE/day" with its escapes undone. */
static struct slice
value_of_crowd(struct arena *text, const struct seen_order *seen, size_t trigger)
{
	enum { DAY = 1 + DATE_TEXT };
	size_t before = trigger + 2, n = 0;
	const char *p = seen->id.p + before, *end = seen->id.p + seen->id.n - DAY;
	char *value;

	if (seen->id.n < before + DAY)
		return seen->id;
	value = arena_take(text, seen->id.n);
	while (p < end) {
		bool escaped = *p == '%' && end - p >= 3;

		value[n++] = !escaped ? *p : p[1] == '3' ? ';' : '%';
		p += escaped ? 3 : 1;
	}
	return (struct slice){ value, n };
}

/* When its rule fired: as long before its due as the rule gives it. */
static instant
start_of_seen(const struct seen_order *seen, struct duration within)
{
	static const int seconds[] = { [MINUTES] = 60, [HOURS] = 3600 };

	if (within.unit == DAYS || within.unit == MONTHS || duration_works(within))
		return instant_at(seen->fired_on, MORNING);
	return seen->due - (instant)within.count * seconds[within.unit];
}

struct order *
recall_order(const struct watch *w, struct arena *text, struct seen_order *seen)
{
	struct order *order = arena_take(text, sizeof *order);
	const struct rule *r = rules_find(w->rules, seen->trigger);

	*order = order_begin(r, NONE, NO_CUSTOMER, seen->fired_on);
	order->due = seen->due;
	order->level = seen->level;
	order->evidence = seen->evidence;
	order->id = seen->id;
	order->seen = seen;
	order->state = STATE_STILL;
	if (seen->customer.n > 0)
		order->customer = roster_customer(w->roster, seen->customer);
	else if (r != NULL)
		order->key = value_of_crowd(text, seen, seen->trigger.n);
	if (r != NULL && seen->fired_on != NO_DAY)
		order->start = start_of_seen(seen, r->within);
	order->is_held_out = arms_hold_out(w->arms, seen->customer, seen->category);
	return order;
}

void
recall_met_again(struct seen_order *seen, const struct order *order)
{
	seen->holds = true;
	if (order->rule->kind->moves_on)
		seen->evidence = order->evidence;
}

/* Whether the condition held on without a break, as far as can be told. */
static bool
held_on(const struct order *before, const struct order *order, bool is_soon)
{
	const struct rule *r = order->rule;

	if (order->holds_since != NO_DAY && order->holds_since <= before->fired_on)
		return true;
	if (r->kind->moves_on)
		return is_soon || before->seen->has_state;
	return is_soon && rule_is_monthly(r);
}

bool
recall_goes_on(struct order *before, const struct order *order, bool is_soon)
{
	if (before->seen == NULL || before->seen->holds ||
	    !held_on(before, order, is_soon))
		return false;
	before->seen->holds = true;
	before->evidence = order->evidence;
	return true;
}

bool
recall_tells(const struct watch *w, struct order *order, bool holds)
{
	const struct rule *r = order->rule;

	if (order->seen == NULL)
		return true;
	if (!w->with_states)
		return false;
	if (r == NULL || r->kind->is_event)
		return order->due >= w->moment.deadline;
	if (r->runs && r->fed && !holds)
		order->state = STATE_RESOLVED;
	return true;
}
