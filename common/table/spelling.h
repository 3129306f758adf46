/*
 * spelling -- what else says the words of words.h, and in which columns.
 *
 * The built-in spellings are those of aliases.csv; a table of the user's own
 * goes on top of them.
 */
#ifndef RT_SPELLING_H
#define RT_SPELLING_H

#include <stddef.h>
#include <stdint.h>

#include "common/base/slice.h"
#include "common/table/kind.h"
#include "common/table/words.h"

struct spelling {
	enum kind kind;            /* of the tables in which it counts; NO_KIND: all */
	struct slice column;       /* or "yes/no" */
	const struct words *words;
	uint8_t place;             /* of the word that it says */
	struct slice text;
};

/* The mark that the texts of one list have among those of all; 0: none yet. */
struct spellings {
	char mark;
};

/* Makes looking up fit for several threads: nothing may be added from here on. */
void spelling_settle(void);

/*
 * From now on the text says that word in that column of tables of that kind
 * (NO_KIND: of all), whatever it said before.  The column is one of a table,
 * or "yes/no": all that hold these words.  What is wrong comes back, and then
 * nothing was added.  The texts are copied.
 */
enum spelling_fault {
	SPELLING_ADDED,
	COLUMN_WITHOUT_WORDS,
	WORD_UNKNOWN,              /* none of the column's */
	TEXT_IS_WORD,              /* a word of the column says itself */
	TEXT_SAYS_NOTHING,         /* blank, or too long for a word */
};
enum spelling_fault spelling_add(enum kind k, struct slice column, struct slice word,
    struct slice text);

/*
 * The place of the word that the text, not empty, says in a table of that
 * kind: the word itself or a spelling of it, whatever their case, the width of
 * their letters and what stands between their words.  NO_WORD when it says
 * none of the list.
 */
uint8_t spelling_find(const struct words *w, enum kind k, struct slice text);

/* All in force, in the order of adding; they last until the next is added. */
const struct spelling *spelling_all(size_t *count);

#endif
