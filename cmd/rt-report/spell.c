/*
 * A column holds codes when it is called as a table of rt calls it: nothing is
 * looked up in names, ids, or what the user grouped by words of his own.
 */
#include "cmd/rt-report/spell.h"

#include <stdlib.h>

#include "cmd/rt-report/report.h"
#include "common/base/mem.h"
#include "common/table/heading.h"
#include "common/table/tiers.h"

/* What codes a column of that name holds. */
static const struct coded {
	const char *column, *kind, *other; /* other: what else it may say, or NULL */
} coded[] = {
	{ "arm", "arm", NULL },
	{ "category", "category", NULL },
	{ "channel", "channel", NULL },
	{ "dimension", "dimension", NULL },
	{ "direction", "direction", NULL },
	{ "do_not_disturb", "yes_no", "channel" },
	{ "group", "group", NULL },
	{ "kind", "kind", NULL },
	{ "ladder", "ladder", NULL },
	{ "left_reason", "left_reason", NULL },
	{ "level", "level", NULL },
	{ "movement", "movement", NULL },
	{ "nature", "nature", NULL },
	{ "on_time", "yes_no", NULL },
	{ "potential", "potential", NULL },
	{ "reason", "reason", NULL },
	{ "role", "role", NULL },
	{ "scope", "scope", NULL },
	{ "state", "status", NULL },
	{ "status", "status", NULL },
	{ "from", "tier", NULL },
	{ "previous_tier", "tier", NULL },
	{ "tier", "tier", NULL },
	{ "to", "tier", NULL },
	{ "trigger", "trigger", NULL },
	{ "triggers", "trigger", NULL },
};

static const char group_tier[] = "group tier";

static void
add_levels(struct glossary *g, const char *kind, struct levels levels)
{
	for (int i = 0; i < levels.count; i++) {
		const struct level *l = &levels.level[i];
		struct slice word[LANGS] = {
			[ENGLISH] = l->label_en.n > 0 ? l->label_en : l->label,
			[CHINESE] = l->label,
		};

		glossary_add(g, kind, l->tier, word);
	}
}

static const struct coded *
coded_as(struct slice name)
{
	for (size_t i = 0; i < sizeof coded / sizeof *coded; i++)
		if (heading_same(name, slice_of(coded[i].column)))
			return &coded[i];
	return NULL;
}

/* Whether the row is a group's; its scope may be in words by now. */
static bool
is_group(const struct sheet *s, size_t row, int scope)
{
	const struct cell *c;

	if (scope < 0 || !cell_is_text(sheet_column(s, scope)->type))
		return false;
	c = sheet_cell(s, row, scope);
	return c->known && words_say(&scope_words, TIERS, c->text, SCOPE_GROUP);
}

static struct slice
word_of(const struct glossary *g, const struct coded *as, bool group, struct slice code)
{
	struct slice word = code;

	if (group && slice_is(slice_of(as->kind), "tier"))
		word = glossary_word(g, group_tier, code);
	if (word.p == code.p)
		word = glossary_word(g, as->kind, code);
	if (word.p == code.p && as->other != NULL)
		word = glossary_word(g, as->other, code);
	return word;
}

/* "a;b" as "A; B"; borrowed from *room, which grows. */
static struct slice
words_of_list(const struct glossary *g, const struct coded *as, struct slice list,
    char **room, size_t *size)
{
	static const char *const between[LANGS] = { [ENGLISH] = "; ", [CHINESE] = "；" };
	struct slice item, comma = slice_of(between[lang_spoken()]);
	size_t n = 0;

	while (slice_cut(&list, ';', &item)) {
		struct slice word = word_of(g, as, false, slice_trim(item));

		if (word.n == 0)
			continue;
		while (*size < n + comma.n + word.n)
			*room = mem_grow(*room, *size, size, 1);
		if (n > 0) {
			memcpy(*room + n, comma.p, comma.n);
			n += comma.n;
		}
		memcpy(*room + n, word.p, word.n);
		n += word.n;
	}
	return (struct slice){ *room, n };
}

static void
spell_column(const struct glossary *g, struct sheet *s, int column, const struct coded *as)
{
	int scope = sheet_find(s, "scope");
	char *room = NULL;
	size_t size = 0;

	for (size_t row = 0; row < sheet_rows(s); row++) {
		const struct cell *c = sheet_cell(s, row, column);
		struct slice word;

		if (!c->known)
			continue;
		word = memchr(c->text.p, ';', c->text.n) != NULL ?
		    words_of_list(g, as, c->text, &room, &size) :
		    word_of(g, as, is_group(s, row, scope), c->text);
		if (word.p != c->text.p)
			sheet_change(s, row, column, word);
	}
	free(room);
}

struct glossary *
spell_open(const struct request *q)
{
	struct glossary *g = glossary_open(&q->common, q->words);
	struct tiers *t = tiers_open(&q->common, q->common.policy);

	add_levels(g, "tier", tiers_individual(t));
	add_levels(g, group_tier, tiers_group(t));
	return g;
}

/* Levels first: they go by the scope, as a code. */
void
spell_sheet(const struct glossary *g, struct sheet *s)
{
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < sheet_columns(s); i++) {
			const struct sheet_column *c = sheet_column(s, i);
			const struct coded *as = coded_as(slice_of(c->name));

			if (as != NULL && c->audience != CHARTS && cell_is_text(c->type) &&
			    slice_is(slice_of(as->kind), "tier") == (pass == 0))
				spell_column(g, s, i, as);
		}
}
