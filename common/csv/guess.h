/*
 * guess -- what bytes are: text in an encoding, or no text at all.
 *
 * Pure: the bytes are looked at and nothing else.
 */
#ifndef RT_GUESS_H
#define RT_GUESS_H

#include <stdbool.h>

#include "common/base/slice.h"

/* What the first bytes give away when they are no text, in words; else NULL. */
const char *guess_not_text(struct slice bytes);

/* Whether the first bytes are those of HTML or XML. */
bool guess_is_page(struct slice bytes);

/* Whether the bytes, but for a cut-off end, are strict UTF-8. */
bool guess_fits_utf8(struct slice bytes);

/*
 * Whether the bytes, but for a cut-off end, are text in that encoding; false
 * for one that iconv does not know.
 */
bool guess_fits(const char *encoding, struct slice bytes);

#endif
