/*
 * Open addressing over 64-bit slots: the upper half is the hash, the lower
 * half the key's number plus one, 0 is free.  A slot's place comes from the
 * upper bits of the hash, so that growing writes the new table from front to
 * back and looks at no key.
 */
#include "common/base/map.h"

#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/random.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "common/base/diag.h"

enum { FIRST_BITS = 10 };

struct key {
	uint64_t word[2];  /* the text, zero-padded; or where it is, and its hash */
	uint32_t length;
	uint32_t hash;
};

struct map {
	struct store entry;  /* a struct key, then the state */
	uint64_t *slot;
	unsigned bits;
	uint32_t count;
	uint64_t seed;
	struct arena *text;  /* of long keys */
};

struct map_batch {
	struct map_last last;    /* first: see map.h */
	struct map *map;
	struct arena *text;
	struct key key[MAP_BATCH];
	void *state[MAP_BATCH];
};

/* Where there are no random numbers yet, those with which the program was begun. */
static uint64_t
random_seed(void)
{
	uint64_t seed;
	const void *given;

	if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == sizeof seed)
		return seed;
	given = (const void *)(uintptr_t)getauxval(AT_RANDOM);
	if (given == NULL) /* unreached: Linux gives them to every program */
		die(BAD_SYSTEM, "no random numbers");
	memcpy(&seed, given, sizeof seed);
	return seed;
}

static size_t
slot_bytes(const struct map *m)
{
	return sizeof *m->slot << m->bits;
}

struct map *
map_new(size_t state_size)
{
	struct map *m = mem_new(sizeof *m);

	store_init(&m->entry, sizeof(struct key) + ((state_size + 7) & ~(size_t)7));
	m->bits = FIRST_BITS;
	m->slot = mem_pages(slot_bytes(m));
	m->seed = random_seed();
	return m;
}

void
map_free(struct map *m)
{
	if (m == NULL)
		return;
	store_free(&m->entry);
	if (m->text != NULL)
		arena_free(m->text);
	mem_pages_free(m->slot, slot_bytes(m));
	free(m);
}

uint32_t
map_count(const struct map *m)
{
	return m->count;
}

static inline uint32_t
short_hash(const struct map *m, const uint64_t word[2])
{
	return (uint32_t)XXH3_64bits_withSeed(word, MAP_INLINE, m->seed);
}

/* A key for looking up; of a long one the text stays where it is. */
static inline struct key
key_of(const struct map *m, struct slice text)
{
	struct key k = { .length = (uint32_t)text.n };

	if (text.n <= MAP_INLINE) {
		map_words(text, k.word);
		k.hash = short_hash(m, k.word);
	} else {
		if (text.n > UINT32_MAX) /* unreached: such a cell takes longer than all tests */
			die(BAD_DATA, "a key of more than 4 GiB");
		k.word[0] = (uint64_t)(uintptr_t)text.p;
		k.word[1] = XXH3_64bits_withSeed(text.p, text.n, m->seed);
		k.hash = (uint32_t)k.word[1];
	}
	return k;
}

static inline struct slice
long_text(const struct key *k)
{
	return (struct slice){ (const char *)(uintptr_t)k->word[0], k->length };
}

static inline bool
key_equal(const struct key *a, const struct key *b)
{
	if (a->length != b->length || a->word[1] != b->word[1])
		return false;
	if (a->length <= MAP_INLINE)
		return a->word[0] == b->word[0];
	return slice_equal(long_text(a), long_text(b));
}

static inline struct key *
entry(const struct map *m, uint32_t number)
{
	return store_at(&m->entry, number);
}

static inline size_t
home(const struct map *m, uint32_t hash)
{
	return hash >> (32 - m->bits);
}

/* The first slot that is free or bears the hash, from slot i on. */
static inline size_t
probe(const struct map *m, size_t i, uint32_t hash)
{
	size_t mask = ((size_t)1 << m->bits) - 1;

	for (i &= mask; m->slot[i] != 0 && m->slot[i] >> 32 != hash; i = (i + 1) & mask)
		;
	return i;
}

