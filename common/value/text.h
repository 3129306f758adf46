/*
 * text -- UTF-8, as people see it.
 */
#ifndef RT_TEXT_H
#define RT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/base/slice.h"

/* The first byte that is no strict UTF-8; text.n when there is none. */
size_t text_valid(struct slice text);

/*
 * The code point at the start of a non-empty text, and its length in *n;
 * a byte that is no UTF-8 is -1 and one byte long.
 */
int32_t text_next(struct slice text, size_t *n);

/* Whether there is nothing but ASCII spaces. */
bool text_blank(struct slice text);

/*
 * Cuts the next item off a list, up to one of ; , ； ， 、 or the end; else as
 * slice_cut().
 */
bool text_cut(struct slice *rest, struct slice *item);

/* Equal without regard to ASCII case. */
bool text_same(struct slice a, struct slice b);

/*
 * How many insertions, deletions, replacements or swaps of neighbours turn a
 * into b (Damerau-Levenshtein, restricted); over 8 counts as 9.
 */
unsigned text_distance(struct slice a, struct slice b);

/*
 * Of the names, the first of those nearest to the word, when it is near
 * enough for "did you mean": nothing but the case differs, or one character
 * in a word of 3 to 5, two of 6 to 8, three beyond.  Else NULL.
 */
const char *text_nearest(struct slice word, const char *const names[], size_t count);

/*
 * Writes what is safe to show: control characters, bidirectional controls
 * and bytes that are no UTF-8 as \xNN, each byte for itself.  Returns the
 * length the whole has; at most room bytes are written, never half an escape
 * or half a character.
 */
size_t text_show(struct slice text, char *out, size_t room);

#endif
