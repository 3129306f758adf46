/*
 * picked -- records of a part of a table that rules will look at, later.
 */
#ifndef RT_TRIGGERS_PICKED_H
#define RT_TRIGGERS_PICKED_H

#include "cmd/rt-triggers/record.h"

struct picked;

/* The fields are those of all records; they must outlive the list. */
struct picked *picked_new(const struct fields *f);
void picked_free(struct picked *p);

/*
 * Keeps a copy.  Dies of bad data, see diag_escape(), when there are so many
 * that they had better be looked at at once.
 */
void picked_add(struct picked *p, const struct record *r);

size_t picked_count(const struct picked *p);

/*
 * The record of that place, as it was; roster and moment are set by the
 * caller.  It lasts as long as the list.
 */
struct record picked_at(const struct picked *p, size_t i);

#endif
