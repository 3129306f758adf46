/*
 * A list of words has one spelling of each; what else says it stands in aliases.csv,
 * and is asked only where the list itself does not know the cell.
 */
#include "common/table/spelling.h"

#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/value/fold.h"

/* What stands in which column, and in which kinds of tables. */
static const struct {
	const char *column;
	kinds kinds;
	const struct words *words;
	enum { OPEN, CLOSED } others; /* whether another word is bad data for all tools */
} places[] = {
	{ "arm", KIND(WORKORDERS), &arm_words, OPEN },
	{ "category", KIND(WORKORDERS) | KIND(PLAN) | KIND(CONTACTS), &category_words, OPEN },
	{ "channel", KIND(CONTACTS), &channel_words, CLOSED },
	{ "channel", KIND(WORKORDERS) | KIND(PLAN) | KIND(CUSTOMERS), &channel_words, OPEN },
	{ "dimension", KIND(SURVEYS), &dimension_words, OPEN },
	{ "direction", KIND(CALLS), &direction_words, OPEN },
	{ "do_not_disturb", KIND(CUSTOMERS), &yes_no_words, OPEN },
	{ "do_not_disturb", KIND(CUSTOMERS), &channel_words, OPEN },
	{ "kind", KIND(CALENDAR), &day_words, OPEN },
	{ "kind", KIND(OBJECTIONS), &objection_words, OPEN },
	{ "left_reason", KIND(CUSTOMERS), &left_words, OPEN },
	{ "level", KIND(WORKORDERS) | KIND(PLAN) | KIND(CASES), &level_words, OPEN },
	{ "movement", KIND(TIERS), &movement_words, OPEN },
	{ "nature", KIND(OBJECTIONS), &nature_words, OPEN },
	{ "on_time", KIND(PLAN), &yes_no_words, OPEN },
	{ "role", KIND(CUSTOMERS), &role_words, OPEN },
	{ "scope", KIND(CUSTOMERS) | KIND(TIERS), &scope_words, OPEN },
	{ "state", KIND(WORKORDERS), &state_words, OPEN },
	{ "status", KIND(CUSTOMERS), &status_words, OPEN },
	{ "status", KIND(PLAN), &planned_words, OPEN },
	{ "yes/no", KIND(NO_KIND) - 1, &yes_no_words, OPEN },
};

enum { PLACES = sizeof places / sizeof *places };

/*
 * What short texts said lately, by the list's mark: most columns of words hold
 * a few.  Each thread has its own.
 */
enum { MARKS = 1 + PLACES, LATELY = 16 };

static _Thread_local struct lately {
	uint64_t text[2];  /* see map_words(); zeros: none */
	uint8_t kind, place;
} lately[MARKS][LATELY];

static struct spelling *all;
static size_t count, room;
static bool has_built_in;
static struct map *texts;      /* of all lists, folded, behind the list's mark */

static bool
is_place(int i, enum kind k, struct slice column)
{
	return (k == NO_KIND || (places[i].kinds & KIND(k)) != 0) && column.n > 0 &&
	    column.p[0] == places[i].column[0] && slice_is(column, places[i].column);
}

const struct words *
words_of(enum kind k, struct slice column)
{
	for (int i = 0; k != NO_KIND && i < PLACES; i++)
		if (is_place(i, k, column))
			return places[i].words;
	return NULL;
}

const struct words *
words_closed(enum kind k, struct slice column)
{
	for (int i = 0; k != NO_KIND && i < PLACES; i++)
		if (places[i].others == CLOSED && is_place(i, k, column))
			return places[i].words;
	return NULL;
}

/* What a text says, by kind of table; [NO_KIND] in those that say nothing else. */
struct said {
	uint8_t place[KINDS + 1];
};

/* What the text says, to be set; at first nothing. */
static struct said *
said_by(struct slice folded)
{
	uint32_t met = map_count(texts);
	struct said *said = map_state(texts, map_intern(texts, folded));

	if (map_count(texts) > met)
		memset(said->place, NO_WORD, sizeof said->place);
	return said;
}

uint8_t
words_itself(const struct words *w, struct slice text)
{
	char one[FOLDED_MOST], other[FOLDED_MOST];
	struct slice folded;

	/* Words begin with an ASCII letter, which folds to its lower case; hanzi do not. */
	if (text.n > 0 && (unsigned char)text.p[0] >= 0xe4 && (unsigned char)text.p[0] <= 0xe9)
		return NO_WORD;
	folded = (struct slice){ one, fold(text, one) };
	for (uint8_t i = 0; folded.n > 0 && w->word[i] != NULL; i++)
		if ((w->word[i][0] | 0x20) == one[0] && slice_equal(folded,
		    (struct slice){ other, fold(slice_of(w->word[i]), other) }))
			return i;
	return NO_WORD;
}

/* Behind the mark of the list; empty when no word reads so. */
static struct slice
fold_marked(const struct words *w, struct slice text, char out[1 + FOLDED_MOST])
{
	size_t n = fold(text, out + 1);

	out[0] = w->spellings->mark;
	return (struct slice){ out, n > 0 ? n + 1 : 0 };
}

static void
mark(const struct words *w)
{
	static char marks;

	if (w->spellings->mark == 0)
		w->spellings->mark = ++marks;
}

