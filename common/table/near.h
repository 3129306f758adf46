/*
 * near -- ids that differ in nothing that was meant.
 *
 * Their form is the same: without marks (see mark.h), in one case, full-width
 * characters as ASCII, without +86 before a mobile number, .0 behind a number
 * and zeros before it.
 */
#ifndef RT_NEAR_H
#define RT_NEAR_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/map.h"
#include "common/base/slice.h"

struct near;

/*
 * Over the keys of a map that has them all, of which those count whose state
 * does (NULL: all do).  The map must outlive it.
 */
struct near *near_new(const struct map *ids, bool (*counts)(const void *state));
void near_free(struct near *n);                         /* NULL is fine */

/*
 * The number of an id of the map that has the same form as this one, which
 * does not count or is not among them; MAP_NONE when there is none.
 */
uint32_t near_find(struct near *n, struct slice id);

/* After near_find(): a further one of that form, or MAP_NONE. */
uint32_t near_next(struct near *n);

/* Writes the form into to[], which has room for id.n bytes; its length. */
size_t near_form(struct slice id, char *to);

#endif
