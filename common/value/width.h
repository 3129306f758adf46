/*
 * width -- the columns that a terminal gives to a text.
 *
 * Chinese, Japanese and Korean take two columns a character, emoji too; what
 * is written over or into its neighbour (marks, joiners, the vowels and finals
 * of Hangul) and control characters take none.  What Unicode calls ambiguous,
 * such as Greek and the lines of boxes, takes one, whatever the locale: so do
 * terminals in UTF-8 unless told otherwise, the Chinese ones among them.
 */
#ifndef RT_WIDTH_H
#define RT_WIDTH_H

#include <stddef.h>

#include "common/base/slice.h"

/* The columns of the text; a byte that is no UTF-8 takes one. */
size_t width_of(struct slice text);

/*
 * How many bytes of the text go on a line of that width, at least one character.
 * It ends where a line may (Unicode's line breaking: at a space, between hanzi,
 * never before a closing mark), and has the spaces behind that; where no end fits,
 * behind the last character that does.
 */
size_t width_line(struct slice text, size_t width);

#endif
