/*
 * A name that no table has is most likely a slip: the complaint says which
 * heading comes nearest.
 */
#include "common/table/names.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/heading.h"

void
names_add_one(struct names *list, const char *option, struct slice name)
{
	for (int i = 0; i < list->count; i++)
		if (slice_is(name, list->name[i]))
			die_usage("%s: '%s' twice", option, list->name[i]);
	list->name = mem_resize(list->name, (size_t)list->count + 1, sizeof *list->name);
	list->name[list->count++] = mem_copy(name);
}

void
names_add(struct names *list, const char *option, const char *text)
{
	struct slice rest = slice_of(text), item;

	while (slice_cut(&rest, ',', &item)) {
		item = slice_trim(item);
		if (item.n == 0)
			die_usage("%s '%s': a name is missing", option, text);
		names_add_one(list, option, item);
	}
}

void
names_free(struct names *list)
{
	for (int i = 0; i < list->count; i++)
		free(list->name[i]);
	free(list->name);
	*list = (struct names){ NULL, 0 };
}

char *
names_near(struct slice name, struct table *const table[], int tables)
{
	size_t count = 0, room = 0;
	char **heading = NULL, *copy = NULL;
	const char *near;

	for (int k = 0; k < tables; k++) {
		const struct reader *r = table_reader(table[k]);

		for (int i = 0; i < reader_columns(r); i++) {
			heading = mem_grow(heading, count, &room, sizeof *heading);
			heading[count++] = mem_copy(slice_trim(reader_heading(r, i)));
		}
	}
	near = heading_nearest(name, (const char *const *)heading, count);
	if (near != NULL)
		copy = mem_copy(slice_of(near));
	for (size_t i = 0; i < count; i++)
		free(heading[i]);
	free(heading);
	return copy;
}

/* A name that no table has: says which heading it may have been meant for. */
_Noreturn static void
miss(const char *option, const char *name, struct table *const table[], int tables)
{
	const char *near = names_near(slice_of(name), table, tables);

	if (near != NULL)
		die_usage("%s: no column '%s' in the input; did you mean '%s'?", option,
		    name, near);
	die_usage("%s: no column '%s' in the input", option, name);
}

int *
names_find(const struct names *list, const char *option, struct table *const table[],
    int tables)
{
	int *column = mem_array((size_t)list->count * (size_t)tables, sizeof *column);

	for (int i = 0; i < list->count; i++) {
		bool found = false;

		for (int k = 0; k < tables; k++) {
			int *one = &column[k * list->count + i];

			*one = table_user_column(table[k], slice_of(list->name[i]));
			found = found || *one != NO_COLUMN;
		}
		if (!found) {
			free(column);
			miss(option, list->name[i], table, tables);
		}
	}
	return column;
}