/* The slot of the key, or the free one where it belongs. */
static inline size_t
slot_of(const struct map *m, const struct key *k)
{
	size_t i = probe(m, home(m, k->hash), k->hash);

	while (m->slot[i] != 0 && !key_equal(entry(m, (uint32_t)m->slot[i] - 1), k))
		i = probe(m, i + 1, k->hash);
	return i;
}

static void
grow(struct map *m)
{
	uint64_t *old = m->slot;
	size_t slots = (size_t)1 << m->bits, mask = 2 * slots - 1;

	if (m->bits == 32) /* unreached: takes 100 GiB */
		die(BAD_SYSTEM, "out of memory: more than 2 thousand million keys");
	m->bits++;
	m->slot = mem_pages(slot_bytes(m));
	for (size_t j = 0; j < slots; j++) {
		size_t i;

		if (old[j] == 0)
			continue;
		for (i = home(m, (uint32_t)(old[j] >> 32)); m->slot[i] != 0;)
			i = (i + 1) & mask;
		m->slot[i] = old[j];
	}
	mem_pages_free(old, slots * sizeof *old);
}

/* Makes room for so many more keys, at most five slots of eight taken. */
static inline void
reserve(struct map *m, uint32_t more)
{
	while (((uint64_t)m->count + more) * 8 > ((uint64_t)5 << m->bits))
		grow(m);
}

static uint32_t
insert(struct map *m, size_t slot, const struct key *k)
{
	uint32_t number = m->count++;
	struct key *e;

	store_reach(&m->entry, m->count);
	e = entry(m, number);
	*e = *k;
	if (k->length > MAP_INLINE) {
		if (m->text == NULL)
			m->text = arena_new();
		e->word[0] = (uint64_t)(uintptr_t)arena_keep(m->text, long_text(k)).p;
	}
	m->slot[slot] = (uint64_t)k->hash << 32 | m->count;
	return number;
}

/* There must be room. */
static inline uint32_t
find_or_insert(struct map *m, const struct key *k)
{
	size_t i = slot_of(m, k);

	return m->slot[i] != 0 ? (uint32_t)m->slot[i] - 1 : insert(m, i, k);
}

uint32_t
map_intern(struct map *m, struct slice text)
{
	struct key k = key_of(m, text);

	reserve(m, 1);
	return find_or_insert(m, &k);
}

uint32_t
map_find(const struct map *m, struct slice text)
{
	struct key k = key_of(m, text);

	return (uint32_t)m->slot[slot_of(m, &k)] - 1;
}

struct slice
map_key(const struct map *m, uint32_t number)
{
	const struct key *k = entry(m, number);

	if (k->length <= MAP_INLINE)
		return (struct slice){ (const char *)k->word, k->length };
	return long_text(k);
}

void *
map_state(const struct map *m, uint32_t number)
{
	return entry(m, number) + 1;
}

void
map_prefetch(const struct map *m, uint32_t number)
{
	const char *e;

	if (number >= m->count)
		return;
	e = (const char *)entry(m, number);
	for (size_t at = 0; at < m->entry.size; at += 64)
		__builtin_prefetch(e + at);
}

struct map *
map_new_like(const struct map *m)
{
	struct map *like = map_new(m->entry.size - sizeof(struct key));

	like->seed = m->seed;
	return like;
}

/* Looks ahead for a block of keys of the other map, from one number on. */
static void
prefetch_block(const struct map *m, const struct map *other, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		__builtin_prefetch(&m->slot[home(m, entry(other, i)->hash)]);
	for (uint32_t i = from; i < to; i++) {
		uint32_t hash = entry(other, i)->hash;
		uint64_t slot = m->slot[probe(m, home(m, hash), hash)];

		if (slot != 0)
			map_prefetch(m, (uint32_t)slot - 1);
	}
}

