/*
 * Who holds back whom is settled when all rows are read, for a row may name
 * one below it.
 */
#include "cmd/rt-triggers/rulebook.h"

#include <stdlib.h>

#include "cmd/rt-triggers/evidence.h"
#include "cmd/rt-triggers/row.h"
#include "cmd/rt-triggers/traits.h"
#include "common/base/mem.h"
#include "common/table/tiers.h"
#include "common/table/triggers.h"

_Noreturn static void
die_unknown_trigger(const struct rules *all, const struct rule *r, struct slice name)
{
	const char *near = rules_near(all, name);

	if (near != NULL)
		policy_die(all->policy, r->row, "inhibited_by",
		    "unknown trigger (did you mean '%s'?)", near);
	policy_die(all->policy, r->row, "inhibited_by", "unknown trigger");
}

static void
read_inhibitors(struct rules *all, struct rule *r)
{
	struct slice rest = policy_cell(all->policy, r->row, "inhibited_by"), item;

	while (rest.n > 0 && slice_cut(&rest, '|', &item)) {
		struct rule *inhibitor = rules_find(all, slice_trim(item));

		if (inhibitor == NULL)
			die_unknown_trigger(all, r, slice_trim(item));
		r->inhibitor = mem_resize(r->inhibitor, (size_t)r->inhibitors + 1,
		    sizeof *r->inhibitor);
		r->inhibitor[r->inhibitors++] = inhibitor;
	}
}

enum progress { UNSEEN, ON_THE_WAY, CLEARED };

/* Follows who holds back whom; to come back to where one went is a cycle. */
static void
refuse_cycle(const struct rules *all, const struct rule *r, enum progress progress[])
{
	if (progress[r->number] == ON_THE_WAY)
		policy_die(all->policy, r->row, "inhibited_by", "a cycle");
	if (progress[r->number] == CLEARED)
		return;
	progress[r->number] = ON_THE_WAY;
	for (int i = 0; i < r->inhibitors; i++)
		refuse_cycle(all, r->inhibitor[i], progress);
	progress[r->number] = CLEARED;
}

static void
refuse_cycles(const struct rules *all)
{
	enum progress *progress = mem_array((size_t)all->count + 1, sizeof *progress);

	for (int i = 0; i < all->count; i++)
		refuse_cycle(all, &all->rule[i], progress);
	free(progress);
}

/* A name that no rule has yet. */
static struct slice
new_name(const struct rules *all, size_t row)
{
	struct slice name = policy_cell(all->policy, row, "trigger");

	if (name.n == 0)
		policy_die(all->policy, row, "trigger", "missing");
	if (rules_find(all, name) != NULL)
		policy_die(all->policy, row, "trigger", "named twice");
	return name;
}

/* A policy written before rows had traits is told what it is without. */
static void
tell_lost(const struct policy *p)
{
	struct policy *built_in;

	if (traits_are_said(p))
		return;
	built_in = triggers_policy(NULL, NULL);
	traits_tell_lost(p, built_in);
	policy_close(built_in);
}

struct rules *
rulebook_read(const struct options *o)
{
	struct rules *all = mem_new(sizeof *all);
	size_t rows;

	all->policy = triggers_policy(o, o->policy);
	rows = policy_rows(all->policy);
	all->rule = mem_array(rows + 1, sizeof *all->rule);
	for (size_t row = 0; row < rows; row++) {
		struct slice name = new_name(all, row);
		struct rule *r = &all->rule[all->count];

		*r = row_read(all->policy, row);
		r->name = name;
		r->number = all->count++;
	}
	for (int i = 0; i < all->count; i++)
		read_inhibitors(all, &all->rule[i]);
	refuse_cycles(all);
	tell_lost(all->policy);
	return all;
}

void
rulebook_speak(struct rules *all, const struct options *o, const char *words)
{
	all->built_in = triggers_policy(NULL, NULL);
	all->tiers = tiers_open(NULL, NULL);
	all->glossary = glossary_open(o, words);
	tiers_label(all->tiers, all->glossary);
	for (int i = 0; i < all->count; i++)
		all->rule[i].action = triggers_action(all->policy, all->rule[i].row,
		    all->built_in);
	evidence_speak(all->glossary);
}
