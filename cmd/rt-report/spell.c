/*
 * A column holds codes when it is called as a table of rt calls it: nothing is
 * looked up in names, ids, or what the user grouped by words of his own.
 */
#include "cmd/rt-report/spell.h"

#include <stdlib.h>

#include "cmd/rt-report/column_words.h"
#include "cmd/rt-report/report.h"
#include "common/base/mem.h"
#include "common/table/glossary.h"
#include "common/table/tiers.h"
#include "common/table/triggers.h"
#include "common/value/date.h"

struct speller {
	struct glossary *glossary;
	struct tiers *tiers;
	struct policy *triggers[2]; /* built in, and the user's or NULL */
};

struct speller *
speller_open(const struct request *q, const char *tier_policy)
{
	struct speller *s = mem_new(sizeof *s);

	s->glossary = glossary_open(&q->common, q->words);
	s->tiers = tiers_open(&q->common, tier_policy);
	s->triggers[0] = triggers_policy(NULL, NULL);
	if (q->triggers != NULL)
		s->triggers[1] = triggers_policy(&q->common, q->triggers);
	tiers_label(s->tiers, s->glossary);
	for (int i = 0; i < 2 && s->triggers[i] != NULL; i++)
		triggers_label(s->triggers[i], s->glossary);
	return s;
}

void
speller_close(struct speller *s)
{
	for (int i = 0; i < 2; i++)
		if (s->triggers[i] != NULL)
			policy_close(s->triggers[i]);
	tiers_close(s->tiers);
	glossary_free(s->glossary);
	free(s);
}

struct slice
speller_source(const struct speller *s)
{
	return glossary_source(s->glossary);
}

/* Whether the row is a group's; its scope may not be in words yet. */
static bool
is_group(const struct sheet *s, size_t row, int scope)
{
	const struct cell *c;

	if (scope < 0 || !cell_is_text(sheet_column(s, scope)->type))
		return false;
	c = sheet_cell(s, row, scope);
	return c->known && words_say(&scope_words, TIERS, c->text, SCOPE_GROUP);
}

/* Texts one behind the other, in room that grows. */
struct text {
	char *p;
	size_t n, room;
};

static void
add_text(struct text *t, struct slice more)
{
	while (t->room < t->n + more.n)
		t->p = mem_grow(t->p, t->room, &t->room, 1);
	if (more.n > 0)
		memcpy(t->p + t->n, more.p, more.n);
	t->n += more.n;
}

/* The word of an item; "appointment 2026-03-01" has one, and a day behind it. */
static void
add_item(struct text *t, const struct glossary *g, const struct coded *as,
    struct slice item)
{
	struct slice word = glossary_cell(g, as, item), rest = item, first;
	daynum d;

	if (word.p == item.p && slice_cut(&rest, ' ', &first) && rest.n == DATE_TEXT &&
	    date_parse(rest, &d)) {
		struct slice front = glossary_cell(g, as, first);

		if (front.p != first.p) {
			add_text(t, front);
			add_text(t, SLICE(" "));
			word = rest;
		}
	}
	add_text(t, word);
}

/* As plans join what is several of a contact's orders. */
static bool
has_bars(struct slice text)
{
	return memmem(text.p, text.n, " | ", strlen(" | ")) != NULL;
}

/* "a;b" as "A; B", and "a | b" as "A | B"; lasts until the text is begun again. */
static struct slice
words_of_list(const struct glossary *g, const struct coded *as, struct slice list,
    struct text *t)
{
	char sign = has_bars(list) ? '|' : ';';
	struct slice item, between = slice_of(sign == '|' ? " | " : phrase("; ", "；"));

	t->n = 0;
	while (slice_cut(&list, sign, &item)) {
		item = slice_trim(item);
		if (item.n == 0)
			continue;
		if (t->n > 0)
			add_text(t, between);
		add_item(t, g, as, item);
	}
	return (struct slice){ t->p, t->n };
}

static bool
is_list(struct slice text)
{
	return memchr(text.p, ';', text.n) != NULL || memchr(text.p, ' ', text.n) != NULL;
}

static bool
holds_levels(const struct coded *as)
{
	return slice_is(slice_of(as->kind), "tier");
}

static void
spell_column(const struct glossary *g, struct sheet *s, int column,
    const struct coded *as)
{
	int scope = holds_levels(as) ? sheet_find(s, "scope") : -1;
	struct text text = { NULL, 0, 0 };

	for (size_t row = 0; row < sheet_rows(s); row++) {
		const struct cell *c = sheet_cell(s, row, column);
		struct slice word;

		if (!c->known)
			continue;
		word = c->text;
		if (is_group(s, row, scope))
			word = glossary_word(g, "group tier", word);
		if (word.p == c->text.p)
			word = glossary_cell(g, as, word);
		if (word.p == c->text.p && is_list(word))
			word = words_of_list(g, as, word, &text);
		if (word.p != c->text.p)
			sheet_change(s, row, column, word);
	}
	free(text.p);
}

/* What is left over of a report stands under a name that rt gave it. */
static void
spell_others(struct sheet *s, int column)
{
	for (size_t row = 0; row < sheet_rows(s); row++) {
		const struct cell *c = sheet_cell(s, row, column);

		if (c->known && slice_is(c->text, "(others)"))
			sheet_change(s, row, column,
			    slice_of(phrase("(others)", "（其他）")));
	}
}

/* A column that has the name of a table's is called as people call that. */
static void
spell_heading(struct sheet *s, int column)
{
	const struct sheet_column *c = sheet_column(s, column);
	const char *word = c->origin == THE_USERS && sheet_heading(s, column) == NULL ?
	    column_word(s, c->name) : NULL;

	if (word != NULL)
		sheet_head(s, column, word);
}

/* Levels first: they go by the scope, as a code. */
void
spell_sheet(const struct speller *speller, struct sheet *s)
{
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < sheet_columns(s); i++) {
			const struct sheet_column *c = sheet_column(s, i);
			const struct coded *as = glossary_column(slice_of(c->name));

			if (as != NULL && c->audience != CHARTS && cell_is_text(c->type) &&
			    holds_levels(as) == (pass == 0))
				spell_column(speller->glossary, s, i, as);
			if (c->type == CELL_TEXT && pass == 1 && lang_spoken() != ENGLISH)
				spell_others(s, i);
		}
	for (int i = 0; i < sheet_columns(s); i++)
		spell_heading(s, i);
}
