/*
 * names -- columns that the command line names, such as those of --by.
 */
#ifndef RT_NAMES_H
#define RT_NAMES_H

#include "common/table/table.h"

/* In the order in which they were typed; zeroed it is an empty list. */
struct names {
	char **name;
	int count;
};

/* Adds the items of "COL[,COL]"; dies on an empty one, and on one twice. */
void names_add(struct names *list, const char *option, const char *text);

/* Adds this very name. */
void names_add_one(struct names *list, const char *option, struct slice name);

void names_free(struct names *list);

/*
 * The heading of the tables that the name may have been meant for, NULL when
 * none comes near; the caller frees it.
 */
char *names_near(struct slice name, struct table *const table[], int tables);

/*
 * Where the columns are: an array of list->count for each of the tables, one
 * after the other, NO_COLUMN where a table lacks one; the caller frees it.
 * Dies with status 2 when a name is in none of the tables.
 */
int *names_find(const struct names *list, const char *option,
    struct table *const table[], int tables);

#endif
