/*
 * Numbers are kept, not pointers, which take twice the room.  What was met is
 * noted in the rows that were found.
 */
#include "cmd/rt-tier/links.h"

#include <stdio.h>
#include <stdlib.h>

#include "cmd/rt-tier/tier.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/join.h"

enum { AHEAD = 16, NAME_ROOM = 40 };

struct numbers {
	uint32_t profile, past;    /* or MAP_NONE */
};

struct links {
	const struct assessment *r;
	struct numbers *of;        /* by number of the ledger; NULL: nothing to find */
	char ids[NAME_ROOM];       /* "ids of bills" */
	struct join *customers, *previous; /* NULL: no such table */
};

struct links *
links_new(const struct assessment *r, struct table *const tables[])
{
	struct links *l = mem_new(sizeof *l);
	const char *file;

	l->r = r;
	if (tables[0] == NULL)
		return l;
	file = table_name(tables[0]);
	snprintf(l->ids, sizeof l->ids, _("ids of %s"), kind_name(table_kind(tables[0])));
	if (r->customers != NULL)
		l->customers = join_new(l->ids, file, "customers", MOST_MEET);
	if (r->previous != NULL)
		l->previous = join_new(l->ids, file, "previous", MOST_MEET);
	return l;
}

void
links_free(struct links *l)
{
	free(l->of);
	free(l);
}

static void
count(struct join *j, uint32_t number, struct slice id, const struct map *there)
{
	if (number != MAP_NONE)
		join_met(j);
	else
		join_missed(j, id, there, NULL);
}

/* The numbers of the id in both tables, each row being marked as met. */
static struct numbers
look(struct links *l, struct slice id)
{
	struct numbers n = { MAP_NONE, MAP_NONE };

	if (l->r->customers != NULL) {
		const struct map *all = profiles_map(l->r->customers);

		n.profile = map_find(all, id);
		if (n.profile != MAP_NONE)
			((struct profile *)map_state(all, n.profile))->met = true;
		if (profiles_is_group(l->r->customers, id))
			join_met(l->customers);
		else
			count(l->customers, n.profile, id, all);
	}
	if (l->r->previous != NULL) {
		const struct map *all = previous_map(l->r->previous);

		n.past = map_find(all, id);
		if (n.past != MAP_NONE)
			((struct past *)map_state(all, n.past))->met = true;
		count(l->previous, n.past, id, all);
	}
	return n;
}

static struct link
link_of(const struct links *l, struct numbers n)
{
	struct link link = { NULL, NULL };

	if (n.profile != MAP_NONE)
		link.profile = map_state(profiles_map(l->r->customers), n.profile);
	if (n.past != MAP_NONE)
		link.past = map_state(previous_map(l->r->previous), n.past);
	return link;
}

void
links_make(struct links *l)
{
	const struct map *met = ledger_customers(l->r->ledger);
	uint32_t customers = map_count(met);

	if (l->customers == NULL && l->previous == NULL)
		return;
	l->of = mem_array(customers, sizeof *l->of);
	for (uint32_t i = 0; i < customers; i++) {
		map_prefetch(met, i + AHEAD);
		l->of[i] = look(l, map_key(met, i));
	}
}

struct link
links_of(const struct links *l, uint32_t customer)
{
	return l->of == NULL ? (struct link){ NULL, NULL } : link_of(l, l->of[customer]);
}

struct link
links_look(struct links *l, struct slice id)
{
	return link_of(l, look(l, id));
}

/* Marks those of the earlier run who have no record, but a row for themselves. */
static void
mark_the_rest(const struct links *l)
{
	const struct map *all, *groups;

	if (l->r->customers == NULL)
		return;
	all = profiles_map(l->r->customers);
	groups = profiles_groups(l->r->customers);
	for (uint32_t i = 0; i < map_count(all); i++)
		previous_find(l->r->previous, map_key(all, i));
	for (uint32_t i = 0; i < map_count(groups); i++)
		previous_find(l->r->previous, map_key(groups, i));
}

/* How many of the earlier run are to be found by this machine, and are not. */
static uint32_t
count_gone(const struct links *l, uint32_t *all)
{
	const struct map *pasts = previous_map(l->r->previous);
	uint32_t gone = 0;

	*all = 0;
	for (uint32_t i = 0; i < map_count(pasts); i++) {
		const struct past *past = map_state(pasts, i);

		if (!ledger_is_ours(l->r->ledger, map_key(pasts, i)))
			continue;
		++*all;
		gone += !past->met;
	}
	return gone;
}

/* More than a fifth. */
static bool
is_much(uint32_t part, uint32_t all)
{
	return (uint64_t)part * 5 > all;
}

static void
tell_shrunk(const struct links *l)
{
	char gone_text[GROUPED_TEXT], all_text[GROUPED_TEXT];
	uint32_t all, gone = count_gone(l, &all);

	if (!is_much(gone, all))
		return;
	mark_the_rest(l);
	gone = count_gone(l, &all);
	if (is_much(gone, all))
		doubt_say(SHRUNK, l->r->q->previous.path[0], 0,
		    "%s of %s customers %s not in the input any more",
		    doubt_number(gone, gone_text), doubt_number(all, all_text),
		    translate_number(gone, "is", "are"));
}

void
links_tell(struct links *l)
{
	join_tell(l->customers);
	join_tell(l->previous);
	l->customers = l->previous = NULL;
	if (l->r->previous != NULL && !l->r->q->input_only)
		tell_shrunk(l);
}
