/*
 * extent -- from the least to the greatest value of a type.
 */
#ifndef RT_REPORT_EXTENT_H
#define RT_REPORT_EXTENT_H

#include <stddef.h>
#include <stdint.h>

#include "common/table/kind.h"

/*
 * A value: money, a count, a daynum, a monthnum or an instant as it is, a
 * number or a duration as extent_real() has it.
 */
struct extent {
	int64_t least, greatest;   /* least above greatest: nothing was met */
};

#define NO_EXTENT ((struct extent){ INT64_MAX, INT64_MIN })

static inline void
extent_note(struct extent *e, int64_t value)
{
	if (value < e->least)
		e->least = value;
	if (value > e->greatest)
		e->greatest = value;
}

/* Whole numbers in the order of the numbers, and back. */
int64_t extent_real(double x);

/* Writes a value of the type as rt writes it: its length. */
enum { EXTENT_TEXT = 40 };
size_t extent_print(int64_t value, enum column_type type, char to[EXTENT_TEXT]);

#endif
