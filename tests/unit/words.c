/* words -- asks common/table/words and spelling. */
#include "common/table/spelling.h"
#include "common/value/text.h"
#include "tests/unit/unit.h"

/* The word that a text says in a column of a kind of table. */
static void
code(char *argument[])
{
	enum kind k = kind_of_name(slice_of(argument[0]));
	const struct words *w = words_of(k, slice_of(argument[1]));
	uint8_t place;

	if (w == NULL) {
		puts("no words");
		return;
	}
	place = words_find(w, k, slice_of(argument[2]));
	puts(place == NO_WORD ? "none" : w->word[place]);
}

/* KIND COLUMN VALUE TEXT: what becomes of it, and what it then says. */
static void
add(char *argument[])
{
	static const char *const said[] = {
		[SPELLING_ADDED] = "added", [COLUMN_WITHOUT_WORDS] = "no words",
		[WORD_UNKNOWN] = "unknown", [TEXT_IS_WORD] = "a word itself",
		[TEXT_SAYS_NOTHING] = "nothing",
	};
	enum kind k = kind_of_name(slice_of(argument[0]));
	char *again[] = { argument[0], argument[1], argument[3] };

	printf("%s: ", said[spelling_add(k, slice_of(argument[1]),
	    slice_of(argument[2]), slice_of(argument[3]))]);
	code(again);
}

/* The items of a list. */
static void
cut(char *argument[])
{
	struct slice rest = slice_of(argument[0]), item;

	while (text_cut(&rest, &item))
		printf("<%.*s>", (int)item.n, item.p);
	puts("");
}

int
main(int argc, char *argv[])
{
	const struct verb verbs[] = {
		{ "add", 4, add },
		{ "code", 3, code },
		{ "cut", 1, cut },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