/* What the text, which a word can be, is known to say. */
static struct said *
said_in(const struct words *w, struct slice text)
{
	char marked[1 + FOLDED_MOST];

	if (texts == NULL)
		texts = map_new(sizeof(struct said));
	mark(w);
	return said_by(fold_marked(w, text, marked));
}

/* Where the spelling stands that says otherwise of the same text. */
static struct spelling *
other(const struct words *w, const struct spelling *one)
{
	struct spelling *old = all;
	const struct said *said = said_in(w, one->text);

	while (old->words != w || old->kind != one->kind ||
	    said_in(w, old->text) != said)
		old++;
	return old;
}

/* Adds it to those of the list, in the place of one that said otherwise. */
static void
add(const struct words *w, struct spelling one)
{
	uint8_t *place = &said_in(w, one.text)->place[one.kind];

	if (*place == one.place)
		return;
	one.words = w;
	if (*place == NO_WORD) {
		one.text.p = mem_copy(one.text);
		all = mem_grow(all, count, &room, sizeof *all);
		all[count++] = one;
	} else {
		other(w, &one)->place = one.place;
	}
	*place = one.place;
	memset(lately[(int)w->spellings->mark], 0, sizeof *lately);
}

/* Whether the text is a word of a list that the column holds. */
static bool
is_word(const struct spelling *one)
{
	for (int i = 0; i < PLACES; i++)
		if (is_place(i, one->kind, one->column) &&
		    words_itself(places[i].words, one->text) != NO_WORD)
			return true;
	return false;
}

/* Adds it to each list that the column holds and that has the word. */
static enum spelling_fault
add_to_lists(struct spelling one, struct slice word)
{
	enum spelling_fault fault = COLUMN_WITHOUT_WORDS;
	const struct words *before = NULL; /* places of one list stand together */

	for (int i = 0; i < PLACES; i++) {
		const struct words *w = places[i].words;

		if (!is_place(i, one.kind, one.column) || w == before)
			continue;
		before = w;
		one.column = slice_of(places[i].column);
		one.place = words_itself(w, word);
		if (one.place != NO_WORD && is_word(&one))
			return TEXT_IS_WORD;
		if (one.place != NO_WORD) {
			add(w, one);
			fault = SPELLING_ADDED;
		} else if (fault == COLUMN_WITHOUT_WORDS) {
			fault = WORD_UNKNOWN;
		}
	}
	return fault;
}

/* "channel" of all kinds of tables, or "customers.status" of one. */
static void
split_name(struct slice name, struct spelling *one)
{
	struct slice rest = name, front;

	slice_cut(&rest, '.', &front);
	one->kind = rest.p == NULL ? NO_KIND : kind_of_name(front);
	one->column = rest.p == NULL ? name : rest;
}

/* name,alias,value: an alias of a value is another text for a word. */
static void
read_built_in(void)
{
	struct slice rest = kind_aliases(), line, name, text;

	has_built_in = true;
	for (int i = 0; i < PLACES; i++)
		for (uint8_t word = 0; places[i].words->word[word] != NULL; word++)
			said_in(places[i].words, slice_of(places[i].words->word[word]))
			    ->place[NO_KIND] = word;
	slice_cut(&rest, '\n', &line);
	while (slice_cut(&rest, '\n', &line)) {
		struct spelling one = { .kind = NO_KIND };

		if (!slice_cut(&line, ',', &name) || !slice_cut(&line, ',', &text) ||
		    line.n == 0)
			continue;
		split_name(name, &one);
		one.text = text;
		add_to_lists(one, line);
	}
}

enum spelling_fault
spelling_add(enum kind k, struct slice column, struct slice word, struct slice text)
{
	char folded[FOLDED_MOST];

	if (fold(text, folded) == 0)
		return TEXT_SAYS_NOTHING;
	if (!has_built_in)
		read_built_in();
	return add_to_lists((struct spelling){ .kind = k, .column = column, .text = text },
	    word);
}

/* What the text says: most are the word itself; others are folded first. */
static uint8_t
look_up(const struct words *w, enum kind k, struct slice text)
{
	char marked[1 + FOLDED_MOST];
	struct slice folded;
	const struct said *said;
	uint32_t number;

	for (uint8_t i = 0; w->word[i] != NULL; i++)
		if (text.p[0] == w->word[i][0] && slice_is(text, w->word[i]))
			return i;
	if (!has_built_in)
		read_built_in();
	folded = fold_marked(w, text, marked);
	number = folded.n == 0 ? MAP_NONE : map_find(texts, folded);
	if (number == MAP_NONE)
		return NO_WORD;
	said = map_state(texts, number);
	return said->place[k] != NO_WORD ? said->place[k] : said->place[NO_KIND];
}

uint8_t
spelling_find(const struct words *w, enum kind k, struct slice text)
{
	struct lately *known;
	uint64_t word[2];

	if (text.n > MAP_INLINE)
		return look_up(w, k, text);
	map_words(text, word);
	mark(w);
	known = &lately[(int)w->spellings->mark][(word[0] ^ word[1]) *
	    0x9e3779b97f4a7c15u >> 60];
	if (known->text[0] != word[0] || known->text[1] != word[1] || known->kind != k)
		*known = (struct lately){ { word[0], word[1] }, (uint8_t)k,
			look_up(w, k, text) };
	return known->place;
}

void
spelling_settle(void)
{
	if (!has_built_in)
		read_built_in();
}

const struct spelling *
spelling_all(size_t *n)
{
	if (!has_built_in)
		read_built_in();
	*n = count;
	return all;
}
