/*
 * A record is known by a hash of 128 bits: of a billion, two that differ share one
 * with a chance of one in 10^20.
 */
#include "common/table/repeats.h"

#include <stdlib.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "common/base/map.h"
#include "common/base/mem.h"

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

/* The bytes of a hash as a key, which holds no NUL: 1 stands for it. */
static struct slice
key_of(XXH128_hash_t hash, char key[MAP_INLINE])
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t half[2] = { hash.high64, hash.low64 };

	for (int i = 0; i < 2; i++) {
		/* The high bit of each byte that is not 0. */
		uint64_t filled = (((half[i] & 0x7f * ones) + 0x7f * ones) | half[i]) &
		    0x80 * ones;

		half[i] |= (filled >> 7) ^ ones;
	}
	memcpy(key, half, MAP_INLINE);
	return (struct slice){ key, MAP_INLINE };
}

bool
repeats_first(struct repeats *r, struct table *t)
{
	struct slice record = reader_even(table_reader(t));
	XXH128_hash_t hash = XXH3_128bits(record.p, record.n);
	char key[MAP_INLINE];
	uint32_t before = map_count(r->met);

	if (map_intern(r->met, key_of(hash, key)) == before)
		return true;
	table_doubt(t, CONTACT_AGAIN);
	return false;
}
