/*
 * What is missed is gathered by table and column, so that each is told in one
 * line with all the rules that miss it.
 */
#include "cmd/rt-triggers/unfed.h"

#include <stdlib.h>

#include "cmd/rt-triggers/describe.h"
#include "cmd/rt-triggers/headings.h"
#include "cmd/rt-triggers/line.h"
#include "cmd/rt-triggers/rule_kind.h"
#include "common/base/doubt.h"
#include "common/base/mem.h"
#include "common/base/translate.h"

/* What comes of it that something is not there. */
enum outcome { OPENS_NOTHING, IS_BLANK, IS_LESS };

/* Something that is not there, and the rules that miss it. */
struct gap {
	const char *file;      /* the table that was given */
	struct slice column;   /* empty: a whole table is missing */
	enum kind of;          /* the column's table, or the missing one */
	bool is_own;           /* that is what was given */
	enum outcome outcome;
	struct slice *rule;
	size_t rules, room;
};

struct search {
	const struct intakes *in;
	struct table *const *tables;
	enum choice_of_rules chosen;
	struct gap *gap;
	size_t gaps, room;
};

static const char *
file_of(const struct search *s, enum kind k)
{
	for (struct table *const *t = s->tables; *t != NULL; t++)
		if (table_kind(*t) == k)
			return table_name(*t);
	return "";
}

static struct gap *
gap_of(struct search *s, struct gap like)
{
	for (size_t i = 0; i < s->gaps; i++) {
		struct gap *g = &s->gap[i];

		if (strcmp(g->file, like.file) == 0 && slice_equal(g->column, like.column) &&
		    g->of == like.of && g->outcome == like.outcome)
			return g;
	}
	s->gap = mem_grow(s->gap, s->gaps, &s->room, sizeof *s->gap);
	s->gap[s->gaps] = like;
	return &s->gap[s->gaps++];
}

/* A rule misses a column of that kind, or where it is empty the table. */
static void
note(struct search *s, const struct rule *r, enum kind given, struct slice column,
    enum kind of, enum outcome outcome)
{
	struct gap *g = gap_of(s, (struct gap){ .file = file_of(s, given),
		.column = column, .of = of, .is_own = of == given, .outcome = outcome });

	if (g->rules > 0 && slice_equal(g->rule[g->rules - 1], r->name))
		return;
	g->rule = mem_grow(g->rule, g->rules, &g->room, sizeof *g->rule);
	g->rule[g->rules++] = r->name;
}

/* Whether it counts that a rule misses a column of its own table. */
static bool
counts(const struct search *s, enum kind k)
{
	return k == TIERS || s->chosen != BUILT_IN_RULES;
}

static enum outcome
outcome_of(const struct term *t)
{
	static const struct value blank;

	return term_holds(t, &blank) ? IS_BLANK : OPENS_NOTHING;
}

/* Whether the rule is also about another kind of table that has the column. */
static bool
is_of_another(const struct rule *r, enum kind but, struct slice name)
{
	for (enum kind k = 0; k < KINDS; k++)
		if (k != but && (r->tables & KIND(k)) != 0 && kind_column(k, name) != NULL)
			return true;
	return false;
}

static void
look_at_term(struct search *s, const struct rule *r, enum kind k, const struct term *t)
{
	bool is_own = kind_column(k, t->name) != NULL;
	enum outcome outcome = outcome_of(t);

	if (headings_hold(s->tables, k, t->name) || (!is_own &&
	    (headings_hold(s->tables, CUSTOMERS, t->name) ||
	     headings_hold(s->tables, TIERS, t->name))))
		return;
	if (!is_own && is_of_another(r, k, t->name))
		return;
	if (is_own) {
		if (outcome == IS_BLANK || counts(s, k))
			note(s, r, k, t->name, k, outcome);
	} else if (kind_column(TIERS, t->name) != NULL) {
		note(s, r, k, t->name, TIERS, outcome);
	} else {
		note(s, r, k, t->name, CUSTOMERS, outcome);
	}
}

