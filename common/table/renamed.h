/*
 * renamed -- ids that were merged or renamed: --ids.
 *
 * A table old,new: whoever had the old id has the new one.  Rows are followed
 * through chains, so that an id becomes the last one.
 */
#ifndef RT_RENAMED_H
#define RT_RENAMED_H

#include "common/table/options.h"

struct renamed;
struct table;

/*
 * Reads the files of --ids and of --table ids=FILE; NULL when there is none.
 * Dies with status 1 where an old id becomes two new ones, and where ids
 * become each other.  Lasts until the program ends; whether old ids stand in
 * the tables is told with the doubts.
 */
struct renamed *renamed_read(const struct options *o);

/*
 * The id that this one of the current record of a table has become; itself
 * when it is no old one.  What is handed out lasts as long as the table of ids.
 */
struct slice renamed_id(struct renamed *r, struct table *t, struct slice id);

/* The same without a record, of an id that stands inside other text. */
struct slice renamed_text(const struct renamed *r, struct slice id);

/* Whether an old id became this one. */
bool renamed_is_new(const struct renamed *r, struct slice id);

#endif
