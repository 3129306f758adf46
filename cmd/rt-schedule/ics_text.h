/*
 * ics_text -- the lines of a calendar, put together piece by piece: RFC 5545.
 */
#ifndef RT_SCHEDULE_ICS_TEXT_H
#define RT_SCHEDULE_ICS_TEXT_H

#include <stddef.h>

#include "common/base/slice.h"
#include "common/csv/writer.h"

struct ics_text {
	char *text;
	size_t count, room;
};

/* Begins a line with what stands before its value: "SUMMARY:". */
void ics_text_begin(struct ics_text *t, const char *name);

/* Adds the bytes as they are. */
void ics_text_add_plain(struct ics_text *t, struct slice text);

/*
 * Adds text: a carriage return, alone or with a line feed, is a line break,
 * and every other control character is \xNN, for a calendar has no way to
 * write one.  What means something in a calendar is escaped.
 */
void ics_text_add(struct ics_text *t, struct slice text);

/* Writes the line, in pieces of at most 75 bytes and of whole characters. */
void ics_text_end(struct ics_text *t, struct writer *w);

void ics_text_free(struct ics_text *t);

#endif
