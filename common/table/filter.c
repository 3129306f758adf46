/*
 * A condition without a kind is about every table that has its columns: a
 * region is the customers', not their bills'.
 */
#include "common/table/filter.h"

#include <stdlib.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/base/translate.h"
#include "common/table/cells.h"
#include "common/table/options_parts.h"
#include "common/table/table_parts.h"
#include "common/table/values.h"

/* A term at work on one table. */
struct sieve {
	const struct condition *condition;
	struct term term;
	struct values *values;   /* of its column, until the term holds */
	uint64_t held, filled;   /* records that it holds for; cells not blank */
};

struct filter {
	struct table *table;
	struct fields fields;
	struct cells *cells;
	struct sieve *sieve;
	int sieves;
	uint64_t used, left_out;
};

void
filter_add(struct options *o, const char *value)
{
	struct condition c = { .kind = NO_KIND, .text = value };
	struct slice rest = slice_of(value), kind;
	const char *mistake;

	slice_cut(&rest, ':', &kind);
	if (rest.p != NULL && kind_of_name(kind) != NO_KIND) {
		c.kind = kind_of_name(kind);
		c.text = rest.p;
	}
	c.where = mem_new(sizeof *c.where);
	if (!where_parse(slice_of(c.text), c.where, &mistake))
		die_usage("--where '%s': %s", c.text, _(mistake));
	if (c.where->terms == 0)
		die_usage("--where: no condition");
	o->where = options_grow(o->where, o->wheres, sizeof c);
	o->where[o->wheres++] = c;
}

/* The column that the name stands for, and its type in tables of that kind. */
static struct slice
column_of(enum kind k, struct slice name, enum column_type *type)
{
	const struct column *known = kind_column(k, name);
	struct slice other = header_name(name);

	if (known == NULL && other.p != NULL)
		known = kind_column(k, other);
	*type = known != NULL && known->type != ID ? known->type : TEXT;
	return known != NULL ? slice_of(known->name) : name;
}

static bool
has_column(struct table *t, struct slice name)
{
	enum column_type type;
	struct slice column = column_of(table_kind(t), name, &type);

	return table_user_column(t, column) != NO_COLUMN;
}

/* The first column of the condition that the table lacks; p NULL: none. */
static struct slice
missing_of(const struct condition *c, struct table *t)
{
	for (int i = 0; i < c->where->terms; i++)
		if (!has_column(t, c->where->term[i].name))
			return c->where->term[i].name;
	return (struct slice){ NULL, 0 };
}

/*
 * Whether the condition is about the table.  One of several tables of a kind
 * without the column would be used whole, unseen.
 */
static bool
is_about(struct condition *c, struct table *t)
{
	enum kind k = table_kind(t);
	struct slice missing;

	if (c->kind != k && (c->kind != NO_KIND || k == IDS))
		return false;
	missing = missing_of(c, t);
	if (missing.p == NULL)
		c->having |= KIND(k);
	else
		c->lacking |= KIND(k);
	if (missing.p != NULL && c->missing == NULL)
		c->missing = options_copy(missing);
	if (c->kind != NO_KIND && missing.p != NULL)
		die_usage("--where: %s has no column '%.*s'", table_name(t),
		    (int)missing.n, missing.p);
	if ((c->having & c->lacking & KIND(k)) != 0)
		die_usage("--where: of several tables of %s only some have a column '%s'",
		    kind_name(k), c->missing);
	return missing.p == NULL;
}

static void
add_terms(struct filter *f, const struct condition *c)
{
	for (int i = 0; i < c->where->terms; i++) {
		struct sieve *s;
		struct slice column;
		int field;

		f->sieve = mem_resize(f->sieve, (size_t)f->sieves + 1, sizeof *f->sieve);
		s = &f->sieve[f->sieves++];
		*s = (struct sieve){ .condition = c, .term = c->where->term[i] };
		column = column_of(f->fields.kind, s->term.name, &s->term.type);
		field = fields_number(&f->fields, column, s->term.type);
		f->fields.field[field].as_text = true;
		s->term.field = field;
		where_know(&s->term, f->fields.kind, column);
		s->values = values_new(column);
	}
}

struct filter *
filter_open(const struct options *o, struct table *t)
{
	struct filter *f;

	if (o->wheres == 0)
		return NULL;
	f = mem_new(sizeof *f);
	f->table = t;
	f->fields = (struct fields){ .kind = table_kind(t), .when = NONE, .case_id = NONE };
	for (size_t i = 0; i < o->wheres; i++)
		if (is_about(&o->where[i], t))
			add_terms(f, &o->where[i]);
	if (f->sieves > 0) {
		f->cells = cells_open(&f->fields, t);
		return f;
	}
	free(f);
	return NULL;
}

void
filter_free(struct filter *f)
{
	if (f == NULL)
		return;
	for (int i = 0; i < f->sieves; i++)
		values_free(f->sieve[i].values);
	cells_close(f->cells);
	free(f->sieve);
	free(f->fields.field);
	free(f);
}

/* Whether the term holds; until it does, what the column says is kept. */
static bool
holds(struct sieve *s, const struct value value[])
{
	s->filled += value[s->term.field].text.n > 0;
	if (term_holds(&s->term, &value[s->term.field])) {
		s->held++;
		return true;
	}
	if (s->held == 0)
		values_count(s->values, value[s->term.field].text);
	return false;
}

enum verdict_of_filter
filter_look(struct filter *f)
{
	const struct value *value = cells_value(f->cells);
	bool all = true;

	if (!cells_read(f->cells))
		return REFUSED;
	for (int i = 0; i < f->sieves; i++)
		all = holds(&f->sieve[i], value) && all;
	f->used += all;
	f->left_out += !all;
	return all ? USED : LEFT_OUT;
}

/* The term that nothing met, of those whose column has values; else NULL. */
static const struct sieve *
unmet(const struct filter *f)
{
	for (int i = 0; i < f->sieves; i++)
		if (f->sieve[i].held == 0 && f->sieve[i].filled > 0)
			return &f->sieve[i];
	return NULL;
}

void
filter_end(struct filter *f)
{
	const struct sieve *s = unmet(f);
	char *condition;

	if (f->used > 0 || f->left_out == 0 || s == NULL)
		return;
	condition = mem_format("--where %s", s->condition->text);
	values_doubt(s->values, f->table, condition);
	free(condition);
}

uint64_t
filter_left_out(const struct filter *f)
{
	return f->left_out;
}

void
filter_check(const struct options *o)
{
	for (size_t i = 0; i < o->wheres; i++) {
		const struct condition *c = &o->where[i];

		if (c->having != 0)
			continue;
		if (c->missing == NULL)
			die_usage("--where: no table of %s is read here",
			    c->kind != NO_KIND ? kind_name(c->kind) : _("any kind"));
		die_usage("--where: no input has a column '%s'", c->missing);
	}
}
