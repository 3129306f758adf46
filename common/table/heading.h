/*
 * heading -- when a heading is a name, as people write headings.
 *
 * Pure: no input, no output, no exit.
 */
#ifndef RT_HEADING_H
#define RT_HEADING_H

#include <stdbool.h>

#include "common/base/slice.h"

/*
 * Heading and name are the same, and not empty: case and the width of Latin
 * letters do not count, nor does white space of any kind around and inside;
 * a space, '.' and '-' are as good as '_'.
 */
bool heading_same(struct slice heading, struct slice name);

/* What the numbers of a column count. */
enum quantity { NO_QUANTITY, YUAN, SECONDS, MEGABYTES };

enum unit_fit { NO_UNIT, RIGHT_UNIT, WRONG_UNIT };

/*
 * Whether a unit stands in brackets at the end of the heading, as in
 * "金额(元)", and is that of the quantity.  *base is the heading before it,
 * *unit what stands in the brackets; both are set where it is not NO_UNIT.
 */
enum unit_fit heading_unit(struct slice heading, enum quantity m, struct slice *base,
    struct slice *unit);

/* The unit of the quantity, as people write it: "元"; "" of NO_QUANTITY. */
const char *quantity_unit(enum quantity m);

/*
 * How many slips of the hand turn the name into the heading, 0 when only
 * marks between their words differ; NOT_NEAR when the heading may well mean
 * something else: caller_id is no case_id, data no date, account no amount.
 */
enum { NOT_NEAR = 9 };
unsigned heading_slips(struct slice heading, struct slice name);

/*
 * Of the names, the first of those with the fewest slips between them and a
 * word that the user typed, NULL when none is near; a word in other letters
 * than Latin ones is compared as text_nearest() does.
 */
const char *heading_nearest(struct slice word, const char *const names[], size_t count);

#endif
