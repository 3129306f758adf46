/*
 * heading -- the header line of a verb.
 */
#include "cmd/rt-churn/heading.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/kind.h"

/* A group must not share its name with another column: nobody could tell them apart. */
static void
check_apart(const char *const name[], size_t n, size_t group)
{
	for (size_t i = 0; i < n; i++)
		if (i != group && heading_same(slice_of(name[i]), slice_of(name[group])))
			die_usage("--by: the output has a column '%s' of its own", name[i]);
}

void
heading_write(struct writer *w, const char *first, const struct names *by,
    const char *const behind[])
{
	size_t own = 0, n = 0;
	const char **name;

	while (behind[own] != NULL)
		own++;
	name = mem_array(own + (size_t)by->count + 2, sizeof *name);
	if (first != NULL)
		name[n++] = first;
	for (int i = 0; i < by->count; i++)
		name[n++] = by->name[i];
	for (size_t i = 0; i < own; i++)
		name[n++] = behind[i];
	for (int i = 0; i < by->count; i++)
		check_apart(name, n, (size_t)i + (first != NULL));
	writer_header(w, name);
	free(name);
}

void
heading_group(struct writer *w, const struct names *by, const struct groups *g,
    uint32_t group)
{
	for (int i = 0; i < by->count; i++)
		writer_text(w, groups_value(g, group, i));
}
