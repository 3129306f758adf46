/*
 * Few enough fields a table to look through one by one.
 */
#include "common/table/fields.h"

#include "common/base/mem.h"

int
fields_number(struct fields *f, struct slice name, enum column_type type)
{
	for (int i = 0; i < f->count; i++)
		if (slice_equal(f->field[i].name, name) && f->field[i].type == type)
			return i;
	f->field = mem_resize(f->field, (size_t)f->count + 1, sizeof *f->field);
	f->field[f->count] = (struct field){ .name = name, .type = type };
	return f->count++;
}
