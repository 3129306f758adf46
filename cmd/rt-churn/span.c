/*
 * A period is over when its last day is as-of or lies before it.
 */
#include "cmd/rt-churn/span.h"

struct span
span_of(const struct request *q, period earliest)
{
	struct span s = { .now = period_of_day(q->every, q->common.as_of) };
	bool over = period_last(q->every, s.now) <= q->common.as_of;

	s.open = over ? NO_PERIOD : s.now;
	s.from = q->from == NO_MONTH ? earliest : period_of_month(q->every, q->from);
	s.to = over || q->periods == WITH_OPEN ? s.now : s.now - 1;
	if (q->to != NO_MONTH && period_of_month(q->every, q->to) < s.to)
		s.to = period_of_month(q->every, q->to);
	return s;
}
