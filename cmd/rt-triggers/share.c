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
	struct map *met;       /* in the input; NULL: whoever is not, is ours too */
};

struct share *
share_new(struct intakes *in, const struct options *o, enum by_input by_input)
{
	struct share *s;

	if (o->parts == 0 && by_input == NOT_BY_INPUT)
		return NULL;
	s = mem_new(sizeof *s);
	s->options = o;
	s->group = fields_number(&in->of[CUSTOMERS].fields, slice_of("group_id"), TEXT);
	s->moved = map_new(0);
	s->met = by_input == BY_INPUT ? map_new(0) : NULL;
	return s;
}

void
share_free(struct share *s)
{
	if (s != NULL) {
		map_free(s->moved);
		if (s->met != NULL)
			map_free(s->met);
	}
	free(s);
}

/* Whether the customer is in the part that was asked for. */
static bool
is_in_part(const struct share *s, struct slice customer)
{
	bool ours;

	ours = part_holds(s->options, SLICE(""), customer);
	return map_find(s->moved, customer) == MAP_NONE ? ours : !ours;
}

bool
share_holds(const struct share *s, struct slice customer)
{
	return s == NULL || (is_in_part(s, customer) &&
	    (s->met == NULL || map_find(s->met, customer) != MAP_NONE));
}

bool
share_takes(struct share *s, const struct record *r, bool is_input)
{
	bool ours;

	if (r->fields->kind == CALENDAR)
		return true;
	if (is_input && s->met != NULL)
		map_intern(s->met, r->id);
	if (r->fields->kind != CUSTOMERS)
		return is_in_part(s, r->id);
	ours = part_holds(s->options, r->value[s->group].text, r->id);
	if (ours != part_holds(s->options, SLICE(""), r->id))
		map_intern(s->moved, r->id);
	return ours;
}
