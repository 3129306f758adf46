/*
 * space -- white space of any script, and characters that nobody sees.
 *
 * Spreadsheets and web pages leave them around what people typed.  Pure.
 */
#ifndef RT_SPACE_H
#define RT_SPACE_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/slice.h"

/* Unicode's White_Space: tabs, line breaks, NBSP and U+3000 among them. */
bool space_is_white(int32_t c);

/*
 * Control characters, zero-width and bidirectional marks, soft hyphens, fillers,
 * variation selectors, tags.
 */
bool space_is_unseen(int32_t c);

/* Without the white space and the unseen characters around it. */
struct slice space_trim(struct slice text);

#endif
