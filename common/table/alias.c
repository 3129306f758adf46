/*
 * Lists are read when they are first asked for, and sorted by name: few headings
 * need one, and a lookup is then a search by halves.
 */
#include "common/table/alias.h"

#include <stdlib.h>

#include "common/base/mem.h"
#include "common/base/search.h"
#include "common/table/heading.h"

struct list {
	struct alias *alias;   /* sorted by name; NULL: not read yet */
	size_t count, room;
};

static struct list lists[ALIAS_LISTS];

/* In the order of the list where names are equal. */
static int
by_name(const void *x, const void *y)
{
	const struct alias *a = x, *b = y;
	int order = slice_compare(a->name, b->name);

	return order != 0 ? order :
	    (a->heading.p > b->heading.p) - (a->heading.p < b->heading.p);
}

/* One alias a line, none quoted, behind a header; with a value it is none: see spelling.h. */
static void
read_list(struct list *l, struct slice text)
{
	struct slice line, name, heading;

	slice_cut(&text, '\n', &line);
	while (slice_cut(&text, '\n', &line)) {
		if (!slice_cut(&line, ',', &name) || !slice_cut(&line, ',', &heading) ||
		    line.n > 0)
			continue;
		l->alias = mem_grow(l->alias, l->count, &l->room, sizeof *l->alias);
		l->alias[l->count++] = (struct alias){ slice_trim(name),
			slice_trim(heading), NO_KIND };
	}
	if (l->alias != NULL)
		qsort(l->alias, l->count, sizeof *l->alias, by_name);
}

const struct alias *
aliases_all(enum alias_list list, size_t *count)
{
	struct list *l = &lists[list];

	if (l->alias == NULL && list != OWN_ALIASES)
		read_list(l, list == COMMON_ALIASES ? kind_aliases() :
		    kind_spare_aliases());
	*count = l->count;
	return l->alias;
}

static int
by_name_alone(const void *alias, const void *name)
{
	return slice_compare(((const struct alias *)alias)->name,
	    *(const struct slice *)name);
}

const struct alias *
aliases_of(enum alias_list list, struct slice name, size_t *count)
{
	size_t all, from, to;
	const struct alias *alias = aliases_all(list, &all);

	from = search_first(alias, all, sizeof *alias, &name, by_name_alone);
	for (to = from; to < all && slice_equal(alias[to].name, name); to++)
		;
	*count = to - from;
	return from == 0 ? alias : alias + from;
}

void
aliases_add(struct alias own)
{
	struct list *l = &lists[OWN_ALIASES];

	if (heading_same(own.heading, own.name))
		return;
	for (enum alias_list i = COMMON_ALIASES; i < ALIAS_LISTS; i++)
		if (alias_is(i, NO_KIND, own.heading, own.name))
			return;
	l->alias = mem_grow(l->alias, l->count, &l->room, sizeof *l->alias);
	own.heading.p = mem_copy(own.heading);
	l->alias[l->count++] = own;
	qsort(l->alias, l->count, sizeof *l->alias, by_name);
}

static bool
counts_in(const struct alias *a, enum kind k)
{
	return a->kind == NO_KIND || a->kind == k;
}

/*
 * Whether the user gave the heading to another column: in tables of this very
 * kind, or of all kinds where the one that asks was not said by the user.
 */
static bool
is_taken(enum alias_list list, enum kind k, struct slice heading, struct slice name)
{
	const struct list *own = &lists[OWN_ALIASES];

	for (size_t i = 0; i < own->count; i++) {
		const struct alias *a = &own->alias[i];

		if (counts_in(a, k) && (list != OWN_ALIASES || a->kind != NO_KIND) &&
		    !slice_equal(a->name, name) && heading_same(heading, a->heading))
			return true;
	}
	return false;
}

bool
alias_is(enum alias_list list, enum kind k, struct slice heading, struct slice name)
{
	size_t count;
	const struct alias *alias = aliases_of(list, name, &count);

	for (size_t i = 0; i < count; i++)
		if (counts_in(&alias[i], k) && heading_same(heading, alias[i].heading))
			return (list == OWN_ALIASES && alias[i].kind != NO_KIND) ||
			    !is_taken(list, k, heading, name);
	return false;
}
