/*
 * ics_text -- text of a calendar, put together piece by piece.
 */
#ifndef RT_SCHEDULE_ICS_TEXT_H
#define RT_SCHEDULE_ICS_TEXT_H

#include <stddef.h>

#include "common/base/slice.h"

struct ics_text {
	char *text;          /* NUL behind it; NULL while empty */
	size_t count, room;
};

/*
 * Adds the bytes: a carriage return, alone or with a line feed, is a line
 * break, and every other control character is \xNN, for a calendar has no
 * way to write one.
 */
void ics_text_add(struct ics_text *t, struct slice text);

/* What there is, "" when nothing is; lasts until something is added. */
const char *ics_text_of(const struct ics_text *t);

/* Empty again; the room is kept. */
void ics_text_clear(struct ics_text *t);

void ics_text_free(struct ics_text *t);

#endif
