/*
 * ids -- which keys were met, and whether their records were the same.
 *
 * Exports are mostly sorted by id, and an id above all before it is new:
 * then a comparison with the one before is all it takes, and the ids are
 * only noted down, each as what it does not share with the one before.  The
 * first id out of order turns the notes into a hash table, open addressing,
 * linear probing, in which no id is kept but 96 bits of its hash.
 */
#include "common/table/ids.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "common/base/diag.h"
#include "common/base/mem.h"

enum { SLOTS_LEAST = 1024 };

/* What is kept of a customer; id 0 is an empty slot. */
struct mark {
	uint64_t id;
	uint32_t id_more;
	uint32_t record;
};

/* Notes of ids that ascend. */
struct notes {
	unsigned char *note;
	size_t noted, room;
};

struct ids {
	uint64_t seed;
	size_t count;
	struct notes now;    /* while ids ascend: the last of them */
	struct notes *before; /* those of other ids that were merged */
	size_t befores, before_room;
	struct slice last;   /* the id before, in last_room bytes of its own */
	size_t last_room;
	uint32_t last_record;
	struct mark *slot;   /* NULL while ids ascend */
	size_t slots;        /* a power of two */
};

struct ids *
ids_new(void)
{
	struct ids *s = mem_new(sizeof *s);

	/* unreached: only where a system has no source of chance */
	if (getrandom(&s->seed, sizeof s->seed, 0) != sizeof s->seed)
		die(BAD_SYSTEM, "no random numbers");
	return s;
}

static void
free_notes(struct ids *s)
{
	for (size_t i = 0; i < s->befores; i++)
		free(s->before[i].note);
	free(s->before);
	free(s->now.note);
	s->before = NULL;
	s->befores = 0;
	s->now = (struct notes){ NULL, 0, 0 };
}

void
ids_free(struct ids *s)
{
	free((char *)(uintptr_t)s->last.p);
	free_notes(s);
	free(s->slot);
	free(s);
}

static struct mark
mark_of(const struct ids *s, struct slice id, uint32_t record)
{
	XXH128_hash_t h = XXH3_128bits_withSeed(id.p, id.n, s->seed);

	return (struct mark){
		.id = h.low64 == 0 ? 1 : h.low64, /* unreached: one in 2^64 */
		.id_more = (uint32_t)h.high64,
		.record = record,
	};
}

static size_t
shared_length(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n, i = 0;

	while (i < n && a.p[i] == b.p[i])
		i++;
	return i;
}

/* The id before is now the first bytes of this one and these behind them. */
static void
replace_last(struct ids *s, size_t shared, struct slice rest)
{
	char *text = (char *)(uintptr_t)s->last.p;

	if (shared + rest.n > s->last_room) {
		s->last_room = (shared + rest.n) * 2;
		text = mem_resize(text, s->last_room, 1);
	}
	memcpy(text + shared, rest.p, rest.n);
	s->last = (struct slice){ text, shared + rest.n };
}

/* Lengths take a byte for every 7 bits. */
enum { LENGTH_BITS = 7, LENGTH_MOST = 10 };

static unsigned char *
put_length(unsigned char *to, size_t n)
{
	for (; n >> LENGTH_BITS != 0; n >>= LENGTH_BITS)
		*to++ = (unsigned char)(n | 0x80);
	*to++ = (unsigned char)n;
	return to;
}

static const unsigned char *
take_length(const unsigned char *from, size_t *n)
{
	int shift = 0;

	for (*n = 0; (*from & 0x80) != 0; from++, shift += LENGTH_BITS)
		*n |= (size_t)(*from & 0x7f) << shift;
	*n |= (size_t)*from << shift;
	return from + 1;
}

/* Notes an id above all before it: its record, and how it goes on. */
static void
note(struct ids *s, size_t shared, struct slice rest, uint32_t record)
{
	size_t most = sizeof record + 2 * LENGTH_MOST + rest.n;
	unsigned char *to;

	if (s->now.noted + most > s->now.room) {
		s->now.room = 2 * (s->now.noted + most);
		s->now.note = mem_resize(s->now.note, s->now.room, 1);
	}
	to = s->now.note + s->now.noted;
	memcpy(to, &record, sizeof record);
	to = put_length(to + sizeof record, shared);
	to = put_length(to, rest.n);
	memcpy(to, rest.p, rest.n);
	s->now.noted = (size_t)(to - s->now.note) + rest.n;
	s->count++;
	s->last_record = record;
	replace_last(s, shared, rest);
}

