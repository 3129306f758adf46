/*
 * heading -- the header line of a verb.
 */
#include "cmd/rt-churn/heading.h"

#include <stdlib.h>

#include "common/base/mem.h"

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
