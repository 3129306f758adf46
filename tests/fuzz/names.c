/*
 * names -- headings, and the words of cells: which mean the same.
 *
 * A line of headings, then a line each of words.
 */
#include "common/table/glossary.h"
#include "common/table/header.h"
#include "common/table/words.h"
#include "common/value/fold.h"
#include "common/value/mark.h"
#include "common/value/nobody.h"
#include "common/value/peer.h"
#include "common/value/space.h"
#include "common/value/text.h"
#include "tests/fuzz/fuzz.h"

enum { HEADINGS = 24, SHOWN = 512 };

/* A header of that kind, which is more work than all the rest. */
static void
check_header(const struct header *h, enum kind k)
{
	int two[2];
	const char *missing;
	enum kind nearest, found = header_recognise(h, KIND(k), &nearest, &missing);

	/* A header with all that these need may yet be that of another kind. */
	if (found == k || (k != CUSTOMERS && k != MANAGERS))
		must((found == k) == (header_missing(h, k) == NULL),
		    "a table has the columns of its kind");
	header_not_customers(h);
	for (const struct column *c = kind_columns(k); c->name != NULL; c++) {
		int at = header_find(h, k, c->name, two);

		must(at < h->columns && at >= WRONG_COLUMN, "a column there is");
		if (at >= 0)
			must(header_has(h, k, c->name), "what is found is there");
	}
	must(header_near(h, kind_columns(k)->name) < h->columns, "a heading there is");
}

static void
check_headings(const struct header *h)
{
	static const char *const names[] = { "customer_id", "amount", "月份" };
	struct slice base, unit;

	for (int i = 0; i < h->columns; i++) {
		struct slice a = h->cell[i], b = h->cell[(i + 1) % h->columns];

		must(heading_same(a, b) == heading_same(b, a), "the same both ways");
		heading_slips(a, b);
		for (enum quantity q = NO_QUANTITY; q <= MEGABYTES; q++)
			if (heading_unit(a, q, &base, &unit) != NO_UNIT)
				must(base.n + unit.n < a.n, "brackets around a unit");
		heading_nearest(a, names, 3);
		header_name(a);
		header_quantity(a);
	}
}

static void
check_words(struct slice text)
{
	static const struct words *const lists[] = { &arm_words, &channel_words,
		&day_words, &level_words, &movement_words, &planned_words, &scope_words,
		&state_words, &yes_no_words, &category_words, &dimension_words,
		&direction_words, &left_words, &nature_words, &objection_words, &role_words,
		&status_words };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		const struct words *w = lists[i];
		uint8_t place = words_find(w, NO_KIND, text);
		word_set set = 0;

		if (place != NO_WORD) {
			struct slice code = words_code(w, NO_KIND, text);

			must(words_find(w, NO_KIND, code) == place, "a code says its word");
			must(words_itself(w, code) == place, "a code is its word");
			must(words_say(w, NO_KIND, text, place), "what is found is said");
			must(words_one(w, NO_KIND, text) == WORD(place), "one word is one");
		}
		words_find_all(w, NO_KIND, text, &set);
	}
}

static void
check_fold(struct slice text)
{
	char once[FOLDED_MOST], twice[FOLDED_MOST];
	size_t n = fold(text, once);

	must(n <= FOLDED_MOST, "what is folded has room");
	must(fold((struct slice){ once, n }, twice) == n && memcmp(once, twice, n) == 0,
	    "folding twice is folding once");
}

static void
check_show(struct slice text)
{
	char all[SHOWN * 4], some[16];
	size_t n = text_show(text, all, sizeof all);

	if (text.n > SHOWN)
		return;
	must(n <= sizeof all, "what is shown has room");
	must(text_valid((struct slice){ all, n }) == n, "what is shown is text");
	must(text_show(text, some, sizeof some) == n, "the length of the whole");
}

static void
check_text(struct slice text, struct slice other)
{
	struct slice off = mark_off(text), trimmed = space_trim(text), plain, item;
	char room[PEER_TEXT], more[PEER_TEXT], nobody[NOBODY_TEXT];
	size_t at = 0, n, valid = text_valid(text);

	must(slice_equal(mark_off(off), off), "an id without marks has none");
	must(slice_equal(space_trim(trimmed), trimmed), "trimmed is trimmed");
	plain = peer_plain(text, room);
	if (peer_plain(other, more).n > 0 && slice_equal(peer_plain(other, more), plain))
		must(peer_could_be(other, plain), "the same number could be the same");
	for (; at < valid; at += n)
		must(text_next((struct slice){ text.p + at, text.n - at }, &n) >= 0,
		    "valid text has no byte that is none");
	if (at < text.n)
		must(text_next((struct slice){ text.p + at, text.n - at }, &n) == -1 && n == 1,
		    "behind it is one");
	must(text_distance(text, other) == text_distance(other, text), "as far both ways");
	must(text_distance(text, text) == 0 || text.n > SHOWN, "no way to oneself");
	must(text_same(text, other) == text_same(other, text), "the same both ways");
	if (nobody_is(text, nobody))
		must(strlen(nobody) < NOBODY_TEXT, "what nobody is has room");
	while (text_cut(&text, &item))
		must(item.p >= text.p || text.p == NULL || item.p + item.n < text.p,
		    "items come one after the other");
}

void
fuzz_one(struct slice input)
{
	struct slice cell[HEADINGS], line = fuzz_line(&input), last = line, word;
	struct header h = { cell, 0, NULL, 0 };

	enum kind k = (enum kind)(fuzz_take(&last, 1) % KINDS);

	while (h.columns < HEADINGS && slice_cut(&line, ',', &word))
		cell[h.columns++] = word;
	check_header(&h, k);
	check_headings(&h);
	for (int i = 0; i < HEADINGS && slice_cut(&input, '\n', &word); i++) {
		check_words(word);
		if (text_valid(word) == word.n)
			check_fold(word);
		check_show(word);
		check_text(word, last);
		glossary_column(word);
		last = word;
	}
}
