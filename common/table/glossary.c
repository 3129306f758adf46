/*
 * A plain list, looked through from the back, so that what was added last goes
 * first, but for the user's own words, which are asked before all others: there are
 * some hundred words, and reports ask for few cells.
 */
#include "common/table/glossary.h"

#include <stdio.h>
#include <stdlib.h>

#include "common/base/mem.h"
#include "common/table/heading.h"
#include "common/table/policy.h"

static const char *const columns[] = { "kind", "code", "zh", "en", NULL };

/* What codes a column of that name holds. */
static const struct coded coded[] = {
	{ "arm", "arm", NULL },
	{ "category", "category", NULL },
	{ "channel", "channel", NULL },
	{ "cohort", "cohort", NULL },
	{ "definition", "definition", NULL },
	{ "dimension", "dimension", NULL },
	{ "direction", "direction", NULL },
	{ "do_not_disturb", "yes_no", "channel" },
	{ "group", "group", "arm" },
	{ "kind", "kind", NULL },
	{ "ladder", "ladder", NULL },
	{ "left_reason", "left_reason", NULL },
	{ "level", "level", NULL },
	{ "movement", "movement", NULL },
	{ "nature", "nature", NULL },
	{ "on_time", "yes_no", NULL },
	{ "potential", "potential", NULL },
	{ "reason", "reason", "left_reason" },
	{ "role", "role", NULL },
	{ "scope", "scope", NULL },
	{ "state", "status", NULL },
	{ "status", "status", NULL },
	{ "from", "tier", NULL },       /* of kind movement */
	{ "previous_tier", "tier", NULL },
	{ "tier", "tier", NULL },
	{ "to", "tier", NULL },
	{ "trigger", "trigger", NULL },
	{ "triggers", "trigger", NULL },
};

struct term {
	struct slice kind, code, word[LANGS];
	bool added;              /* by glossary_add() */
};

struct glossary {
	struct policy *table[2]; /* built in, and the user's or NULL */
	struct term *term;
	size_t terms, room;
	size_t first_own, behind_own; /* of the user's table */
	char *source;            /* for glossary_source(), or NULL */
};

static void
add(struct glossary *g, struct term t)
{
	g->term = mem_grow(g->term, g->terms, &g->room, sizeof *g->term);
	g->term[g->terms++] = t;
}

static bool
is_term(const struct term *t, struct slice kind, struct slice code)
{
	return slice_equal(t->code, code) && slice_equal(t->kind, kind);
}

static void
read_term(struct glossary *g, const struct policy *p, size_t row, size_t first)
{
	struct term t = {
		.kind = policy_cell(p, row, "kind"),
		.code = policy_cell(p, row, "code"),
		.word = {
			[ENGLISH] = policy_cell(p, row, "en"),
			[CHINESE] = policy_cell(p, row, "zh"),
		},
	};

	if (t.kind.n == 0)
		policy_die(p, row, "kind", "blank; such as left_reason");
	if (t.code.n == 0)
		policy_die(p, row, "code", "blank; such as price");
	for (size_t i = first; i < g->terms; i++)
		if (is_term(&g->term[i], t.kind, t.code))
			policy_die(p, row, "code", "the same as on line %llu",
			    (unsigned long long)policy_line(p, i - first));
	add(g, t);
}

static struct policy *
read_table(struct glossary *g, const struct options *o, const char *path)
{
	struct policy *p = policy_open(o, path, "words", columns);
	size_t first = g->terms;

	for (size_t row = 0; row < policy_rows(p); row++)
		read_term(g, p, row, first);
	return p;
}

struct glossary *
glossary_open(const struct options *o, const char *path)
{
	struct glossary *g = mem_new(sizeof *g);

	g->table[0] = read_table(g, NULL, NULL);
	g->first_own = g->terms;
	if (path != NULL)
		g->table[1] = read_table(g, o, path);
	g->behind_own = g->terms;
	return g;
}

void
glossary_free(struct glossary *g)
{
	for (int i = 0; i < 2; i++)
		if (g->table[i] != NULL)
			policy_close(g->table[i]);
	free(g->term);
	free(g->source);
	free(g);
}

void
glossary_add(struct glossary *g, const char *kind, struct slice code,
    const struct slice word[LANGS])
{
	struct term t = { .kind = slice_of(kind), .code = code, .added = true };

	for (int l = 0; l < LANGS; l++)
		t.word[l] = word[l];
	add(g, t);
}

/* The last word among these terms; nowhere (p is NULL) when there is none. */
static struct slice
last_word(const struct glossary *g, size_t first, size_t behind, struct slice kind,
    struct slice code)
{
	for (size_t i = behind; i > first; i--) {
		const struct term *t = &g->term[i - 1];

		if (is_term(t, kind, code) && t->word[lang_spoken()].n > 0)
			return t->word[lang_spoken()];
	}
	return (struct slice){ NULL, 0 };
}

struct slice
glossary_word(const struct glossary *g, const char *kind, struct slice code)
{
	struct slice k = slice_of(kind);
	struct slice word = last_word(g, g->first_own, g->behind_own, k, code);

	if (word.p == NULL)
		word = last_word(g, 0, g->terms, k, code);
	return word.p != NULL ? word : code;
}

const struct coded *
glossary_column(struct slice heading)
{
	for (size_t i = 0; i < sizeof coded / sizeof *coded; i++)
		if (heading_same(heading, slice_of(coded[i].column)))
			return &coded[i];
	return NULL;
}

struct slice
glossary_cell(const struct glossary *g, const struct coded *as, struct slice code)
{
	struct slice word = code;

	if (as != NULL)
		word = glossary_word(g, as->kind, code);
	if (as != NULL && word.p == code.p && as->other != NULL)
		word = glossary_word(g, as->other, code);
	return word;
}

/* Whether a later row says the same code. */
static bool
is_overruled(const struct glossary *g, size_t term)
{
	const struct term *t = &g->term[term];

	for (size_t i = term + 1; i < g->terms; i++)
		if (!g->term[i].added && is_term(&g->term[i], t->kind, t->code))
			return true;
	return false;
}

struct slice
glossary_source(struct glossary *g)
{
	size_t n = 0;
	FILE *f;

	f = policy_print_begin(&g->source, &n);
	fputs("kind,code,zh,en\n", f);
	for (size_t i = 0; i < g->terms; i++) {
		const struct term *t = &g->term[i];

		if (t->added || is_overruled(g, i))
			continue;
		policy_print_cell(f, t->kind, ',');
		policy_print_cell(f, t->code, ',');
		policy_print_cell(f, t->word[CHINESE], ',');
		policy_print_cell(f, t->word[ENGLISH], '\n');
	}
	policy_print_end(f);
	return (struct slice){ g->source, n };
}
