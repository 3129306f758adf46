/*
 * kind -- the tables that users bring, their columns and other names.
 *
 * One place for what rt-tables(5) says.  Pure but for the complaint about
 * an ambiguous header.
 */
#ifndef RT_KIND_H
#define RT_KIND_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/csv/writer.h"
#include "common/table/heading.h"

/* In the order in which a header is tried. */
enum kind {
	WORKORDERS, PLAN, TIERS, CASES, CALLS, FORWARDS, ACTIVITY, CONTACTS,
	OBJECTIONS, SURVEYS, BILLS, CONTRACTS, PURCHASES, MANAGERS, CALENDAR,
	SURVIVORS, CUSTOMERS,
	KINDS,
	NO_KIND = KINDS,
};

/* A set of kinds. */
typedef uint32_t kinds;
#define KIND(k) ((kinds)1 << (k))

enum column_type {
	ID, TEXT, MONEY, COUNT, NUMBER, DURATION, DATE, MONTH, INSTANT, YES_NO, LIST,
};

struct column {
	const char *name;
	enum column_type type;
	bool required;   /* the column must be there, and no cell blank */
	bool may_blank;  /* where required: a cell may be blank all the same */
};

/* Whether the cells of such a column are numbers. */
static inline bool
type_is_number(enum column_type type)
{
	return type == MONEY || type == COUNT || type == NUMBER || type == DURATION;
}

/* The one kind of the set; NO_KIND when there are none or several. */
enum kind kinds_only(kinds set);

const char *kind_name(enum kind k);

/* NO_KIND when it is none. */
enum kind kind_of_name(struct slice name);

/* The columns of the kind; NULL name at the end. */
const struct column *kind_columns(enum kind k);
const struct column *kind_column(enum kind k, struct slice name);  /* or NULL */

/* The type of the column in whichever kind has it; false when none has. */
bool kind_any_column(struct slice name, enum column_type *type);

/* The header of a table that rt writes; NULL at the end. */
extern const char *const tiers_header[];
extern const char *const workorders_header[];
extern const char *const plan_header[];
extern const char *const plan_only_header[];  /* behind it, of some managers only */

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

/* name,alias as rt-tables(5) prints them; the spare ones apart. */
struct slice kind_aliases(void);
struct slice kind_spare_aliases(void);

#endif
