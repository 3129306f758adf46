/*
 * alias -- the other headings that columns answer to.
 */
#ifndef RT_ALIAS_H
#define RT_ALIAS_H

#include <stdbool.h>
#include <stddef.h>

#include "common/table/kind.h"

/*
 * Of which list an alias is, the one that wins first.  What is in the last
 * list is taken where nothing else is there: a telephone number is a
 * customer's id only in a table without one.
 */
enum alias_list { COMMON_ALIASES, SPARE_ALIASES, ALIAS_LISTS };

struct alias {
	struct slice name, heading;  /* name: the tool's */
};

/* The aliases of the column in that list; they last until the program ends. */
const struct alias *aliases_of(enum alias_list list, struct slice name, size_t *count);

/* All of the list, those of one column side by side. */
const struct alias *aliases_all(enum alias_list list, size_t *count);

#endif
