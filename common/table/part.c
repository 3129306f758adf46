/*
 * Asked for each record, and so a hash and a remainder, nothing more; 0 parts
 * is everybody.
 */
#include "common/table/part.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

bool
part_holds(const struct options *o, struct slice group, struct slice customer)
{
	struct slice key = group.n > 0 ? group : customer;

	return o->parts == 0 || XXH64(key.p, key.n, 0) % o->parts == o->part;
}
