/*
 * table -- one file of a known kind.
 */
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/table/dialect.h"
#include "common/table/table_parts.h"

/* Whether the kind was said, or is to be seen from the header. */
enum origin { SAID, SEEN };

static void
read_header(struct table *t, const struct options *o)
{
	int n = reader_columns(t->front.reader);

	t->heading = mem_array((size_t)n + 1, sizeof *t->heading);
	t->bound = mem_array((size_t)n + 1, sizeof *t->bound);
	t->watched = mem_array((size_t)n + 1, sizeof *t->watched);
	for (int i = 0; i < n; i++)
		t->heading[i] = reader_heading(t->front.reader, i);
	t->header = (struct header){ t->heading, n, o->mapping, o->mappings };
}

/* Which of the headers named by --column stand in this input. */
static void
meet_mappings(const struct table *t, const struct options *o)
{
	for (size_t i = 0; i < o->mappings; i++) {
		struct mapping *m = &o->mapping[i];

		if (m->kind != t->kind && (m->kind != NO_KIND ||
		        kind_column(t->kind, slice_of(m->name)) == NULL))
			continue;
		for (int c = 0; c < t->header.columns; c++)
			m->met |= header_same(t->heading[c], slice_of(m->header));
	}
}

/* The --table that this is. */
static void
meet_named(const struct options *o, const char *path, kinds among)
{
	for (size_t i = 0; i < o->tables; i++)
		if ((among & KIND(o->table[i].kind)) != 0 &&
		    strcmp(o->table[i].path, path) == 0)
			o->table[i].met = true;
}

/* Says which of the headings might have been meant for the column. */
_Noreturn static void
miss(const struct table *t, enum kind k, const char *name)
{
	const struct mapping *m = header_mapping(&t->header, k, slice_of(name));
	int near = header_near(&t->header, k, name);

	if (m != NULL && !m->met)
		die_usage("--column: %s has no heading '%s' for '%s'",
		    reader_name(t->front.reader), m->header, name);
	if (near != NO_COLUMN)
		reader_die(t->front.reader, NULL, "no column '%s' for a table of %s; "
		    "heading '%.*s': did you mean '%s'? Say --column %s=%.*s", name,
		    kind_name(k), (int)t->heading[near].n, t->heading[near].p, name,
		    name, (int)t->heading[near].n, t->heading[near].p);
	if (t->header.columns == 1)
		reader_die(t->front.reader, NULL, "no column '%s' for a table of %s; "
		    "there is one column only: is the delimiter another one (-d)?",
		    name, kind_name(k));
	reader_die(t->front.reader, NULL, "no column '%s' for a table of %s; if it has "
	    "another name, say --column %s=HEADING", name, kind_name(k), name);
}

/* A header that would do for customers if it did not look like another kind. */
_Noreturn static void
refuse_customers(const struct table *t, enum kind nearest, const char *missing)
{
	const char *telling = header_not_customers(&t->header);
	kinds others = (KIND(KINDS) - 1) & ~KIND(CUSTOMERS);
	enum kind near;
	const char *misses;
	enum kind k = header_recognise(&t->header, others, &near, &misses);

	if (k != NO_KIND)
		reader_die(t->front.reader, NULL, "a table of %s, which is not read "
		    "here; --table customers=FILE takes it for customers",
		    kind_name(k));
	if (nearest == NO_KIND) {
		nearest = near;
		missing = misses;
	}
	reader_die(t->front.reader, NULL, "a table with %s '%s' is not taken for "
	    "customers by itself; the nearest kind is %s, which misses '%s'; --table "
	    "customers=FILE takes it for customers",
	    telling != NULL ? "a column" : "nothing but",
	    telling != NULL ? telling : "customer_id", kind_name(nearest), missing);
}

/* Of the kinds that the tool reads, the one the file is; or dies. */
static enum kind
recognise(const struct table *t, kinds among)
{
	const char *missing;
	enum kind nearest;
	enum kind k = header_recognise(&t->header, among, &nearest, &missing);

	if (k != NO_KIND || (among & KIND(NO_KIND)) != 0)
		return k;
	if ((among & KIND(CUSTOMERS)) != 0 &&
	    header_missing(&t->header, CUSTOMERS) == NULL &&
	    (nearest == NO_KIND || header_not_customers(&t->header) == NULL))
		refuse_customers(t, nearest, missing);
	if (nearest == NO_KIND)
		reader_die(t->front.reader, NULL, "no kind of table that is read here; "
		    "--table KIND=FILE says which it is");
	miss(t, nearest, missing);
}

static enum kind
only_kind(kinds among)
{
	for (enum kind k = 0; k < KINDS; k++)
		if (among == KIND(k))
			return k;
	return NO_KIND;
}

