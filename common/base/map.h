/*
 * map -- keys to small integers.
 *
 * A key gets the next number when it is first met: 0, 1, 2 ...  Its number
 * never changes, so that walking the numbers is walking the keys in the
 * order in which they were met; the hash is seeded at random and shows
 * nowhere.  Each key carries a zeroed piece of state of a fixed size that
 * never moves.  Keys hold no NUL byte.
 *
 * Memory: 24 bytes a key and 13 to 26 for its slots, besides the state;
 * longer keys than 16 bytes are kept in an arena.
 */
#ifndef RT_MAP_H
#define RT_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "common/base/mem.h"
#include "common/base/slice.h"

struct map;

enum { MAP_NONE = UINT32_MAX };

struct map *map_new(size_t state_size);
void map_free(struct map *m);

uint32_t map_count(const struct map *m);

/* The number of the key, a new one if it was never met. */
uint32_t map_intern(struct map *m, struct slice key);

/* The number of the key, or MAP_NONE. */
uint32_t map_find(const struct map *m, struct slice key);

/* The key of that number; lasts as long as the map. */
struct slice map_key(const struct map *m, uint32_t number);

/* The state of that number; lasts, and stays in place, as long as the map. */
void *map_state(const struct map *m, uint32_t number);

/* Asks for the key and state of that number, if there is one, ahead of use. */
void map_prefetch(const struct map *m, uint32_t number);

/* An empty map whose keys can be merged into those of m: see below. */
struct map *map_new_like(const struct map *m);

/* How the states of a key that both maps have become one. */
struct map_union {
	bool (*can)(const void *a, const void *b, const void *how); /* NULL: always */
	void (*add)(void *a, const void *b, const void *how);
	const void *how;
};

/*
 * Adds the keys of another map, in their order, as if they had been interned
 * behind those there are: a new one gets the next number and its state as it
 * is, of one that is there the states are united.  number[], when given, gets
 * the number of each.  The other map is used up: nothing but map_free() may
 * follow.  False, with nothing changed, when two states cannot be united.
 */
bool map_merge(struct map *m, struct map *other, const struct map_union *u,
    uint32_t *number);

/*
 * Many keys at once: memory is slow to answer but answers many questions at
 * a time.  Add up to MAP_BATCH keys (they are copied), resolve, and the
 * states are those that map_intern() would have given, called in the same
 * order.  A key that is the same as the one before is not added again.
 */
enum { MAP_BATCH = 64, MAP_INLINE = 16 };

struct map_batch;

struct map_batch *map_batch_new(struct map *m);
void map_batch_free(struct map_batch *b);

/* What map_batch_add() looks at: the first member of a batch. */
struct map_last {
	unsigned count;
	size_t length;       /* of the last key; 0: none */
	uint64_t word[2];    /* and its text, when it is short */
};

/* Adds a key that is not the last one. */
unsigned map_batch_append(struct map_batch *b, struct slice key);

/* A text of up to 16 bytes in two words, zeros behind it. */
static inline void
map_words(struct slice text, uint64_t word[2])
{
	size_t n = text.n;
	uint32_t head, tail;

	word[0] = word[1] = 0;
	if (n >= 8) {
		memcpy(&word[0], text.p, 8);
		memcpy(&word[1], text.p + n - 8, 8);
		word[1] = n > 8 ? word[1] >> 8 * (16 - n) : 0;
	} else if (n >= 4) {
		memcpy(&head, text.p, 4);
		memcpy(&tail, text.p + n - 4, 4);
		word[0] = head | (uint64_t)tail << 8 * (n - 4);
	} else {
		for (size_t i = 0; i < n; i++)
			word[0] |= (uint64_t)(unsigned char)text.p[i] << 8 * i;
	}
}

/* Whether the key, of 1 to MAP_INLINE bytes, is the last one. */
static inline bool
map_batch_repeats(const struct map_batch *b, struct slice key)
{
	const struct map_last *last = (const struct map_last *)(const void *)b;
	uint64_t word[2];

	if (key.n != last->length || key.n - 1 >= MAP_INLINE)
		return false;
	map_words(key, word);
	return word[0] == last->word[0] && word[1] == last->word[1];
}

/* Which the last key is. */
static inline unsigned
map_batch_last(const struct map_batch *b)
{
	return ((const struct map_last *)(const void *)b)->count - 1;
}

/*
 * Adds a key and says which it is, 0 to MAP_BATCH - 1; when that is the
 * last, it is time to resolve.
 */
static inline unsigned
map_batch_add(struct map_batch *b, struct slice key)
{
	return map_batch_repeats(b, key) ? map_batch_last(b) : map_batch_append(b, key);
}

/*
 * The states of the keys, in the order of adding; they are on their way into
 * the cache.  The batch is empty again.
 */
void *const *map_batch_resolve(struct map_batch *b);

#endif
