/*
 * ids -- which customers were met, and whether their records were the same.
 *
 * Exports are mostly sorted by id, and an id above all before it is new:
 * then a comparison with the one before is all it takes, and the marks are
 * only noted down.  The first id out of order turns the notes into a hash
 * table, open addressing, linear probing.
 */
#include "common/table/ids.h"

#include <stdbool.h>
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

struct ids {
	uint64_t seed;
	size_t count;
	struct store note;  /* marks, while ids ascend */
	char *last;         /* the id before */
	size_t last_length, last_room;
	struct mark *slot;  /* NULL while ids ascend */
	size_t slots;       /* a power of two */
};

struct ids *
ids_new(void)
{
	struct ids *s = mem_new(sizeof *s);

	if (getrandom(&s->seed, sizeof s->seed, 0) != sizeof s->seed)
		die(BAD_SYSTEM, "no random numbers");
	store_init(&s->note, sizeof(struct mark));
	return s;
}

void
ids_free(struct ids *s)
{
	store_free(&s->note);
	free(s->last);
	free(s->slot);
	free(s);
}

static struct mark
mark_of(const struct ids *s, struct slice id, struct slice record)
{
	XXH128_hash_t h = XXH3_128bits_withSeed(id.p, id.n, s->seed);

	return (struct mark){
		.id = h.low64 == 0 ? 1 : h.low64,
		.id_more = (uint32_t)h.high64,
		.record = (uint32_t)XXH3_64bits_withSeed(record.p, record.n, s->seed),
	};
}

static void
note(struct ids *s, const struct mark *m)
{
	struct mark *to;

	store_reach(&s->note, s->count + 1);
	to = store_at(&s->note, s->count++);
	/* Field by field: a copy of the whole waits for what was just written. */
	to->id = m->id;
	to->id_more = m->id_more;
	to->record = m->record;
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

/* The notes become a table, with room for as many more. */
static void
turn(struct ids *s)
{
	s->slots = SLOTS_LEAST;
	while (s->slots / 2 <= s->count)
		s->slots *= 2;
	s->slot = mem_array(s->slots, sizeof *s->slot);
	for (size_t i = 0; i < s->count; i++) {
		const struct mark *m = store_at(&s->note, i);

		*slot_of(s, m) = *m;
	}
	store_free(&s->note);
	store_init(&s->note, sizeof(struct mark));
}

static enum meeting
compare(const struct mark *old, const struct mark *new)
{
	return old->record == new->record ? REPEATED : DIFFERENT;
}

static void
remember_last(struct ids *s, struct slice id)
{
	if (id.n > s->last_room) {
		s->last_room = id.n * 2;
		s->last = mem_resize(s->last, s->last_room, 1);
	}
	memcpy(s->last, id.p, id.n);
	s->last_length = id.n;
}

static enum meeting
meet_in_table(struct ids *s, const struct mark *m)
{
	struct mark *found = slot_of(s, m);

	if (found->id != 0)
		return compare(found, m);
	*found = *m;
	if (++s->count > s->slots / 8 * 5)
		grow(s);
	return FIRST;
}

enum meeting
ids_meet(struct ids *s, struct slice id, struct slice record)
{
	struct mark m = mark_of(s, id, record);
	int order;

	if (s->slot != NULL)
		return meet_in_table(s, &m);
	order = slice_compare(id, (struct slice){ s->last, s->last_length });
	if (order == 0)
		return compare(store_at(&s->note, s->count - 1), &m);
	if (order < 0) {
		turn(s);
		return meet_in_table(s, &m);
	}
	note(s, &m);
	remember_last(s, id);
	return FIRST;
}
