/*
 * alias -- the other headings that columns answer to.
 */
#ifndef RT_ALIAS_H
#define RT_ALIAS_H

#include <stdbool.h>
#include <stddef.h>

#include "common/table/kind.h"

/*
 * Of which list an alias is, the one that wins first: what the user said, what
 * is built in, and what is taken where nothing else is there: a telephone
 * number is a customer's id only in a table without one.
 */
enum alias_list { OWN_ALIASES, COMMON_ALIASES, SPARE_ALIASES, ALIAS_LISTS };

struct alias {
	struct slice name, heading;  /* name: the tool's */
	enum kind kind;              /* of the tables where it counts; NO_KIND: all */
};

/* The aliases of the column in that list; they last until one is added. */
const struct alias *aliases_of(enum alias_list list, struct slice name, size_t *count);

/* All of the list, those of one column side by side. */
const struct alias *aliases_all(enum alias_list list, size_t *count);

/*
 * Adds one of the user's own; nothing when it is built in.  The heading is
 * copied, the name must last until the program ends.
 */
void aliases_add(struct alias own);

/*
 * Whether the heading is another name of the column in a table of that kind,
 * by that list: what the user said of a heading takes it from other columns.
 */
bool alias_is(enum alias_list list, enum kind k, struct slice heading, struct slice name);

#endif