/* The slot of the id, or the empty one where it belongs. */
static struct mark *
slot_of(const struct ids *s, const struct mark *m)
{
	size_t i = (size_t)m->id & (s->slots - 1);

	while (s->slot[i].id != 0 &&
	    (s->slot[i].id != m->id || s->slot[i].id_more != m->id_more))
		i = (i + 1) & (s->slots - 1);
	return &s->slot[i];
}

static void
grow(struct ids *s)
{
	struct mark *old = s->slot;
	size_t slots = s->slots;

	s->slots *= 2;
	s->slot = mem_array(s->slots, sizeof *s->slot);
	for (size_t i = 0; i < slots; i++)
		if (old[i].id != 0)
			*slot_of(s, &old[i]) = old[i];
	free(old);
}

/* Puts the ids that were noted into the table. */
static void
turn_notes(struct ids *s, const struct notes *n)
{
	const unsigned char *at = n->note, *end = at + n->noted;

	while (at < end) {
		struct slice rest;
		struct mark m;
		size_t shared;

		memcpy(&m.record, at, sizeof m.record);
		at = take_length(at + sizeof m.record, &shared);
		at = take_length(at, &rest.n);
		rest.p = (const char *)at;
		at += rest.n;
		replace_last(s, shared, rest);
		m = mark_of(s, s->last, m.record);
		*slot_of(s, &m) = m;
	}
}

/* The notes become a table, with room for as many more. */
static void
turn(struct ids *s)
{
	s->slots = SLOTS_LEAST;
	while (s->slots / 2 <= s->count)
		s->slots *= 2;
	s->slot = mem_array(s->slots, sizeof *s->slot);
	for (size_t i = 0; i < s->befores; i++)
		turn_notes(s, &s->before[i]);
	if (s->now.noted > 0)
		turn_notes(s, &s->now);
	free_notes(s);
}

static enum meeting
compare(uint32_t old, uint32_t new)
{
	return old == new ? REPEATED : DIFFERENT;
}

static enum meeting
meet_in_table(struct ids *s, struct slice id, uint32_t record)
{
	struct mark m = mark_of(s, id, record);
	struct mark *found = slot_of(s, &m);

	if (found->id != 0)
		return compare(found->record, record);
	*found = m;
	if (++s->count > s->slots / 8 * 5)
		grow(s);
	return FIRST;
}

enum meeting
ids_meet(struct ids *s, struct slice id, struct slice record)
{
	uint32_t hash = (uint32_t)XXH3_64bits_withSeed(record.p, record.n, s->seed);
	size_t shared;

	if (s->slot != NULL)
		return meet_in_table(s, id, hash);
	shared = shared_length(id, s->last);
	if (shared < id.n && (shared == s->last.n ||
	        (unsigned char)id.p[shared] > (unsigned char)s->last.p[shared])) {
		note(s, shared, (struct slice){ id.p + shared, id.n - shared }, hash);
		return FIRST;
	}
	if (shared == id.n && shared == s->last.n)
		return compare(s->last_record, hash);
	turn(s);
	return meet_in_table(s, id, hash);
}

struct ids *
ids_new_like(const struct ids *s)
{
	struct ids *like = mem_new(sizeof *like);

	like->seed = s->seed;
	return like;
}

/* Whether all that the other has noted, itself, is above all that s has. */
static bool
is_above(const struct ids *s, const struct ids *other)
{
	const unsigned char *at = other->now.note + sizeof(uint32_t);
	struct slice first;
	size_t shared;

	if (s->slot != NULL || other->slot != NULL || other->befores > 0)
		return false;
	at = take_length(take_length(at, &shared), &first.n);
	first.p = (const char *)at;
	return slice_compare(s->last, first) < 0;
}

/* The notes of the other stand behind those of s; its first shares nothing. */
static void
take_notes(struct ids *s, struct ids *other)
{
	s->before = mem_grow(s->before, s->befores, &s->before_room, sizeof *s->before);
	s->before[s->befores++] = s->now;
	s->now = other->now;
	other->now = (struct notes){ NULL, 0, 0 };
	s->count += other->count;
	s->last_record = other->last_record;
	replace_last(s, 0, other->last);
}

bool
ids_merge(struct ids *s, struct ids *other)
{
	if (other->count == 0)
		return true;
	if (is_above(s, other)) {
		take_notes(s, other);
		return true;
	}
	if (s->slot == NULL)
		turn(s);
	if (other->slot == NULL)
		turn(other);
	for (size_t i = 0; i < other->slots; i++)
		if (other->slot[i].id != 0 && slot_of(s, &other->slot[i])->id != 0)
			return false;
	for (size_t i = 0; i < other->slots; i++) {
		if (other->slot[i].id == 0)
			continue;
		*slot_of(s, &other->slot[i]) = other->slot[i];
		if (++s->count > s->slots / 8 * 5)
			grow(s);
	}
	return true;
}
