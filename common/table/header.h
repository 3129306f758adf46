/*
 * header -- which heading answers to which column, and so which kind of table
 * a file is.
 *
 * Pure: what is missing or doubled is told, and said by the table.
 */
#ifndef RT_HEADER_H
#define RT_HEADER_H

#include <stdbool.h>

#include "common/table/heading.h"
#include "common/table/kind.h"

/*
 * Names that the user gave columns: -c NAME=HEADER, -c KIND.NAME=HEADER.
 */
struct mapping {
	enum kind kind;       /* NO_KIND: all */
	const char *name, *header;
	bool met;             /* an input has that header */
};

struct header {
	const struct slice *cell;
	int columns;
	const struct mapping *mapping;
	size_t mappings;
};

enum { NO_COLUMN = -1, TWO_COLUMNS = -2, WRONG_COLUMN = -3 };

/*
 * The column of that name in a header of that kind: by mapping, else by the
 * name itself, else by an alias, a unit in brackets behind it or not.
 * NO_COLUMN when there is none; TWO_COLUMNS when two answer, with their
 * numbers in two[]; WRONG_COLUMN when the only one counts in another unit than
 * the column does, with its number in two[0].
 */
int header_find(const struct header *h, enum kind k, const char *name, int two[2]);

/*
 * The column that a user named: as above, or by an alias of its name.
 */
int header_user(const struct header *h, enum kind k, struct slice name, int two[2]);

/*
 * Which of the mappings gives that name to a column of that kind, whether or
 * not the header has it; NULL when none does.
 */
const struct mapping *header_mapping(const struct header *h, enum kind k,
    struct slice name);

/* Whether some heading answers to the name, one in a wrong unit too. */
bool header_has(const struct header *h, enum kind k, const char *name);

/* Whether it is the heading that the mapping names. */
bool header_says(struct slice heading, const struct mapping *m);

/* The column that answers to the heading, whichever kind it is of; p NULL: none. */
struct slice header_name(struct slice heading);

/* What the numbers of the column of that name count, whichever kind it is of. */
enum quantity header_quantity(struct slice name);

/*
 * The heading that is most likely the name, or one of its aliases, with slips
 * in it, and answers to nothing else; NO_COLUMN when none is near.
 */
int header_near(const struct header *h, const char *name);

/* The first required column of the kind that the header misses, or NULL. */
const char *header_missing(const struct header *h, enum kind k);

/* A heading that no customers table has, such as month; NULL when none. */
const char *header_not_customers(const struct header *h);

/*
 * The kind, among the given ones, whose required columns are all there;
 * else NO_KIND, with the kind that has most columns there, and the first
 * required one that it misses.
 */
enum kind header_recognise(const struct header *h, kinds among,
    enum kind *nearest, const char **missing);

#endif
