/*
 * once -- a key stands once in its table.
 *
 * Twice is bad data, unless both records are equal: then the second says
 * nothing new.  Memory: see ids.h.
 */
#ifndef RT_ONCE_H
#define RT_ONCE_H

#include <stdbool.h>

#include "common/base/slice.h"
#include "common/table/table.h"

struct once;

struct once *once_new(void);
void once_free(struct once *o);

/* As ids_new_like() and ids_merge(). */
struct once *once_new_like(const struct once *o);
bool once_merge(struct once *o, struct once *other);

/*
 * Whether the current record is the first of its key; a different record
 * of a key that was met is refused, because of that column.
 */
bool once_first(struct once *o, struct table *t, int column, struct slice key);

#endif
