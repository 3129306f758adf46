/*
 * renaming -- the records of a table with the ids that old ones have become.
 *
 * Ids of customers and groups, and of the work orders that are about them: an
 * order of "trigger:customer:key" is one of the new id.  A contact_id stays,
 * for calendars know it.
 */
#ifndef RT_RENAMING_H
#define RT_RENAMING_H

#include "common/table/renamed.h"

struct renaming;

/* Of a table whose header is bound; NULL when it has none of these columns. */
struct renaming *renaming_open(struct renamed *r, struct table *t);
void renaming_free(struct renaming *g);

/* Whether old ids became this one. */
bool renaming_made(const struct renaming *g, struct slice id);

/* Puts new ids in the place of old ones in the current record. */
void renaming_record(struct renaming *g);

#endif
