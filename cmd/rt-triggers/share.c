/*
 * Part_holds() of the group and of the id; a customer for whom they
 * differ is remembered.
 */
#include "cmd/rt-triggers/share.h"

#include <stdlib.h>

#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/table/part.h"

struct share {
	const struct options *options;
	int group;             /* field of a customers row */
	struct map *moved;     /* whose group is not where the id would be */
};

struct share *
share_new(struct intakes *in, const struct options *o)
{
	struct share *s;

	if (o->parts == 0)
		return NULL;
	s = mem_new(sizeof *s);
	s->options = o;
	s->group = fields_number(&in->of[CUSTOMERS].fields, slice_of("group_id"), TEXT);
	s->moved = map_new(0);
	return s;
}

void
share_free(struct share *s)
{
	if (s != NULL)
		map_free(s->moved);
	free(s);
}

bool
share_holds(const struct share *s, struct slice customer)
{
	bool ours;

	if (s == NULL)
		return true;
	ours = part_holds(s->options, SLICE(""), customer);
	return map_find(s->moved, customer) == MAP_NONE ? ours : !ours;
}

bool
share_takes(struct share *s, const struct record *r)
{
	bool ours;

	if (r->fields->kind == CALENDAR)
		return true;
	if (r->fields->kind != CUSTOMERS)
		return share_holds(s, r->id);
	ours = part_holds(s->options, r->value[s->group].text, r->id);
	if (ours != part_holds(s->options, SLICE(""), r->id))
		map_intern(s->moved, r->id);
	return ours;
}
