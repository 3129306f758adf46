/*
 * Two names are of one column when every given table says so.
 */
#include "cmd/rt-triggers/headings.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/value/text.h"

bool
headings_hold(struct table *const *t, enum kind k, struct slice name)
{
	for (; *t != NULL; t++)
		if (table_kind(*t) == k && table_user_column(*t, name) != NO_COLUMN)
			return true;
	return false;
}

/* Whether both names are of one column in every given table of the kind. */
static bool
is_other_name(struct table *const *t, enum kind k, struct slice other,
    struct slice name)
{
	bool held = false;

	for (; *t != NULL; t++) {
		int column = table_kind(*t) == k ? table_user_column(*t, other) :
		    NO_COLUMN;

		if (column == NO_COLUMN)
			continue;
		if (column != table_user_column(*t, name))
			return false;
		held = true;
	}
	return held;
}

struct slice
headings_column(struct table *const *tables, enum kind k, struct slice heading)
{
	if (kind_column(k, heading) != NULL)
		return heading;
	for (const struct column *c = kind_columns(k); c->name != NULL; c++)
		if (is_other_name(tables, k, heading, slice_of(c->name)))
			return slice_of(c->name);
	return heading;
}

const char *
headings_near(enum kind k, struct slice name)
{
	const struct column *c = kind_columns(k);
	size_t count = 0;
	const char **names, *near;

	while (c[count].name != NULL)
		count++;
	names = mem_array(count + 1, sizeof *names);
	for (size_t i = 0; i < count; i++)
		names[i] = c[i].name;
	near = text_nearest(name, names, count);
	free(names);
	return near;
}
