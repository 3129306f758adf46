#include "cmd/rt-tier/customers.h"

#include <stdlib.h>

#include "common/table/once.h"
#include "common/value/text.h"

struct customers {
	struct map *profiles;
	struct once *once;
	struct keep *keep;
	struct arena *text;
};

struct columns {
	int id, scope, joined, plan_fee;
};

struct customers *
customers_new(struct keep *keep)
{
	struct customers *c = mem_new(sizeof *c);

	c->profiles = map_new(sizeof(struct profile));
	c->once = once_new();
	c->keep = keep;
	c->text = arena_new();
	return c;
}

void
customers_free(struct customers *c)
{
	map_free(c->profiles);
	once_free(c->once);
	arena_free(c->text);
	free(c);
}

/* individual, group, or blank; false when the record was refused. */
static bool
read_scope(struct table *t, int column, struct profile *p)
{
	struct slice scope = slice_trim(table_text(t, column));

	p->is_group = text_same(scope, SLICE("group"));
	if (scope.n == 0 || p->is_group || text_same(scope, SLICE("individual")))
		return true;
	table_refuse(t, column, "neither individual nor group");
	return false;
}

static bool
read_profile(struct table *t, const struct columns *c, struct slice *id,
    struct profile *p)
{
	return table_id(t, c->id, id) && read_scope(t, c->scope, p) &&
	    table_date(t, c->joined, &p->joined) &&
	    table_money(t, c->plan_fee, &p->plan_fee, &p->has_plan);
}

void
customers_read(struct customers *all, struct table *t)
{
	struct columns c = {
		.id = table_need(t, "customer_id"),
		.scope = table_column(t, "scope"),
		.joined = table_column(t, "joined"),
		.plan_fee = table_column(t, "plan_fee"),
	};

	if (all->keep != NULL)
		keep_look(all->keep, t);
	while (table_next(t)) {
		struct profile p = { .joined = NO_DAY };
		struct slice id;

		if (!read_profile(t, &c, &id, &p) ||
		    !once_first(all->once, t, c.id, id))
			continue;
		if (all->keep != NULL)
			p.kept = keep_cells(all->keep, t, all->text);
		*(struct profile *)map_state(all->profiles,
		    map_intern(all->profiles, id)) = p;
	}
}

struct map *
customers_map(struct customers *c)
{
	return c->profiles;
}

struct profile *
customers_find(const struct customers *c, struct slice id)
{
	uint32_t number = map_find(c->profiles, id);

	return number == MAP_NONE ? NULL : map_state(c->profiles, number);
}
