/*
 * A record is known by a hash of 128 bits: of a billion, two that differ share one
 * with a chance of one in 10^20.
 */
#include "common/table/repeats.h"

#include <stdio.h>
#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "common/base/map.h"
#include "common/base/mem.h"

enum { HASH_TEXT = 33 };

struct repeats {
	struct map *met;
};

struct repeats *
repeats_new(void)
{
	struct repeats *r = mem_new(sizeof *r);

	r->met = map_new(0);
	return r;
}

void
repeats_free(struct repeats *r)
{
	map_free(r->met);
	free(r);
}

bool
repeats_first(struct repeats *r, struct table *t)
{
	struct slice record = reader_even(table_reader(t));
	XXH128_hash_t hash = XXH3_128bits(record.p, record.n);
	char key[HASH_TEXT];
	uint32_t before = map_count(r->met);

	snprintf(key, sizeof key, "%016llx%016llx", (unsigned long long)hash.high64,
	    (unsigned long long)hash.low64);
	if (map_intern(r->met, slice_of(key)) == before)
		return true;
	table_doubt(t, CONTACT_AGAIN);
	return false;
}
