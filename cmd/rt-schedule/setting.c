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

bool
setting_caps_allow(const struct setting *s, const struct contact *c, daynum d)
{
	const daynum *other;
	size_t count;
	int tier;

	if (c->exempt || c->customer == NOBODY)
		return true;
	tier = customers_one(s->customers, c->customer)->tier;
	other = history_days(s->history, c->customer, &count);
	return count == 0 || caps_allow(rules_caps(s->rules, tier), other, count, d);
}

bool
setting_works(const struct setting *s, const struct contact *c, daynum d)
{
	return c->channel >= MANAGED || c->manager == NO_MANAGER ||
	    manager_works(&s->managers->one[c->manager], d);
}

const struct hours *
setting_quiet(const struct setting *s, const struct contact *c)
{
	const struct customer *who = customers_one(s->customers, c->customer);

	return customers_quiet(s->customers, who->quiet);
}

bool
setting_bars_calls(const struct setting *s, const struct contact *c)
{
	return c->channel == CALL && c->customer != NOBODY &&
	    history_bars_calls(s->history, c->customer);
}

bool
setting_may_take(const struct setting *s, const struct contact *c, daynum d, int from,
    int to)
{
	return !today_bars(s->today, d, from) &&
	    !hours_touch(setting_quiet(s, c), from, to) &&
	    !(setting_bars_calls(s, c) &&
	    history_bars_call(s->history, c->customer, instant_at(d, from)));
}
