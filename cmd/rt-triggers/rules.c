/*
 * Few enough rules to look through one by one.
 */
#include "cmd/rt-triggers/rules.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/tiers.h"
#include "common/value/text.h"

struct rule *
rules_find(const struct rules *all, struct slice name)
{
	for (int i = 0; i < all->count; i++)
		if (slice_equal(all->rule[i].name, name))
			return &all->rule[i];
	return NULL;
}

const char *
rules_near(const struct rules *all, struct slice name)
{
	const char **names = mem_array((size_t)all->count + 1, sizeof *names), *near;

	for (int i = 0; i < all->count; i++)
		names[i] = mem_copy(all->rule[i].name);
	near = text_nearest(name, names, (size_t)all->count);
	for (int i = 0; i < all->count; i++)
		if (names[i] != near)
			free((char *)names[i]);
	free(names);
	return near;
}

void
rules_free(struct rules *all)
{
	for (int i = 0; i < all->count; i++) {
		where_free(&all->rule[i].where);
		free(all->rule[i].inhibitor);
	}
	free(all->rule);
	policy_close(all->policy);
	if (all->glossary != NULL) {
		policy_close(all->built_in);
		tiers_close(all->tiers);
		glossary_free(all->glossary);
	}
	free(all);
}
