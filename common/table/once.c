/*
 * ids.h knows the keys and whether records are equal; here is what becomes of
 * it.
 */
#include "common/table/once.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/ids.h"

struct once {
	struct ids *met;
};

struct once *
once_new(void)
{
	struct once *o = mem_new(sizeof *o);

	o->met = ids_new();
	return o;
}

struct once *
once_new_like(const struct once *o)
{
	struct once *like = mem_new(sizeof *like);

	like->met = ids_new_like(o->met);
	return like;
}

bool
once_merge(struct once *o, struct once *other)
{
	return ids_merge(o->met, other->met);
}

void
once_free(struct once *o)
{
	ids_free(o->met);
	free(o);
}

bool
once_first(struct once *o, struct table *t, int column, struct slice key)
{
	enum meeting m = ids_meet(o->met, key, reader_even(table_reader(t)));

	if (m == DIFFERENT)
		table_refuse(t, column, table_made_one(t, key) ?
		    N_("stands twice, with different records, for --ids makes its ids one") :
		    N_("stands twice, with different records"));
	return m == FIRST;
}
