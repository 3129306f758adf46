/*
 * A heading is asked the same question in every way, the surest first; only where
 * no heading answers is the next way tried.
 */
#include "common/table/header.h"

#include "common/table/alias.h"
#include "common/table/wide.h"

/* How a heading may answer to a name; what comes first wins. */
enum way { EXACTLY, BY_OWN_ALIAS, BY_NAME, BY_ALIAS, BY_SPARE_ALIAS };

/* What is asked of every heading. */
struct question {
	struct slice name;
	enum kind kind;          /* of the table */
	enum quantity quantity;  /* of the column: its unit may stand behind */
	enum way way;
};

static bool
answers(struct slice heading, const struct question *q)
{
	switch (q->way) {
	case EXACTLY:
		return q->name.n > 0 && slice_equal(heading, q->name);
	case BY_OWN_ALIAS:
		return alias_is(OWN_ALIASES, q->kind, heading, q->name);
	case BY_NAME:
		return heading_same(heading, q->name);
	case BY_ALIAS:
		return alias_is(COMMON_ALIASES, q->kind, heading, q->name);
	case BY_SPARE_ALIAS:
	default:
		return alias_is(SPARE_ALIASES, q->kind, heading, q->name);
	}
}

/* What the heading says of the unit, when it answers to the name but for that. */
static bool
answers_in(struct slice heading, const struct question *q, enum unit_fit fit)
{
	struct slice base, unit;

	return heading_unit(heading, q->quantity, &base, &unit) == fit && answers(base, q);
}

/* The one column whose heading answers. */
static int
find(const struct header *h, const struct question *q, int two[2])
{
	int found = NO_COLUMN;

	for (int i = 0; i < h->columns; i++) {
		if (!answers(h->cell[i], q) && !answers_in(h->cell[i], q, RIGHT_UNIT))
			continue;
		if (found != NO_COLUMN) {
			two[0] = found;
			two[1] = i;
			return TWO_COLUMNS;
		}
		found = i;
	}
	return found;
}

/* A heading that would answer if it did not count in another unit. */
static int
find_wrong_unit(const struct header *h, struct question q, int two[2])
{
	for (int i = 0; q.quantity != NO_QUANTITY && i < h->columns; i++)
		for (q.way = BY_OWN_ALIAS; q.way <= BY_SPARE_ALIAS; q.way++)
			if (answers_in(h->cell[i], &q, WRONG_UNIT)) {
				two[0] = i;
				return WRONG_COLUMN;
			}
	return NO_COLUMN;
}

/* A heading that the user wrote: to the letter, else as names are matched. */
static int
find_heading(const struct header *h, struct slice heading, enum quantity m, int two[2])
{
	struct question q = { heading, NO_KIND, m, EXACTLY };
	struct slice base, unit;
	int column = find(h, &q, two);

	q.way = BY_NAME;
	if (column == NO_COLUMN)
		column = find(h, &q, two);
	if (column < 0 || heading_unit(h->cell[column], m, &base, &unit) != WRONG_UNIT)
		return column;
	two[0] = column;
	return WRONG_COLUMN;
}

/* What was said for the kind alone goes before what was said for all. */
const struct mapping *
header_mapping(const struct header *h, enum kind k, struct slice name)
{
	const struct mapping *found = NULL;

	for (size_t i = 0; i < h->mappings; i++) {
		const struct mapping *m = &h->mapping[i];

		if (m->kind != k && m->kind != NO_KIND)
			continue;
		if (!heading_same(slice_of(m->name), name))
			continue;
		if (found == NULL || found->kind == NO_KIND || m->kind == k)
			found = m;
	}
	return found;
}

enum quantity
header_quantity(struct slice name)
{
	enum column_type type;

	if (heading_same(name, SLICE("data_mb")))
		return MEGABYTES;
	if (heading_same(name, SLICE("seconds")))
		return SECONDS;
	return kind_any_column(name, &type) && type == MONEY ? YUAN : NO_QUANTITY;
}

static int
find_named(const struct header *h, enum kind k, struct slice name, int two[2])
{
	const struct mapping *m = header_mapping(h, k, name);
	struct question q = { name, k, header_quantity(name), BY_OWN_ALIAS };
	int column = NO_COLUMN;

	if (m != NULL)
		column = find_heading(h, slice_of(m->header), q.quantity, two);
	for (; column == NO_COLUMN && q.way <= BY_SPARE_ALIAS; q.way++)
		column = find(h, &q, two);
	return column != NO_COLUMN ? column : find_wrong_unit(h, q, two);
}

int
header_find(const struct header *h, enum kind k, const char *name, int two[2])
{
	return find_named(h, k, slice_of(name), two);
}

int
header_user(const struct header *h, enum kind k, struct slice name, int two[2])
{
	int column = find_named(h, k, name, two);

	for (enum alias_list l = 0; l < ALIAS_LISTS; l++) {
		size_t count;
		const struct alias *alias = aliases_all(l, &count);

		for (size_t i = 0; i < count && column == NO_COLUMN; i++)
			if (heading_same(name, alias[i].heading))
				column = find_named(h, k, alias[i].name, two);
	}
	return column;
}

