/*
 * mark -- what stands around an id and is no part of it.
 *
 * White space of any kind, characters that nobody sees (zero-width,
 * bidirectional, control), and what spreadsheets put around a number so that
 * it stays a text: ' before, or ="..." around it.
 */
#ifndef RT_MARK_H
#define RT_MARK_H

#include <stdbool.h>

#include "common/base/doubt.h"
#include "common/base/slice.h"

/* 1 for the bytes that may begin or end a mark. */
extern const unsigned char mark_byte[256];

/* False: an id that begins and ends with these bytes has certainly no marks. */
static inline bool
mark_possible(char first, char last)
{
	return RT_DOUBTS && (mark_byte[(unsigned char)first] | mark_byte[(unsigned char)last]) != 0;
}

/* The id without its marks, perhaps empty. */
struct slice mark_off(struct slice id);

#endif
