/*
 * options_input -- how the input is written: for all tables, or for one
 * kind, with KIND= before the value.
 */
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/csv/source.h"
#include "common/table/filter.h"
#include "common/table/heading.h"
#include "common/table/options_parts.h"
#include "common/value/text.h"

enum said {
	SAID_DELIMITER = 1, SAID_ENCODING = 2, SAID_HEADER = 4, SAID_SKIP = 8,
	SAID_MAX_CELL = 16, SAID_SKIP_END = 32, SAID_DECIMAL = 64, SAID_QUOTES = 128,
};

static unsigned said[KINDS + 1];   /* what was said for the kind */

static struct null_text {
	enum kind kind;
	const char *text;
} *null_text;
static size_t null_texts;

/* Takes KIND= off the value; NO_KIND when it has none. */
static enum kind
cut_kind(const char **value)
{
	struct slice rest = slice_of(*value), name;
	enum kind k = NO_KIND;

	slice_cut(&rest, '=', &name);
	if (rest.p != NULL)
		k = kind_of_name(name);
	if (k != NO_KIND)
		*value = rest.p;
	return k;
}

/* \xNN, as shells and engines have no other name for some bytes; -1: it is none. */
static int
named_byte(const char *value)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	int byte = 0;

	if (value[0] != '\\' || value[1] != 'x' || strlen(value) != 4)
		return -1;
	for (int i = 2; i < 4; i++) {
		const char *digit = strchr(digits, value[i]);

		if (digit == NULL)
			return -1;
		byte = 16 * byte + (int)((digit - digits) % 16);
	}
	return byte;
}

char
options_delimiter(const char *option, const char *value)
{
	int byte = named_byte(value);

	if (byte < 0 && strlen(value) == 1)
		byte = (unsigned char)value[0];
	if (text_same(slice_of(value), SLICE("tab")) || strcmp(value, "\\t") == 0)
		byte = '\t';
	if (byte < 0)
		die_usage("%s: not one byte, 'tab', or a byte by its number such as \\x01",
		    option);
	if (byte == '\0' || byte == '"' || byte == '\n' || byte == '\r')
		die_usage("%s: neither a quote, a line end nor NUL can be one", option);
	return (char)byte;
}

static enum decimal
decimal(const char *value)
{
	if (strcmp(value, ".") != 0 && strcmp(value, ",") != 0)
		die_usage("--decimal: neither '.' nor ','");
	return value[0] == ',' ? DECIMAL_COMMA : DECIMAL_POINT;
}

/* A column that no kind has, or not this one. */
_Noreturn static void
unknown_column(enum kind k, const char *name)
{
	const char *names[64];
	const char *near;
	size_t n = 0;

	for (enum kind i = 0; i < KINDS; i++) {
		if (k != NO_KIND && k != i)
			continue;
		n = 0;
		for (const struct column *c = kind_columns(i); c->name != NULL; c++)
			names[n++] = c->name;
		near = heading_nearest(slice_of(name), names, n);
		if (near != NULL)
			die_usage("--column: no column is called '%s'; "
			    "did you mean '%s'?", name, near);
	}
	die_usage("--column: no column is called '%s'", name);
}

/* NAME=HEADER or KIND.NAME=HEADER; the header may hold anything. */
static void
take_column(struct options *o, const char *value)
{
	struct mapping m = { .kind = NO_KIND };
	struct slice rest = slice_of(value), name, kind;
	enum column_type type;

	slice_cut(&rest, '=', &name);
	if (rest.p == NULL || rest.n == 0 || name.n == 0)
		die_usage("--column: not NAME=HEADER or KIND.NAME=HEADER");
	m.header = rest.p;
	rest = name;
	slice_cut(&rest, '.', &kind);
	if (rest.p != NULL && kind_of_name(kind) != NO_KIND) {
		m.kind = kind_of_name(kind);
		name = rest;
	}
	m.name = options_copy(name);
	if (m.kind == NO_KIND ? !kind_any_column(name, &type) :
	    kind_column(m.kind, name) == NULL)
		unknown_column(m.kind, m.name);
	o->mapping = options_grow(o->mapping, o->mappings, sizeof m);
	o->mapping[o->mappings++] = m;
}

void
options_add_table(struct options *o, enum kind k, const char *path)
{
	struct named_table t = { .kind = k, .path = path, .before = o->files };

	o->table = options_grow(o->table, o->tables, sizeof t);
	o->table[o->tables++] = t;
}

/* KIND=FILE, or KIND for standard input. */
static void
take_table(struct options *o, const char *value)
{
	struct named_table t = { .kind = NO_KIND };

	t.kind = cut_kind(&value);
	t.path = value;
	if (t.kind == NO_KIND) {
		t.kind = kind_of_name(slice_of(value));
		t.path = "-";
	}
	if (t.kind == NO_KIND)
		die_usage("--table: '%s' does not begin with a kind of table", value);
	if (t.path[0] == '\0')
		die_usage("--table: no file behind '%s='", kind_name(t.kind));
	options_add_table(o, t.kind, t.path);
}

void
options_wide(struct options *o, const char *value)
{
	struct wide_months w = { .kind = cut_kind(&value) };
	struct slice name;

	w.column = value;
	if (value[0] == '\0')
		die_usage("--wide: no column");
	if (heading_same(slice_of(value), SLICE("month")))
		die_usage("--wide: the months are the headings; COLUMN is what their cells "
		    "hold, such as amount");
	name = header_name(slice_of(value));
	if (w.kind != NO_KIND && (name.p == NULL || kind_column(w.kind, name) == NULL))
		die_usage("--wide: no column of %s is called '%s'", kind_name(w.kind),
		    value);
	o->wide = options_grow(o->wide, o->wides, sizeof w);
	o->wide[o->wides++] = w;
}

