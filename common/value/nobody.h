/*
 * nobody -- what stands where an id should, and is nobody's.
 *
 * Rows of totals, what spreadsheets make of numbers and of mistakes, and
 * names for nothing.  Pure.
 */
#ifndef RT_NOBODY_H
#define RT_NOBODY_H

#include <stdbool.h>

#include "common/base/doubt.h"
#include "common/base/slice.h"

/*
 * Whether an id of ASCII at its beginning may be nobody's that begins with
 * these bytes, the second being the first where there is but one: false is
 * certain.  Bytes that go together share a bit of the two tables.
 */
extern const unsigned char nobody_first[256], nobody_second[256];

static inline bool
nobody_possible(char first, char second)
{
	return RT_DOUBTS && (nobody_first[(unsigned char)first] &
	    nobody_second[(unsigned char)second]) != 0;
}

enum { NOBODY_TEXT = 360 }; /* room for what is wrong with it */

/*
 * Whether the id is nobody's, without regard to ASCII case and to blanks in
 * it; what it is then, in room.
 */
bool nobody_is(struct slice id, char room[NOBODY_TEXT]);

#endif
