/*
 * Groups are a map of their own: an id may be a group because a member names
 * it, before its own record, behind it or without one.
 */
#include "cmd/rt-tier/profiles.h"

#include <stdlib.h>

#include "common/table/once.h"

struct profiles {
	daynum as_of;
	struct map *profiles;
	struct map *groups;
	struct once *once;
	struct keep *keep;
	const struct tiers *policy, *second; /* NULL: there is no such one */
	struct arena *text;
};

struct columns {
	int id, scope, group_id, role, joined, left, plan_fee, status, referrals;
};

/* A record as it is read. */
struct record {
	struct slice id, group;
	bool is_group;
	struct profile profile;
};

struct profiles *
profiles_new(daynum as_of, struct keep *keep, const struct tiers *policy,
    const struct tiers *second)
{
	struct profiles *c = mem_new(sizeof *c);

	c->as_of = as_of;
	c->profiles = map_new(sizeof(struct profile));
	c->groups = map_new(0);
	c->once = once_new();
	c->keep = keep;
	c->policy = policy;
	c->second = second;
	c->text = arena_new();
	return c;
}

void
profiles_free(struct profiles *c)
{
	if (c == NULL)
		return;
	map_free(c->profiles);
	map_free(c->groups);
	once_free(c->once);
	arena_free(c->text);
	free(c);
}

static struct columns
bind(struct table *t)
{
	return (struct columns){
		.id = table_need(t, "customer_id"),
		.scope = table_column(t, "scope"),
		.group_id = table_column(t, "group_id"),
		.role = table_column(t, "role"),
		.joined = table_column(t, "joined"),
		.left = table_column(t, "left"),
		.plan_fee = table_column(t, "plan_fee"),
		.status = table_column(t, "status"),
		.referrals = table_column(t, "referrals"),
	};
}

static bool
read_record(struct table *t, const struct columns *c, struct record *r, daynum as_of)
{
	struct profile *p = &r->profile;
	int64_t referrals = 0;
	uint8_t scope, status;
	daynum left;
	bool known;

	*p = (struct profile){ .group = NO_GROUP };
	if (!table_id(t, c->id, &r->id) ||
	    !table_word(t, c->scope, &scope_words, &scope) ||
	    !table_date(t, c->joined, &p->joined) ||
	    !table_date(t, c->left, &left) ||
	    !table_money(t, c->plan_fee, &p->plan_fee, &p->has_plan) ||
	    !table_count(t, c->referrals, &referrals, &known) ||
	    !table_id_or_blank(t, c->group_id, &r->group))
		return false;
	status = words_find(&status_words, CUSTOMERS, table_text(t, c->status));
	r->is_group = scope == SCOPE_GROUP;
	p->is_key = table_says(t, c->role, &role_words, ROLE_KEY);
	p->has_left = left != NO_DAY && left <= as_of;
	p->refers = known && referrals > 0;
	p->status = status == STATUS_UNQUALIFIED ? IS_UNQUALIFIED :
	    status == STATUS_TARGET ? IS_TARGET : NO_STATUS;
	return true;
}

/* A policy may leave groups out as long as there are none. */
static void
check_group(const struct profiles *all, const struct table *t)
{
	tiers_check_group(all->policy, table_name(t), table_line(t));
	if (all->second != NULL)
		tiers_check_group(all->second, table_name(t), table_line(t));
}

void
profiles_read(struct profiles *all, struct table *t)
{
	struct columns c = bind(t);
	struct record r;

	if (all->keep != NULL)
		keep_look(all->keep, t);
	while (table_next(t)) {
		if (!read_record(t, &c, &r, all->as_of) || !once_first(all->once, t, c.id, r.id))
			continue;
		if (r.group.n > 0 || r.is_group)
			check_group(all, t);
		if (r.group.n > 0)
			r.profile.group = map_intern(all->groups, r.group);
		if (r.is_group)
			map_intern(all->groups, r.id);
		if (all->keep != NULL)
			r.profile.kept = keep_cells(all->keep, t, all->text);
		*(struct profile *)map_state(all->profiles,
		    map_intern(all->profiles, r.id)) = r.profile;
	}
}

struct map *
profiles_map(const struct profiles *c)
{
	return c->profiles;
}

const struct map *
profiles_groups(const struct profiles *c)
{
	return c->groups;
}

struct profile *
profiles_find(const struct profiles *c, struct slice id)
{
	uint32_t number = map_find(c->profiles, id);

	return number == MAP_NONE ? NULL : map_state(c->profiles, number);
}

bool
profiles_is_group(const struct profiles *c, struct slice id)
{
	return map_find(c->groups, id) != MAP_NONE;
}

bool
profiles_group_left(const struct profiles *c, uint32_t group)
{
	const struct profile *p = profiles_find(c, map_key(c->groups, group));

	return p != NULL && p->has_left;
}

struct slice
profiles_group_of(const struct profiles *c, struct slice id)
{
	const struct profile *p;

	if (profiles_is_group(c, id))
		return id;
	p = profiles_find(c, id);
	if (p == NULL || p->group == NO_GROUP)
		return SLICE("");
	return map_key(c->groups, p->group);
}