static void
take_null(enum kind k, const char *text)
{
	null_text = options_grow(null_text, null_texts, sizeof *null_text);
	null_text[null_texts++] = (struct null_text){ k, text };
}

const char *
options_null(void)
{
	for (size_t i = 0; i < null_texts; i++)
		if (null_text[i].kind == NO_KIND)
			return null_text[i].text;
	return NULL;
}

static bool
is_of_dialect(int letter)
{
	return letter == 'd' || letter == 'H' || letter == 'e' || letter == OPTION_SKIP ||
	    letter == OPTION_SKIP_END || letter == OPTION_MAX_CELL ||
	    letter == OPTION_DECIMAL || letter == OPTION_NO_QUOTES;
}

static size_t
take_size(const char *option, const char *value, int64_t least, int64_t most)
{
	return (size_t)options_number(option, value, least, most);
}

/* --no-quotes=KIND; without one it is of all. */
static enum kind
kind_alone(const char *value)
{
	enum kind k = value == NULL ? NO_KIND : kind_of_name(slice_of(value));

	if (value != NULL && k == NO_KIND)
		die_usage("--no-quotes: '%s' is no kind of table", value);
	return k;
}

/* What the option says of how a file is written; returns which SAID_... that is. */
static enum said
take_dialect(struct dialect *d, int letter, const char *value)
{
	const int64_t largest_cell = 1 << 30;

	switch (letter) {
	case 'd':
		d->delimiter = options_delimiter("--delimiter", value);
		return SAID_DELIMITER;
	case 'H':
		if (value[0] == '\0')
			die_usage("--header: no names");
		d->header = value;
		return SAID_HEADER;
	case 'e':
		if (value[0] == '\0')
			die_usage("--encoding: no name");
		source_check_encoding(value);
		d->encoding = value;
		return SAID_ENCODING;
	case OPTION_DECIMAL:
		d->decimal = decimal(value);
		return SAID_DECIMAL;
	case OPTION_NO_QUOTES:
		d->quoting = NO_QUOTES;
		return SAID_QUOTES;
	case OPTION_SKIP:
		d->skip = strcmp(value, "auto") == 0 ? SKIP_AUTO :
		    options_number("--skip", value, 0, INT32_MAX);
		return SAID_SKIP;
	case OPTION_SKIP_END:
		d->skip_end = take_size("--skip-end", value, 0, INT32_MAX);
		return SAID_SKIP_END;
	default:
		d->max_cell = take_size("--max-cell", value, 1, largest_cell);
		return SAID_MAX_CELL;
	}
}

bool
options_take_input(struct options *o, int letter, const char *value)
{
	enum kind k;

	switch (letter) {
	case 'c': take_column(o, value); return true;
	case OPTION_TABLE: take_table(o, value); return true;
	case OPTION_WHERE: filter_add(o, value); return true;
	case OPTION_WIDE: options_wide(o, value); return true;
	}
	if (letter != OPTION_NULL && !is_of_dialect(letter))
		return false;
	k = letter == OPTION_NO_QUOTES ? kind_alone(value) : cut_kind(&value);
	if (letter == OPTION_NULL) {
		take_null(k, value);
		return true;
	}
	said[k] |= take_dialect(&o->dialect[k], letter, value);
	if (k != NO_KIND)
		o->own_dialect |= KIND(k);
	return true;
}

/* Fields that were not said for the kind come from what was said for all. */
static void
inherit(struct dialect *d, const struct dialect *all, unsigned own)
{
	if ((own & SAID_DELIMITER) == 0)
		d->delimiter = all->delimiter;
	if ((own & SAID_ENCODING) == 0)
		d->encoding = all->encoding;
	if ((own & SAID_HEADER) == 0)
		d->header = all->header;
	if ((own & SAID_SKIP) == 0)
		d->skip = all->skip;
	if ((own & SAID_SKIP_END) == 0)
		d->skip_end = all->skip_end;
	if ((own & SAID_MAX_CELL) == 0)
		d->max_cell = all->max_cell;
	if ((own & SAID_QUOTES) == 0)
		d->quoting = all->quoting;
	if ((own & SAID_DECIMAL) == 0)
		d->decimal = all->decimal;
}

/* Where a semicolon parts cells, a comma may well part decimals. */
static void
settle_decimal(struct dialect *d, enum kind k)
{
	if (((said[NO_KIND] | said[k]) & SAID_DECIMAL) == 0 && d->delimiter == ';')
		d->decimal = DECIMAL_UNSAID;
}

/* The texts that are blank in that kind. */
static void
settle_null(struct dialect *d, enum kind k)
{
	const char **text = NULL;

	d->nulls = 0;
	for (size_t i = 0; i < null_texts; i++)
		if (null_text[i].kind == NO_KIND || null_text[i].kind == k) {
			text = options_grow(text, d->nulls, sizeof *text);
			text[d->nulls++] = null_text[i].text;
		}
	d->null = text;
}

void
options_settle_input(struct options *o)
{
	const struct dialect *all = &o->dialect[NO_KIND];

	o->plain = o->own_dialect == 0 && null_texts == 0 &&
	    (said[NO_KIND] | SAID_MAX_CELL) == SAID_MAX_CELL;
	for (enum kind k = 0; k <= KINDS; k++) {
		if (k != NO_KIND)
			inherit(&o->dialect[k], all, said[k]);
		if (o->dialect[k].header != NULL && o->dialect[k].skip == SKIP_AUTO)
			die_usage("--skip auto looks for the header that --header says "
			    "is not there");
		settle_decimal(&o->dialect[k], k);
		settle_null(&o->dialect[k], k);
	}
	o->ours = dialect_default;
	o->ours.max_cell = all->max_cell;
}
