/*
 * header -- which heading answers to which column, and so which kind of
 * table a file is.
 */
#include "common/base/mem.h"
#include "common/table/kind.h"
#include "common/value/text.h"

struct alias {
	struct slice name, other;
};

static struct alias *alias;
static size_t aliases;

static struct slice
unquoted(struct slice cell)
{
	cell = slice_trim(cell);
	if (cell.n >= 2 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"')
		return (struct slice){ cell.p + 1, cell.n - 2 };
	return cell;
}

/* One alias a line, behind a header; read when first asked for. */
static void
aliases_read(void)
{
	struct slice rest = kind_aliases(), line, name;
	size_t room = 0;

	slice_cut(&rest, '\n', &line);
	while (slice_cut(&rest, '\n', &line)) {
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		if (!slice_cut(&line, ',', &name) || line.p == NULL)
			continue;
		alias = mem_grow(alias, aliases, &room, sizeof *alias);
		alias[aliases++] = (struct alias){ unquoted(name), unquoted(line) };
	}
}

static char
folded(char c)
{
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == ' ' || c == '.' || c == '-' ? '_' : c;
}

bool
header_same(struct slice heading, struct slice name)
{
	heading = slice_trim(heading);
	name = slice_trim(name);
	if (heading.n != name.n || name.n == 0)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (folded(heading.p[i]) != folded(name.p[i]))
			return false;
	return true;
}

static bool
is_alias(struct slice heading, struct slice name)
{
	if (aliases == 0)
		aliases_read();
	for (size_t i = 0; i < aliases; i++)
		if (slice_equal(alias[i].name, name) &&
		    header_same(heading, alias[i].other))
			return true;
	return false;
}

static bool
is_exactly(struct slice heading, struct slice name)
{
	return name.n > 0 && slice_equal(heading, name);
}

/* The column whose heading answers to the name, by that way of comparing. */
static int
find(const struct header *h, struct slice name,
    bool (*answers)(struct slice heading, struct slice name), int two[2])
{
	int found = NO_COLUMN;

	for (int i = 0; i < h->columns; i++) {
		if (!answers(h->cell[i], name))
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

/* A heading that the user wrote: to the letter, else as names are matched. */
static int
find_heading(const struct header *h, struct slice heading, int two[2])
{
	int column = find(h, heading, is_exactly, two);

	return column != NO_COLUMN ? column : find(h, heading, header_same, two);
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
		if (!header_same(slice_of(m->name), name))
			continue;
		if (found == NULL || found->kind == NO_KIND || m->kind == k)
			found = m;
	}
	return found;
}

static int
find_named(const struct header *h, enum kind k, struct slice name, int two[2])
{
	const struct mapping *m = header_mapping(h, k, name);
	int column = NO_COLUMN;

	if (m != NULL)
		column = find_heading(h, slice_of(m->header), two);
	if (column == NO_COLUMN)
		column = find(h, name, header_same, two);
	if (column == NO_COLUMN)
		column = find(h, name, is_alias, two);
	return column;
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

	for (size_t i = 0; i < aliases && column == NO_COLUMN; i++)
		if (header_same(name, alias[i].other))
			column = find_named(h, k, alias[i].name, two);
	return column;
}

static bool
has(const struct header *h, enum kind k, const char *name)
{
	int two[2];

	return header_find(h, k, name, two) != NO_COLUMN;
}

/* An answer to a survey answers something. */
static bool
answers_something(const struct header *h)
{
	return has(h, SURVEYS, "nps") || has(h, SURVEYS, "expected") ||
	    has(h, SURVEYS, "perceived") || has(h, SURVEYS, "dimension");
}

const char *
header_missing(const struct header *h, enum kind k)
{
	for (const struct column *c = kind_columns(k); c->name != NULL; c++)
		if (c->required && !has(h, k, c->name))
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
		if (has(h, CUSTOMERS, telling[i]))
			return telling[i];
	return NULL;
}

/*
 * Almost every table names customers, and most name a manager: these two
 * kinds are taken only where nothing speaks against it.
 */
static bool
is_kind(const struct header *h, enum kind k)
{
	if (header_missing(h, k) != NULL)
		return false;
	if (k == CUSTOMERS)
		return h->columns > 1 && header_not_customers(h) == NULL;
	return k != MANAGERS || !has(h, k, "customer_id");
}

/* How far the header is from the kind; less is nearer. */
static int
distance(const struct header *h, enum kind k)
{
	int missing = 0, there = 0;

	for (const struct column *c = kind_columns(k); c->name != NULL; c++) {
		if (!c->required)
			continue;
		if (has(h, k, c->name))
			there++;
		else
			missing++;
	}
	if (k == SURVEYS && !answers_something(h))
		missing++;
	return missing * 16 - there;
}

enum kind
header_recognise(const struct header *h, kinds among, enum kind *nearest,
    const char **missing)
{
	int least = INT32_MAX;

	*nearest = NO_KIND;
	*missing = NULL;
	for (enum kind k = 0; k < KINDS; k++) {
		const char *misses;

		if ((among & KIND(k)) == 0)
			continue;
		if (is_kind(h, k))
			return k;
		misses = header_missing(h, k);
		if (misses != NULL && distance(h, k) < least) {
			least = distance(h, k);
			*nearest = k;
			*missing = misses;
		}
	}
	return NO_KIND;
}

/* Whether the heading already answers to a column of the kind. */
static bool
is_taken(const struct header *h, enum kind k, int column)
{
	for (const struct column *c = kind_columns(k); c->name != NULL; c++)
		if (header_same(h->cell[column], slice_of(c->name)) ||
		    is_alias(h->cell[column], slice_of(c->name)))
			return true;
	return false;
}

/* How near the heading is to the name or an alias; 9 is not near. */
static unsigned
nearness(struct slice heading, struct slice name)
{
	enum { LONGEST = 64 };
	char text[LONGEST], other[LONGEST + 1];
	const char *names[] = { other };
	unsigned least = 9;
	struct slice word = slice_trim(heading);

	if (word.n == 0 || word.n > LONGEST || name.n > LONGEST)
		return 9;
	for (size_t i = 0; i < word.n; i++)
		text[i] = folded(word.p[i]);
	word.p = text;
	memcpy(other, name.p, name.n);
	other[name.n] = '\0';
	if (text_nearest(word, names, 1) != NULL)
		least = text_distance(word, name);
	return least;
}

int
header_near(const struct header *h, enum kind k, const char *name)
{
	int best = NO_COLUMN;
	unsigned least = 9;

	if (aliases == 0)
		aliases_read();
	for (int i = 0; i < h->columns; i++) {
		unsigned near = nearness(h->cell[i], slice_of(name));

		for (size_t a = 0; a < aliases; a++)
			if (slice_is(alias[a].name, name)) {
				unsigned n = nearness(h->cell[i], alias[a].other);

				near = n < near ? n : near;
			}
		if (near < least && !is_taken(h, k, i)) {
			least = near;
			best = i;
		}
	}
	return best;
}
