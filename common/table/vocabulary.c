/*
 * The table is a policy: read whole, and its mistakes have file and line.
 */
#include "common/table/vocabulary.h"

#include <stdlib.h>

#include "common/base/translate.h"
#include "common/table/alias.h"
#include "common/table/policy.h"
#include "common/table/spelling.h"

static const char *const columns[] = { "kind", "column", "value", "text", NULL };

/* A row of the table. */
struct row {
	const struct policy *policy;
	size_t number;
	enum kind kind;          /* NO_KIND: all */
	struct slice column, value, text;
};

/* Dies unless the cell is blank or a kind of table. */
static enum kind
read_kind(const struct policy *p, size_t row)
{
	struct slice cell = policy_cell(p, row, "kind");
	enum kind k = cell.n > 0 ? kind_of_name(cell) : NO_KIND;
	const char *names[KINDS];
	const char *near;

	if (cell.n == 0 || k != NO_KIND)
		return k;
	for (k = 0; k < KINDS; k++)
		names[k] = kind_name(k);
	near = heading_nearest(cell, names, KINDS);
	if (near != NULL)
		policy_die(p, row, "kind", "unknown kind of table (did you mean '%s'?)",
		    near);
	policy_die(p, row, "kind", "unknown kind of table");
}

/* The column as rt calls it; dies when no such kind has it. */
static struct slice
read_column(const struct policy *p, size_t row, enum kind kind)
{
	struct slice cell = policy_cell(p, row, "column");
	const char *names[64], *near = NULL;

	for (enum kind k = 0; k < KINDS; k++) {
		const struct column *c = kind_column(k, cell);
		size_t n = 0;

		if (kind != NO_KIND && k != kind)
			continue;
		if (c != NULL)
			return slice_of(c->name);
		for (c = kind_columns(k); c->name != NULL; c++)
			names[n++] = c->name;
		if (near == NULL)
			near = heading_nearest(cell, names, n);
	}
	if (slice_is(cell, "yes/no") && policy_cell(p, row, "value").n > 0)
		return SLICE("yes/no");
	policy_die(p, row, "column", "no column of %s%s%s%s%s",
	    kind != NO_KIND ? kind_name(kind) : _("any table"),
	    cell.n == 0 ? _(": blank") : "", near != NULL ? _(" (did you mean '") : "",
	    near != NULL ? near : "", near != NULL ? _("'?)") : "");
}

/* A heading that is the name of another column would answer to both. */
static void
check_heading(const struct row *r)
{
	size_t count;
	const struct alias *own = aliases_all(OWN_ALIASES, &count);

	for (enum kind k = 0; k < KINDS; k++) {
		const struct column *c = kind_column(k, r->text);

		if ((r->kind == NO_KIND || r->kind == k) && c != NULL &&
		    kind_column(k, r->column) != NULL &&
		    !slice_is(r->column, c->name))
			policy_die(r->policy, r->number, "text",
			    "the name of another column of %s", kind_name(k));
	}
	for (size_t i = 0; i < count; i++)
		if (own[i].kind == r->kind && heading_same(own[i].heading, r->text) &&
		    !slice_equal(own[i].name, r->column))
			policy_die(r->policy, r->number, "text",
			    "said of column '%.*s' before", (int)own[i].name.n,
			    own[i].name.p);
}

/* Dies when the column has no list of words, or not this one. */
static void
take_word(const struct row *r)
{
	char said[REFUSAL_TEXT];
	const struct words *w = NULL;

	switch (spelling_add(r->kind, r->column, r->value, r->text)) {
	case COLUMN_WITHOUT_WORDS:
		policy_die(r->policy, r->number, "value",
		    "column '%.*s' takes any text", (int)r->column.n, r->column.p);
	case WORD_UNKNOWN:
		for (enum kind k = 0; w == NULL && k < KINDS; k++)
			if (r->kind == NO_KIND || r->kind == k)
				w = words_of(k, r->column);
		policy_die(r->policy, r->number, "value", "%s",
		    reason_to_say(words_refusal(w, said)));
	case TEXT_IS_WORD:
		policy_die(r->policy, r->number, "text", "a word of the column itself");
	case TEXT_SAYS_NOTHING:
		policy_die(r->policy, r->number, "text", "blank, or too long for a word");
	case SPELLING_ADDED:
		break;
	}
}

static void
take_row(const struct policy *p, size_t number)
{
	struct row r = { .policy = p, .number = number };

	r.kind = read_kind(p, number);
	r.column = read_column(p, number, r.kind);
	r.value = policy_cell(p, number, "value");
	r.text = policy_cell(p, number, "text");
	if (r.text.n == 0)
		policy_die(p, number, "text", "blank");
	if (r.value.n > 0) {
		take_word(&r);
		return;
	}
	check_heading(&r);
	aliases_add((struct alias){ r.column, r.text, r.kind });
}

static void
read_file(const struct options *o, const char *path)
{
	struct policy *p = policy_open(o, path, NULL, columns);

	for (size_t row = 0; row < policy_rows(p); row++)
		take_row(p, row);
	policy_close(p);
}

void
vocabulary_read(const struct options *o)
{
	const char *path = getenv("RT_NAMES");

	for (size_t i = 0; i < o->names.count; i++)
		read_file(o, o->names.path[i]);
	if (o->names.count == 0 && path != NULL && path[0] != '\0')
		read_file(o, path);
}

static void
write_row(struct writer *w, enum kind k, struct slice column, struct slice value,
    struct slice text)
{
	writer_string(w, k != NO_KIND ? kind_name(k) : "");
	writer_text(w, column);
	writer_text(w, value);
	writer_text(w, text);
	writer_end(w);
}

static void
write_words(struct writer *w)
{
	size_t count;
	const struct spelling *s = spelling_all(&count);

	for (size_t i = 0; i < count; i++)
		write_row(w, s[i].kind, s[i].column,
		    slice_of(s[i].words->word[s[i].place]), s[i].text);
}

void
vocabulary_print(const struct options *o)
{
	struct writer *w = writer_open(&o->output);

	for (size_t i = 0; columns[i] != NULL; i++)
		writer_string(w, columns[i]);
	writer_end(w);
	for (enum alias_list l = 0; l < ALIAS_LISTS; l++) {
		size_t count;
		const struct alias *a = aliases_all(l, &count);

		for (size_t i = 0; i < count; i++)
			if (alias_is(l, a[i].kind, a[i].heading, a[i].name))
				write_row(w, a[i].kind, a[i].name, SLICE(""),
				    a[i].heading);
	}
	write_words(w);
	options_exit(w);
}
