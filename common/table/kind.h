/*
 * kind -- the tables that users bring, their columns and other names.
 *
 * One place for what rt-tables(5) says.  Pure.
 */
#ifndef RT_KIND_H
#define RT_KIND_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"

/* In the order in which a header is tried. */
enum kind {
	WORKORDERS, PLAN, TIERS, CASES, CALLS, FORWARDS, ACTIVITY, CONTACTS,
	OBJECTIONS, SURVEYS, BILLS, CONTRACTS, PURCHASES, MANAGERS, CALENDAR,
	SURVIVORS, IDS, CUSTOMERS,
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

/*
 * The type of the column in whichever kind of records has it, so not in ids;
 * false when none has.
 */
bool kind_any_column(struct slice name, enum column_type *type);

/* The header of a table that rt writes; NULL at the end. */
extern const char *const tiers_header[];
extern const char *const workorders_header[];
extern const char *const plan_header[];
extern const char *const plan_only_header[];  /* behind it, of some managers only */

/*
 * name,alias,value as rt-tables(5) prints them; without a value the alias is a
 * heading.  The spare ones apart: name,alias.
 */
struct slice kind_aliases(void);
struct slice kind_spare_aliases(void);

#endif