/* The column that the rule lives on, and the one that it is compared with. */
static bool
lacks_column(struct search *s, const struct rule *r, enum kind k)
{
	const struct slice name[] = { r->column, r->against };
	bool lacks = false;

	for (size_t i = 0; i < 2; i++) {
		enum outcome outcome = r->kind->column_may_lack ? IS_BLANK : OPENS_NOTHING;

		if (name[i].n == 0 || headings_hold(s->tables, k, name[i]))
			continue;
		lacks = lacks || outcome == OPENS_NOTHING;
		if (outcome == IS_BLANK || counts(s, k))
			note(s, r, k, name[i], k, outcome);
	}
	return lacks;
}

/* A table that was given for the rule, and what it should have. */
static void
look_at_table(struct search *s, const struct rule *r, enum kind k)
{
	if (lacks_column(s, r, k))
		return;
	for (int i = 0; i < r->where.terms; i++)
		look_at_term(s, r, k, &r->where.term[i]);
}

static void
look_at_rule(struct search *s, const struct rule *r)
{
	enum kind given = NO_KIND;

	for (enum kind k = 0; k < KINDS; k++)
		if ((r->tables & KIND(k)) != 0 && s->in->of[k].given) {
			given = given == NO_KIND ? k : given;
			look_at_table(s, r, k);
		}
	if (given == NO_KIND && s->chosen == NAMED_RULES)
		doubt_say(NO_FEED, "--trigger", 0, "no given table feeds '%.*s'",
		    (int)r->name.n, r->name.p);
	for (enum kind k = 0; k < KINDS && given != NO_KIND; k++)
		if ((r->tables & KIND(k)) != 0 && !s->in->of[k].given)
			note(s, r, given, SLICE(""), k, IS_LESS);
}

/* "overdue, overdue-15 and overdue-45" */
static void
name_rules(struct line *l, const struct gap *g)
{
	for (size_t i = 0; i < g->rules; i++) {
		if (i > 0)
			line_add(l, i + 1 < g->rules ? _(", ") : _(" and "));
		line_add_slice(l, g->rule[i]);
	}
}

/* "no column 'paid'", or of another table than the one that was given; made. */
static char *
name_column(const struct gap *g)
{
	int n = (int)g->column.n;

	return g->is_own ? mem_format(_("no column '%.*s'"), n, g->column.p) :
	    mem_format(_("no %s given have a column '%.*s'"), kind_name(g->of), n,
	    g->column.p);
}

static void
tell(const struct gap *g)
{
	bool many = g->rules > 1;
	struct line l = { .n = 0 };
	char *column;
	int n;

	name_rules(line_begin(&l), g);
	n = (int)l.n;
	if (g->outcome == IS_LESS) {
		doubt_say(NO_FEED, g->file, 0, many ?
		    N_("%.*s look at %s too, and none are given") :
		    N_("%.*s looks at %s too, and none are given"), n, l.text,
		    kind_name(g->of));
		line_free(&l);
		return;
	}
	column = name_column(g);
	doubt_say(NO_FEED, g->file, 0, g->outcome == IS_BLANK ?
	    N_("%s, taken as blank by %.*s") : many ?
	    N_("%s, without which %.*s open nothing") :
	    N_("%s, without which %.*s opens nothing"), column, n, l.text);
	free(column);
	line_free(&l);
}

void
unfed_doubt(const struct intakes *in, struct table *const *tables,
    enum choice_of_rules chosen)
{
	struct search s = { .in = in, .tables = tables, .chosen = chosen };

	for (int i = 0; i < in->rules->count; i++)
		if (in->rules->rule[i].asked && in->rules->rule[i].runs)
			look_at_rule(&s, &in->rules->rule[i]);
	for (size_t i = 0; i < s.gaps; i++) {
		tell(&s.gap[i]);
		free(s.gap[i].rule);
	}
	free(s.gap);
}