/* Standard input is read once, whatever names it. */
static void
take_standard_input(const char *path)
{
	static bool taken;

	if (strcmp(path, "-") != 0)
		return;
	if (taken)
		die_usage("standard input is named twice");
	taken = true;
}

static struct table *
open_table(const struct options *o, const char *path, kinds among, enum origin origin)
{
	struct table *t = mem_new(sizeof *t);
	const struct dialect *d;
	struct source *s;

	meet_named(o, path, among);
	take_standard_input(path);
	rejects_spare(o->rejects, path, "an input");
	s = source_open(path);
	d = dialect_choose(o, s, among);
	t->front.reader = reader_open(s, d, o->rejects, o->threads);
	read_header(t, o);
	t->kind = origin == SAID ? only_kind(among) : NO_KIND;
	if (t->kind == NO_KIND)
		t->kind = recognise(t, among);
	if (d != &o->ours)
		d = &o->dialect[t->kind];
	t->null = d->null;
	t->nulls = d->nulls;
	meet_mappings(t, o);
	for (const struct column *c = kind_columns(t->kind); c->name != NULL; c++)
		if (c->required)
			table_need(t, c->name);
	if (header_missing(&t->header, t->kind) != NULL)
		miss(t, t->kind, header_missing(&t->header, t->kind));
	memset(t->bound, 0, (size_t)t->header.columns * sizeof *t->bound);
	remark("%s: taken for %s", table_name(t), kind_name(t->kind));
	return t;
}

struct table *
table_open(const struct options *o, const char *path, kinds among)
{
	return open_table(o, path, among, SAID);
}

/* Operands and --table in the order of the command line. */
struct table **
table_open_all(const struct options *o, kinds among, bool fallback)
{
	size_t most = (size_t)o->files + o->tables + 1, n = 0, named = 0;
	struct table **list = mem_array(most + 1, sizeof(struct table *));
	int verbs = o->operands - o->files;

	for (int i = 0; i <= o->files; i++) {
		for (; named < o->tables && (i == o->files ||
		        o->table[named].before <= i + verbs); named++)
			if ((among & KIND(o->table[named].kind)) != 0)
				list[n++] = open_table(o, o->table[named].path,
				    KIND(o->table[named].kind), SAID);
		if (i < o->files)
			list[n++] = open_table(o, o->file[i], among, SEEN);
	}
	if (n == 0 && fallback)
		list[n++] = open_table(o, "-", among, SEEN);
	return list;
}

void
table_close(struct table *t)
{
	remark("%s: %llu rows, %llu rejected", table_name(t),
	    (unsigned long long)reader_rows(t->front.reader),
	    (unsigned long long)reader_refused(t->front.reader));
	reader_close(t->front.reader);
	free(t->heading);
	free(t->bound);
	free(t->watched);
	free(t);
}

enum kind
table_kind(const struct table *t)
{
	return t->kind;
}

const char *
table_name(const struct table *t)
{
	return reader_name(t->front.reader);
}

struct reader *
table_reader(struct table *t)
{
	return t->front.reader;
}

uint64_t
table_line(const struct table *t)
{
	return reader_line(t->front.reader);
}

_Noreturn static void
refuse_two(const struct table *t, const char *name, const int two[2])
{
	struct slice a = t->heading[two[0]], b = t->heading[two[1]];

	if (slice_equal(a, b))
		reader_die(t->front.reader, NULL, "the heading '%.*s' stands twice, in "
		    "columns %d and %d", (int)a.n, a.p, two[0] + 1, two[1] + 1);
	reader_die(t->front.reader, NULL, "both '%.*s' and '%.*s' answer to '%s'; say "
	    "which with --column %s=HEADING", (int)a.n, a.p, (int)b.n, b.p, name, name);
}

int
table_find(const struct table *t, const char *name)
{
	int two[2] = { 0, 0 };
	int column = header_find(&t->header, t->kind, name, two);

	if (column == TWO_COLUMNS)
		refuse_two(t, name, two);
	return column;
}

int
table_column(struct table *t, const char *name)
{
	const struct column *c = kind_column(t->kind, slice_of(name));
	int column = table_find(t, name);

	if (column != NO_COLUMN) {
		t->bound[column].name = name;
		if (c != NULL && c->required && !c->may_blank)
			t->bound[column].filled = true;
	}
	return column;
}

int
table_need(struct table *t, const char *name)
{
	int column = table_column(t, name);

	if (column == NO_COLUMN)
		miss(t, t->kind, name);
	return column;
}

int
table_user_column(struct table *t, struct slice name)
{
	int two[2] = { 0, 0 };
	int column = header_user(&t->header, t->kind, name, two);

	if (column == TWO_COLUMNS) {
		char *typed = mem_copy(name);

		refuse_two(t, typed, two);
	}
	return column;
}
