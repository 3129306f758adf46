/*
 * The bits of an id are its state in the map; the map is made with the first
 * id, when it is known how many bits that takes.
 */
#include "cmd/rt-report/roll.h"

#include <stdlib.h>

#include "common/base/mem.h"

enum { BITS = 64 };

struct roll {
	struct map *map;
	int columns;
	struct map_batch **batch;  /* of each column */
	int64_t *count;
};

/* Those that roll_is_chosen() asks for: it is handed nothing else. */
static uint64_t *chosen;
static int chosen_words;

struct roll *
roll_new(void)
{
	return mem_new(sizeof(struct roll));
}

void
roll_free(struct roll *r)
{
	if (r == NULL)
		return;
	for (int i = 0; r->batch != NULL && i < r->columns; i++)
		map_batch_free(r->batch[i]);
	if (r->map != NULL)
		map_free(r->map);
	free(r->batch);
	free(r->count);
	free(r);
}

int
roll_column(struct roll *r)
{
	return r->columns++;
}

static size_t
words(const struct roll *r)
{
	return ((size_t)r->columns + BITS - 1) / BITS;
}

static void
begin(struct roll *r)
{
	size_t columns = (size_t)r->columns;

	r->map = map_new(words(r) * sizeof(uint64_t));
	r->count = mem_array(columns, sizeof *r->count);
	r->batch = mem_array(columns, sizeof(struct map_batch *));
	for (int i = 0; i < r->columns; i++)
		r->batch[i] = map_batch_new(r->map);
}

static void
mark(struct roll *r, int column, void *state)
{
	uint64_t *word = (uint64_t *)state + column / BITS;
	uint64_t bit = (uint64_t)1 << column % BITS;

	r->count[column] += (*word & bit) == 0;
	*word |= bit;
}

void
roll_note(struct roll *r, int column, struct slice id)
{
	if (r->map == NULL)
		begin(r);
	mark(r, column, map_state(r->map, map_intern(r->map, id)));
}

struct map_batch *
roll_batch(struct roll *r, int column)
{
	if (r->map == NULL)
		begin(r);
	return r->batch[column];
}

void
roll_take(struct roll *r, int column)
{
	struct map_batch *b = roll_batch(r, column);
	unsigned count = ((const struct map_last *)(const void *)b)->count;
	void *const *state = map_batch_resolve(b);

	for (unsigned i = 0; i < count; i++)
		mark(r, column, state[i]);
}

int64_t
roll_count(const struct roll *r, int column)
{
	return r->map == NULL ? 0 : r->count[column];
}

uint32_t
roll_ids(const struct roll *r)
{
	return r->map == NULL ? 0 : map_count(r->map);
}

const struct map *
roll_map(const struct roll *r)
{
	return r->map;
}

bool
roll_has(const struct roll *r, uint32_t id, int column)
{
	const uint64_t *word = map_state(r->map, id);

	return (word[column / BITS] >> column % BITS & 1) != 0;
}

void
roll_choose(const struct roll *r, const int column[], int columns)
{
	free(chosen);
	chosen_words = (int)words(r);
	chosen = mem_array(words(r) + 1, sizeof *chosen);
	for (int i = 0; i < columns; i++)
		chosen[column[i] / BITS] |= (uint64_t)1 << column[i] % BITS;
}

bool
roll_is_chosen(const void *state)
{
	const uint64_t *word = state;

	for (int i = 0; i < chosen_words; i++)
		if ((word[i] & chosen[i]) != 0)
			return true;
	return false;
}
