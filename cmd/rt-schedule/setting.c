/*
 * Answers that take more than one of the tables, so that nobody who places
 * contacts looks into two.
 */
#include "cmd/rt-schedule/setting.h"

#include "cmd/rt-schedule/slots.h"

const struct hours *
setting_hours(const struct setting *s, enum channel c)
{
	return c == CALL ? s->call_hours : s->hours;
}

/* Whether attempts can be in the way of it. */
static bool
is_tried(const struct setting *s, const struct contact *c)
{
	return c->channel < MANAGED && c->customer != NOBODY &&
	    attempts_any(history_attempts(s->history), c->customer);
}

bool
setting_caps_allow(const struct setting *s, const struct contact *c, daynum d)
{
	const daynum *other;
	size_t count;
	int tier;

	if (is_tried(s, c) && !attempts_allow(history_attempts(s->history), c->customer, d))
		return false;
	if (c->exempt || c->customer == NOBODY)
		return true;
	if (d < c->from || d > c->until)
		return false;
	tier = customers_one(s->customers, c->customer)->tier;
	other = history_days(s->history, c->customer, &count);
	return count == 0 || caps_allow(rules_caps(s->rules, tier), other, count, d);
}

bool
setting_works(const struct setting *s, const struct contact *c, daynum d)
{
	return c->channel >= MANAGED || c->manager == NO_MANAGER ||
	    manager_works(s->managers, c->manager, d);
}

const struct hours *
setting_quiet(const struct setting *s, const struct contact *c)
{
	const struct customer *who = customers_one(s->customers, c->customer);

	return customers_quiet(s->customers, who->quiet);
}

static bool
bars_calls(const struct setting *s, const struct contact *c)
{
	return c->channel == CALL && c->customer != NOBODY &&
	    history_bars_calls(s->history, c->customer);
}

/* Of attempts only those matter that reach into the days that are planned. */
bool
setting_bars_times(const struct setting *s, const struct contact *c)
{
	return bars_calls(s, c) || (is_tried(s, c) &&
	    attempts_bar(history_attempts(s->history), c->customer,
	    instant_at(s->horizon->from, 0)));
}

enum half
setting_shunned(const struct setting *s, const struct contact *c)
{
	return is_tried(s, c) ? attempts_half(history_attempts(s->history), c->customer) :
	    NO_HALF;
}

bool
setting_may_take(const struct setting *s, const struct contact *c, daynum d, int from,
    int to)
{
	return !today_bars(s->today, d, from) &&
	    !hours_touch(setting_quiet(s, c), from, to) &&
	    !(bars_calls(s, c) &&
	    history_bars_call(s->history, c->customer, instant_at(d, from))) &&
	    !(is_tried(s, c) && attempts_bar(history_attempts(s->history), c->customer,
	    instant_at(d, from)));
}
