/*
 * A name is looked for in every table before the first record, so that a slip
 * of the pen costs no run of an hour.
 */
#include "common/table/keep.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/translate.h"
#include "common/table/names.h"

struct keep {
	const struct slice *name;
	size_t count;
	int *column;   /* in the present table, or NO_COLUMN */
	bool *found;   /* in any table so far */
	char **near;   /* a heading that a name not found may be meant for */
};

void
keep_apart(const struct options *o, const char *const header[])
{
	for (size_t i = 0; i < o->keeps; i++)
		for (size_t c = 0; header[c] != NULL; c++)
			if (heading_same(o->keep[i], slice_of(header[c])))
				die_usage("--keep: the output has a column '%s' of its "
				    "own", header[c]);
}

struct keep *
keep_new(const struct options *o)
{
	struct keep *k = mem_new(sizeof *k);

	k->name = o->keep;
	k->count = o->keeps;
	k->column = mem_array(k->count, sizeof *k->column);
	k->found = mem_array(k->count, sizeof *k->found);
	k->near = mem_array(k->count, sizeof *k->near);
	return k;
}

void
keep_free(struct keep *k)
{
	free(k->column);
	free(k->found);
	for (size_t i = 0; i < k->count; i++)
		free(k->near[i]);
	free(k->near);
	free(k);
}

void
keep_look(struct keep *k, struct table *t)
{
	for (size_t i = 0; i < k->count; i++) {
		k->column[i] = table_user_column(t, k->name[i]);
		k->found[i] |= k->column[i] != NO_COLUMN;
		if (!k->found[i] && k->near[i] == NULL)
			k->near[i] = names_near(k->name[i], &t, 1);
	}
}

const struct slice *
keep_cells(const struct keep *k, struct table *t, struct arena *a)
{
	struct slice *cell;

	if (k->count == 0)
		return NULL;
	cell = arena_take(a, k->count * sizeof *cell);
	for (size_t i = 0; i < k->count; i++)
		cell[i] = arena_keep(a, table_kept(t, k->column[i]));
	return cell;
}

void
keep_check(const struct keep *k)
{
	for (size_t i = 0; i < k->count; i++) {
		const char *near = k->near[i];

		if (!k->found[i])
			die_usage("--keep: no input has a column '%.*s'%s%s%s",
			    (int)k->name[i].n, k->name[i].p,
			    near != NULL ? _("; did you mean '") : "",
			    near != NULL ? near : "", near != NULL ? _("'?") : "");
	}
}
