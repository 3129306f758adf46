#include "cmd/rt-schedule/setting.h"

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
