/*
 * glossary -- words for codes: what people read in place of "quasi" or "L2".
 *
 * Tables hold codes, which never change with a language.  Where a person reads
 * them, a code is said in words of the language spoken (lang.h); one that has
 * no words is said as it stands.
 */
#ifndef RT_GLOSSARY_H
#define RT_GLOSSARY_H

#include <stdbool.h>

#include "common/base/slice.h"
#include "common/value/lang.h"

struct options;
struct glossary;

/*
 * The built-in words, and on top of them those of the file: kind,code,zh,en;
 * NULL: built in only, and o is not looked at.  A mistake in the file dies
 * with status 2.
 */
struct glossary *glossary_open(const struct options *o, const char *path);
void glossary_free(struct glossary *g);

/*
 * Adds the words of a code, which go before those that are there, but for those
 * of the file.  Blank ones say the code itself.  Kind and texts must last as long
 * as the glossary.
 */
void glossary_add(struct glossary *g, const char *kind, struct slice code,
    const struct slice word[LANGS]);

/*
 * The code in the language spoken; the code itself when the kind has no words
 * for it.
 */
struct slice glossary_word(const struct glossary *g, const char *kind, struct slice code);

/* What codes a column of a table holds. */
struct coded {
	const char *column, *kind, *other; /* other: what else it may say, or NULL */
};

/* Those of a column of that heading; NULL: none. */
const struct coded *glossary_column(struct slice heading);

/* The word of such a column's cell; what is no code stays as it is. */
struct slice glossary_cell(const struct glossary *g, const struct coded *as,
    struct slice code);

/*
 * All words of words tables that are in force, as one such table, for
 * --print-policy; what glossary_add() added is not among them.  Lasts as long
 * as the glossary.
 */
struct slice glossary_source(struct glossary *g);

#endif
