/*
 * Who was met is one more key behind those of the row: a combination that is
 * new is a customer who is new.  Records of nobody known get an id that no
 * customer has.
 */
#include "cmd/rt-report/heads.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/groups.h"

struct heads {
	int keys;
	struct groups *met;     /* the keys, and who it was */
	struct slice *value;
	uint64_t records;       /* of nobody known */
};

struct heads *
heads_new(int keys)
{
	struct heads *c = mem_new(sizeof *c);

	c->keys = keys;
	c->met = groups_new(keys + 1);
	c->value = mem_array((size_t)keys + 1, sizeof *c->value);
	return c;
}

void
heads_free(struct heads *c)
{
	groups_free(c->met);
	free(c->value);
	free(c);
}

void
heads_add(struct heads *c, const struct slice value[], struct slice id)
{
	if (id.n == 0)
		return;
	for (int i = 0; i < c->keys; i++)
		c->value[i] = value[i];
	c->value[c->keys] = id;
	groups_number(c->met, c->value);
}

void
heads_add_record(struct heads *c, const struct slice value[])
{
	char id[24];
	/* No id of a customer begins with a line break. */
	int n = snprintf(id, sizeof id, "\n%" PRIu64, c->records++);

	heads_add(c, value, (struct slice){ id, (size_t)n });
}

/* The groups of the first keys that the tally has. */
static struct groups *
groups_left(const struct heads *c, const struct tally *t, int keys)
{
	struct groups *left = groups_new(keys);

	for (uint32_t row = 0; row < tally_rows(t); row++) {
		for (int key = 0; key < keys; key++)
			c->value[key] = tally_key(t, row, key);
		groups_number(left, c->value);
	}
	return left;
}

void
heads_merge(struct heads *c, const struct tally *t, int keys)
{
	struct groups *left = groups_left(c, t, keys), *met = groups_new(c->keys + 1);
	uint32_t known = groups_count(left);

	for (uint32_t i = 0; i < groups_count(c->met); i++) {
		for (int key = 0; key <= c->keys; key++)
			c->value[key] = groups_value(c->met, i, key);
		if (groups_number(left, c->value) >= known)
			tally_name_others(c->value, 0, keys);
		groups_number(met, c->value);
	}
	groups_free(left);
	groups_free(c->met);
	c->met = met;
}

/* How many were met in each group of the first keys, by the group's number. */
static wide *
count_groups(const struct heads *c, int keys, struct groups *group)
{
	uint32_t met = groups_count(c->met);
	wide *count = mem_array((size_t)met + 1, sizeof *count);
	struct groups *once = groups_new(keys + 1);

	for (uint32_t i = 0; i < met; i++) {
		uint32_t before = groups_count(once);

		for (int key = 0; key < keys; key++)
			c->value[key] = groups_value(c->met, i, key);
		c->value[keys] = groups_value(c->met, i, c->keys);
		if (groups_number(once, c->value) == before)
			count[groups_number(group, c->value)]++;
	}
	groups_free(once);
	return count;
}

wide *
heads_sizes(const struct heads *c, const struct tally *t, int keys)
{
	struct groups *group = groups_new(keys);
	wide *count = count_groups(c, keys, group);
	wide *size = mem_array((size_t)tally_rows(t) + 1, sizeof *size);

	for (uint32_t row = 0; row < tally_rows(t); row++) {
		uint32_t known = groups_count(group), number;

		for (int key = 0; key < keys; key++)
			c->value[key] = tally_key(t, row, key);
		number = groups_number(group, c->value);
		size[row] = number < known ? count[number] : 0;
	}
	groups_free(group);
	free(count);
	return size;
}
