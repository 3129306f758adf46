/*
 * decimal -- which mark parts the whole from its decimals.
 *
 * All readers of numbers know the point only: what a file writes with a
 * comma is turned into what they know.
 */
#ifndef RT_DECIMAL_H
#define RT_DECIMAL_H

#include <stdbool.h>

#include "common/base/slice.h"

enum decimal {
	DECIMAL_POINT,   /* 1,234.50: commas part groups */
	DECIMAL_COMMA,   /* 1.234,50 or 1 234,50 */
	DECIMAL_UNSAID,  /* a point; a comma without one may be either */
};

enum { DECIMAL_TEXT = 64 }; /* bytes of the longest number that is turned */

/*
 * A number with a decimal point and commas between groups, from one that is
 * written so; no number from what is none, and from what may be two.  Lasts
 * as long as the text and the room.
 */
struct slice decimal_turn(struct slice text, enum decimal d, char room[DECIMAL_TEXT]);

/* Whether nobody knows what the comma in the text stands for. */
bool decimal_unclear(struct slice text, enum decimal d);

#endif
