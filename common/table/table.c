/*
 * table -- one file of a known kind.
 */
#include "common/table/table_parts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/dialect.h"
#include "common/table/sniff.h"

/*
 * Whether the kind was said, or is to be seen from the header; said of a
 * table that stands for itself.
 */
enum origin { SAID, SEEN, APART, MODEL };

static void
read_header(struct table *t, const struct options *o, kinds among)
{
	int n = reader_columns(t->front.reader);
	struct slice *heading = mem_array((size_t)n + 1, sizeof *heading);

	for (int i = 0; i < n; i++)
		heading[i] = reader_heading(t->front.reader, i);
	t->header = (struct header){ heading, n, o->mapping, o->mappings };
	t->wide = t->dialect == &o->ours ? NULL : wide_open(o, &t->header, among);
	if (t->wide != NULL)
		free(heading);
	t->heading = t->header.cell;
	n = t->header.columns;
	t->bound = mem_array((size_t)n + 1, sizeof *t->bound);
	t->watched = mem_array((size_t)n + 1, sizeof *t->watched);
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
			m->met |= header_says(t->heading[c], m);
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

static void
need_columns(struct table *t)
{
	const char *missing = header_missing(&t->header, t->kind);

	for (const struct column *c = kind_columns(t->kind); c->name != NULL; c++)
		if (c->required)
			table_need(t, c->name);
	if (missing != NULL)
		table_miss(t, t->kind, missing);
}

/* Who sits before a terminal that says nothing thinks that the program hangs. */
static void
tell_waiting(const char *path, kinds among)
{
	char names[400] = "";

	if (strcmp(path, "-") != 0 || !isatty(STDIN_FILENO))
		return;
	for (enum kind k = 0; k < KINDS; k++)
		if (among & KIND(k)) {
			strcat(names, names[0] == '\0' ? _(" of ") : _(" or "));
			strcat(names, kind_name(k));
		}
	warn("waiting for a table%s to be typed here, as no file was named; Ctrl-D ends "
	    "it, Ctrl-C the program", names);
}

static struct table *
open_table(const struct options *o, const char *path, kinds among, enum origin origin)
{
	struct table *t = mem_new(sizeof *t);
	const struct dialect *d;
	struct dialect settled;
	struct source *s;
	bool sniffed;

	meet_named(o, path, among);
	take_standard_input(path);
	rejects_spare(o->rejects, path, N_("an input"));
	tell_waiting(path, among);
	s = source_open(path);
	d = dialect_choose(o, s, among);
	t->dialect = d;
	t->looks_on = o->looks_on;
	settled = *d;
	sniffed = o->looks_on && o->plain && d != &o->ours;
	if (sniffed)
		sniff(o, s, among, &settled);
	else
		settled.skip = dialect_skip(o, d, s, among);
	t->front.reader = reader_open(s, &settled, o->rejects, o->threads);
	t->without_id = o->without_id;
	read_header(t, o, among);
	t->kind = origin != SEEN ? kinds_only(among) : NO_KIND;
	t->kind = table_recognise(t, o, among, t->kind);
	if (t->kind == CALENDAR || origin == MODEL)
		source_guard(s);
	if (d != &o->ours)
		d = &o->dialect[t->kind];
	t->null = d->null;
	t->nulls = d->nulls;
	if (t->wide != NULL)
		wide_unfold(t->wide, t->front.reader, t->null, t->nulls);
	t->clean_ids = o->clean_ids;
	t->bare_output = o->output.delimiter != 0;
	t->decimal = sniffed ? settled.decimal : d->decimal;
	if (origin == SAID || origin == SEEN)
		source_claim(s, kind_name(t->kind));
	meet_mappings(t, o);
	if (!t->looks_on)
		need_columns(t);
	memset(t->bound, 0, (size_t)t->header.columns * sizeof *t->bound);
	t->renaming = renaming_open(o->renamed, t);
	t->filter = filter_open(o, t);
	remark("%s: taken for %s", table_name(t), kind_name(t->kind));
	return t;
}

struct table *
table_open(const struct options *o, const char *path, kinds among)
{
	return open_table(o, path, among, SAID);
}

struct table *
table_open_apart(const struct options *o, const char *path, kinds among)
{
	return open_table(o, path, among, APART);
}

struct table *
table_open_model(const struct options *o, const char *path)
{
	return open_table(o, path, KIND(NO_KIND), MODEL);
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

bool
table_left_out(const struct table *t, uint64_t *records)
{
	*records = t->filter != NULL ? filter_left_out(t->filter) : 0;
	return t->filter != NULL;
}

static void
remark_rows(const struct table *t)
{
	unsigned long long rows = reader_rows(t->front.reader);
	unsigned long long refused = reader_refused(t->front.reader);
	uint64_t left_out;

	if (table_left_out(t, &left_out))
		remark("%s: %llu rows, %llu rejected, %llu left out", table_name(t), rows,
		    refused, (unsigned long long)left_out);
	else
		remark("%s: %llu rows, %llu rejected", table_name(t), rows, refused);
}

void
table_close(struct table *t)
{
	remark_rows(t);
	reader_close(t->front.reader);
	if (t->wide == NULL)
		free((void *)(uintptr_t)t->heading);
	wide_free(t->wide);
	renaming_free(t->renaming);
	filter_free(t->filter);
	free(t->bound);
	free(t->watched);
	free(t->words);
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

bool
table_made_one(const struct table *t, struct slice id)
{
	return t->renaming != NULL && renaming_made(t->renaming, id);
}

const char *
table_slip(const struct table *t)
{
	return t->slip;
}

const struct header *
table_header(const struct table *t)
{
	return &t->header;
}

enum decimal
table_decimal(const struct table *t)
{
	return t->decimal;
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

/* Numbers in another unit would be taken for ours, and be wrong in silence. */
_Noreturn static void
refuse_unit(const struct table *t, const char *name, int column)
{
	struct slice heading = t->heading[column], base = heading, unit = heading;
	enum quantity m = header_quantity(slice_of(name));

	heading_unit(heading, m, &base, &unit);
	reader_die(t->front.reader, NULL, "the heading '%.*s' counts in %.*s, '%s' in %s: "
	    "turn the column into %s, and take (%.*s) off its heading", (int)heading.n,
	    heading.p, (int)unit.n, unit.p, name, quantity_unit(m), quantity_unit(m),
	    (int)unit.n, unit.p);
}

/* The column that was found, or NO_COLUMN; dies of two, and of a wrong unit. */
static int
only_column(const struct table *t, const char *name, int column, const int two[2])
{
	if (column == TWO_COLUMNS)
		refuse_two(t, name, two);
	if (column == WRONG_COLUMN)
		refuse_unit(t, name, two[0]);
	return column;
}

int
table_find(const struct table *t, const char *name)
{
	int two[2] = { 0, 0 };
	int column = header_find(&t->header, t->kind, name, two);

	return only_column(t, name, column, two);
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
		table_miss(t, t->kind, name);
	return column;
}

int
table_user_column(struct table *t, struct slice name)
{
	int two[2] = { 0, 0 };
	int column = header_user(&t->header, t->kind, name, two);

	return column >= 0 || column == NO_COLUMN ? column :
	    only_column(t, mem_copy(name), column, two);
}
