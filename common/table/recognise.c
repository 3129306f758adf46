/*
 * recognise -- what a file is, and what to say of one that is nothing.
 */
#include <stdio.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/table_parts.h"
#include "common/table/titles.h"

/* Names in a sentence: "customer_id, month and amount". */
struct series {
	char *text;
	size_t n;
	int names;
};

static void
series_add(struct series *s, struct slice text)
{
	s->text = mem_resize(s->text, s->n + text.n + 1, 1);
	memcpy(s->text + s->n, text.p, text.n);
	s->n += text.n;
	s->text[s->n] = '\0';
}

/* The required columns of the kind, or all, that are there or are not. */
static struct series
series_of(const struct header *h, enum kind k, bool there)
{
	const char *name[64];
	struct series s = { NULL, 0, 0 };

	for (const struct column *c = kind_columns(k); c->name != NULL; c++)
		if (header_has(h, k, c->name) == there && (there || c->required))
			name[s.names++] = c->name;
	for (int i = 0; i < s.names; i++) {
		if (i > 0)
			series_add(&s, i + 1 < s.names ? slice_of(_(", ")) :
			    slice_of(_(" and ")));
		series_add(&s, slice_of(name[i]));
	}
	return s;
}

/* "has customer_id and month, and misses amount". */
static char *
balance(const struct table *t, enum kind k, const char *name)
{
	struct series there = series_of(&t->header, k, true);
	struct series missing = series_of(&t->header, k, false);
	char *text;

	if (missing.names == 0)
		series_add(&missing, slice_of(name));
	text = mem_format(_("has %s, and misses %s"),
	    there.names > 0 ? there.text : _("none of its columns"),
	    missing.text);
	free(there.text);
	free(missing.text);
	return text;
}

/* What else may be meant by a table without the column; "" where nothing is known. */
static const char *
other_way(const struct table *t, enum kind k, const char *name)
{
	static char text[160];

	if (t->without_id != NULL && strcmp(name, "customer_id") == 0)
		snprintf(text, sizeof text, "; %s", _(t->without_id));
	else if (t->wide == NULL && (k == BILLS || k == PURCHASES) &&
	    wide_is_likely(&t->header))
		snprintf(text, sizeof text, "%s",
		    _("; where months are headings, say --wide amount"));
	return text;
}

void
table_miss(const struct table *t, enum kind k, const char *name)
{
	const struct mapping *m = header_mapping(&t->header, k, slice_of(name));
	int near = header_near(&t->header, name);
	const char *other = other_way(t, k, name);
	char *has;

	if (m != NULL && !m->met)
		die_usage("--column: %s has no heading '%s' for '%s'",
		    reader_name(t->front.reader), m->header, name);
	has = balance(t, k, name);
	if (near != NO_COLUMN)
		reader_die(t->front.reader, NULL, "no column '%s' for a table of %s; "
		    "it %s; heading '%.*s': did you mean '%s'? Say --column %s=%.*s",
		    name, kind_name(k), has, (int)t->heading[near].n,
		    t->heading[near].p, name, name, (int)t->heading[near].n,
		    t->heading[near].p);
	if (t->header.columns == 1)
		reader_die(t->front.reader, NULL, "no column '%s' for a table of %s; "
		    "there is one column only: is the delimiter another one (-d)?%s",
		    name, kind_name(k), other[0] == '\0' ? "" : other + 1);
	reader_die(t->front.reader, NULL, "no column '%s' for a table of %s; it %s; "
	    "if it has another name, say --column %s=HEADING%s", name,
	    kind_name(k), has, name, other);
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
	    "customers by itself; the nearest kind is %s, which %s; --table "
	    "customers=FILE takes it for customers",
	    telling != NULL ? _("a column") : _("nothing but"),
	    telling != NULL ? telling : "customer_id", kind_name(nearest),
	    balance(t, nearest, missing));
}

/* A header that would do for customers, and has more of another kind. */
_Noreturn static void
refuse_rather(const struct table *t, enum kind nearest, const char *missing)
{
	reader_die(t->front.reader, NULL, "no column '%s' for a table of %s, which %s; "
	    "if it has another name, say --column %s=HEADING; --table customers=FILE "
	    "takes it for customers", missing, kind_name(nearest),
	    balance(t, nearest, missing), missing);
}

/* A header of none of the kinds, of which this one is nearest. */
_Noreturn static void
refuse(const struct table *t, kinds among, enum kind nearest, const char *missing)
{
	if ((among & KIND(CUSTOMERS)) != 0 &&
	    header_missing(&t->header, CUSTOMERS) == NULL) {
		if (nearest == NO_KIND || t->header.columns == 1)
			refuse_customers(t, nearest, missing);
		if (wide_is_likely(&t->header))
			reader_die(t->front.reader, NULL, "a table with months for headings "
			    "is not taken for customers by itself: say --wide amount where "
			    "they are bills, or --table customers=FILE");
		if (header_not_customers(&t->header) == NULL)
			refuse_rather(t, nearest, missing);
	}
	if (nearest == NO_KIND)
		reader_die(t->front.reader, NULL, "no kind of table that is read here; "
		    "--table KIND=FILE says which it is");
	table_miss(t, nearest, missing);
}

/*
 * Where the first line is no header, titles may stand before it: names the
 * line that is one, if there is.  A header in a single cell that was not split
 * is none either.
 */
static void
check_titles(const struct table *t, const struct options *o, kinds among)
{
	struct reader *r = t->front.reader;
	uint64_t first = reader_line(r), line;
	struct trial *trial;
	enum kind kind;

	if (t->dialect->header != NULL)
		return;
	trial = trial_open_text(reader_ahead(r), t->dialect, first);
	line = titles_header(trial, o, among & ~KIND(NO_KIND), &kind);
	trial_free(trial);
	if (line > first)
		reader_die(r, NULL, "not the header of a table; line %llu looks like that of "
		    "%s: say --skip %llu, or --skip auto", (unsigned long long)line,
		    kind_name(kind), (unsigned long long)line - 1);
	reader_check_delimiter(r);
}

enum kind
table_recognise(const struct table *t, const struct options *o, kinds among,
    enum kind said)
{
	const char *missing;
	enum kind nearest;
	enum kind k = said;

	if (said != NO_KIND && header_missing(&t->header, said) == NULL)
		return said;
	if (said == NO_KIND) {
		k = header_recognise(&t->header, among, &nearest, &missing);
		if (k != NO_KIND)
			return k;
	}
	if (o->looks_on)
		return said;
	if ((among & KIND(NO_KIND)) != 0) {
		reader_check_delimiter(t->front.reader);
		return NO_KIND;
	}
	check_titles(t, o, among);
	if (said != NO_KIND)
		return said;
	refuse(t, among, nearest, missing);
}