/* The numbers that keys of the other have in m; false when two cannot be united. */
static bool
meet(const struct map *m, const struct map *other, const struct map_union *u,
    uint32_t *number)
{
	for (uint32_t from = 0, to; from < other->count; from = to) {
		to = other->count - from < MAP_BATCH ? other->count : from + MAP_BATCH;
		prefetch_block(m, other, from, to);
		for (uint32_t i = from; i < to; i++) {
			const struct key *k = entry(other, i);

			number[i] = (uint32_t)m->slot[slot_of(m, k)] - 1;
			if (u->can != NULL && number[i] != MAP_NONE &&
			    !u->can(entry(m, number[i]) + 1, k + 1, u->how))
				return false;
		}
	}
	return true;
}

/* Adds a key that is not in m, with its state. */
static uint32_t
add_new(struct map *m, const struct key *k)
{
	uint32_t number;

	reserve(m, 1);
	number = insert(m, slot_of(m, k), k);
	memcpy(entry(m, number) + 1, k + 1, m->entry.size - sizeof *k);
	return number;
}

bool
map_merge(struct map *m, struct map *other, const struct map_union *u, uint32_t *number)
{
	uint32_t *own = number != NULL ? number :
	    mem_array((size_t)other->count + 1, sizeof *own);
	bool good = meet(m, other, u, own);

	if (good)
		mem_pages_free(other->slot, slot_bytes(other));
	for (uint32_t i = 0; good && i < other->count; i++) {
		const struct key *k = entry(other, i);

		if (own[i] == MAP_NONE)
			own[i] = add_new(m, k);
		else
			u->add(entry(m, own[i]) + 1, k + 1, u->how);
		if ((i + 1) % (1u << STORE_CHUNK_SHIFT) == 0)
			store_forget(&other->entry, i);
	}
	if (good) {
		other->bits = FIRST_BITS;
		other->slot = mem_pages(slot_bytes(other));
	}
	if (number == NULL)
		free(own);
	return good;
}

struct map_batch *
map_batch_new(struct map *m)
{
	struct map_batch *b = mem_new(sizeof *b);

	b->map = m;
	b->text = arena_new();
	return b;
}

void
map_batch_free(struct map_batch *b)
{
	if (b == NULL)
		return;
	arena_free(b->text);
	free(b);
}

unsigned
map_batch_append(struct map_batch *b, struct slice text)
{
	struct key *k = &b->key[b->last.count];

	if (text.n > MAP_INLINE)
		text = arena_keep(b->text, text);
	*k = key_of(b->map, text);
	b->last.length = text.n;
	b->last.word[0] = k->word[0];
	b->last.word[1] = k->word[1];
	__builtin_prefetch(&b->map->slot[home(b->map, k->hash)]);
	return b->last.count++;
}

/* Asks for the entries that the keys' slots point at, before they are looked at. */
static void
prefetch_entries(struct map_batch *b)
{
	const struct map *m = b->map;

	for (unsigned i = 0; i < b->last.count; i++) {
		uint32_t hash = b->key[i].hash;
		uint64_t slot = m->slot[probe(m, home(m, hash), hash)];
		char *e = slot == 0 ? NULL : (char *)entry(m, (uint32_t)slot - 1);

		b->state[i] = e;
		if (e == NULL)
			continue;
		__builtin_prefetch(e, 1);
		__builtin_prefetch(e + 64, 1);
		__builtin_prefetch(e + 128, 1);
	}
}

void *const *
map_batch_resolve(struct map_batch *b)
{
	struct map *m = b->map;

	reserve(m, b->last.count);
	prefetch_entries(b);
	for (unsigned i = 0; i < b->last.count; i++) {
		struct key *e = b->state[i];

		/* A key may be new, be that of a batch-mate, or share its hash. */
		if (e == NULL || !key_equal(e, &b->key[i]))
			e = entry(m, find_or_insert(m, &b->key[i]));
		b->state[i] = e + 1;
	}
	b->last = (struct map_last){ 0 };
	arena_empty(b->text);
	return b->state;
}