bool
header_has(const struct header *h, enum kind k, const char *name)
{
	int two[2];

	return header_find(h, k, name, two) != NO_COLUMN;
}

bool
header_says(struct slice heading, const struct mapping *m)
{
	struct question q = { slice_of(m->header), NO_KIND,
	    header_quantity(slice_of(m->name)), BY_NAME };

	return answers(heading, &q) || answers_in(heading, &q, RIGHT_UNIT);
}

/* An answer to a survey answers something. */
static bool
answers_something(const struct header *h)
{
	return header_has(h, SURVEYS, "nps") || header_has(h, SURVEYS, "expected") ||
	    header_has(h, SURVEYS, "perceived") || header_has(h, SURVEYS, "dimension");
}

const char *
header_missing(const struct header *h, enum kind k)
{
	for (const struct column *c = kind_columns(k); c->name != NULL; c++)
		if (c->required && !header_has(h, k, c->name))
			return c->name;
	return k == SURVEYS && !answers_something(h) ? "nps" : NULL;
}

const char *
header_not_customers(const struct header *h)
{
	static const char *const telling[] = {
		"month", "time", "date", "peer", "target", "end", "case_id", "due",
	};

	for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++)
		if (header_has(h, CUSTOMERS, telling[i]))
			return telling[i];
	return NULL;
}

/* How many columns of the kind there are, and how many of the needed are not. */
static void
count_columns(const struct header *h, enum kind k, int *there, int *missing)
{
	*there = *missing = 0;
	for (const struct column *c = kind_columns(k); c->name != NULL; c++)
		if (header_has(h, k, c->name))
			++*there;
		else
			*missing += c->required;
	if (k == SURVEYS && !answers_something(h))
		++*missing;
}

/* Whether a kind among these has more of its columns there than customers have. */
static bool
is_rather_another(const struct header *h, kinds among)
{
	int own, there, missing;

	count_columns(h, CUSTOMERS, &own, &missing);
	for (enum kind k = 0; k < CUSTOMERS; k++) {
		if ((among & KIND(k)) == 0)
			continue;
		count_columns(h, k, &there, &missing);
		if (there > own)
			return true;
	}
	return false;
}

/*
 * Almost every table names customers, and most name a manager: these two
 * kinds are taken only where nothing speaks against it.
 */
static bool
is_kind(const struct header *h, enum kind k, kinds among)
{
	if (header_missing(h, k) != NULL)
		return false;
	if (k == CUSTOMERS)
		return h->columns > 1 && header_not_customers(h) == NULL &&
		    !is_rather_another(h, among) &&
		    !((among & KIND(BILLS)) != 0 && wide_is_likely(h));
	return k != MANAGERS || !header_has(h, k, "customer_id");
}

enum kind
header_recognise(const struct header *h, kinds among, enum kind *nearest,
    const char **missing)
{
	int most = -1, least = 0;

	*nearest = NO_KIND;
	*missing = NULL;
	for (enum kind k = 0; k < KINDS; k++) {
		const char *misses;
		int there, missed;

		if ((among & KIND(k)) == 0)
			continue;
		if (is_kind(h, k, among))
			return k;
		misses = header_missing(h, k);
		if (misses == NULL)
			continue;
		count_columns(h, k, &there, &missed);
		if (there > most || (there == most && missed < least)) {
			most = there;
			least = missed;
			*nearest = k;
			*missing = misses;
		}
	}
	return NO_KIND;
}

struct slice
header_name(struct slice heading)
{
	enum column_type type;
	size_t count;

	if (kind_any_column(heading, &type))
		return heading;
	for (enum alias_list l = 0; l < ALIAS_LISTS; l++) {
		const struct alias *alias = aliases_all(l, &count);

		for (size_t i = 0; i < count; i++)
			if (heading_same(heading, alias[i].heading))
				return alias[i].name;
	}
	return (struct slice){ NULL, 0 };
}

/* The slips between the heading and the name, or the nearest of its aliases. */
static unsigned
slips_of(struct slice heading, struct slice name)
{
	unsigned least = heading_slips(heading, name);
	size_t count;

	for (enum alias_list l = 0; l < ALIAS_LISTS; l++) {
		const struct alias *alias = aliases_of(l, name, &count);

		for (size_t i = 0; i < count; i++) {
			unsigned slips = heading_slips(heading, alias[i].heading);

			least = slips < least ? slips : least;
		}
	}
	return least;
}

int
header_near(const struct header *h, const char *name)
{
	unsigned least = NOT_NEAR;
	int best = NO_COLUMN;

	for (int i = 0; i < h->columns; i++) {
		unsigned slips = slips_of(h->cell[i], slice_of(name));

		if (slips < least && header_name(h->cell[i]).p == NULL) {
			least = slips;
			best = i;
		}
	}
	return best;
}
