/*
 * groups -- combinations of cells to small integers.
 *
 * Each column has a map of its texts; a combination is a key made of their
 * numbers.  One column needs no second map.
 */
#include "common/table/groups.h"

#include <stdlib.h>

#include "common/base/map.h"
#include "common/base/mem.h"

enum {
	KEY_BITS = 7,
	KEY_BYTES = 5, /* of a number in a key: keys hold no NUL */
	MEMOS = 256,
};

/* A text met before, and its number: most tables have few groups. */
struct memo {
	struct slice text; /* the map's; p NULL: none */
	uint32_t number;
};

struct groups {
	int columns;
	struct map **text;  /* a map of the texts of each column */
	struct map *whole;  /* the combinations; the text numbers are the state */
	char *key;
	struct memo memo[MEMOS];  /* of one column */
};

struct groups *
groups_new(int columns)
{
	struct groups *g = mem_new(sizeof *g);

	g->columns = columns;
	if (columns == 0)
		return g;
	g->text = mem_array((size_t)columns, sizeof *g->text);
	for (int i = 0; i < columns; i++)
		g->text[i] = map_new(0);
	if (columns > 1)
		g->whole = map_new((size_t)columns * sizeof(uint32_t));
	g->key = mem_new((size_t)columns * KEY_BYTES);
	return g;
}

void
groups_free(struct groups *g)
{
	for (int i = 0; i < g->columns; i++)
		map_free(g->text[i]);
	if (g->whole != NULL)
		map_free(g->whole);
	free(g->text);
	free(g->key);
	free(g);
}

uint32_t
groups_count(const struct groups *g)
{
	if (g->columns == 0)
		return 1;
	return map_count(g->columns == 1 ? g->text[0] : g->whole);
}

static void
key_put(char *key, uint32_t number)
{
	for (int i = 0; i < KEY_BYTES; i++, number >>= KEY_BITS)
		key[i] = (char)(0x80 | (number & 0x7f));
}

/* The numbers of the texts become the key, and what the key remembers. */
static uint32_t
whole_number(struct groups *g, const struct slice value[])
{
	struct slice key = { g->key, (size_t)g->columns * KEY_BYTES };
	uint32_t before = map_count(g->whole), number;
	uint32_t *state;

	for (int i = 0; i < g->columns; i++)
		key_put(g->key + i * KEY_BYTES, map_intern(g->text[i], value[i]));
	number = map_intern(g->whole, key);
	if (number < before)
		return number;
	state = map_state(g->whole, number);
	for (int i = 0; i < g->columns; i++)
		state[i] = map_find(g->text[i], value[i]);
	return number;
}

static uint32_t
text_number(struct groups *g, struct slice text)
{
	const unsigned char *p = (const unsigned char *)text.p;
	struct memo *m;

	if (text.n == 0)
		return map_intern(g->text[0], text);
	m = &g->memo[(p[0] * 31u + p[text.n / 2] * 7u + p[text.n - 1] + text.n) % MEMOS];
	if (m->text.p == NULL || !slice_equal(m->text, text)) {
		m->number = map_intern(g->text[0], text);
		m->text = map_key(g->text[0], m->number);
	}
	return m->number;
}

uint32_t
groups_number(struct groups *g, const struct slice value[])
{
	if (g->columns == 0)
		return 0;
	return g->columns == 1 ? text_number(g, value[0]) : whole_number(g, value);
}

struct slice
groups_value(const struct groups *g, uint32_t number, int column)
{
	const uint32_t *state;

	if (g->columns == 1)
		return map_key(g->text[0], number);
	state = map_state(g->whole, number);
	return map_key(g->text[column], state[column]);
}

void
groups_merge(struct groups *g, const struct groups *other, uint32_t number[])
{
	struct slice *value = mem_array((size_t)g->columns + 1, sizeof *value);

	for (uint32_t i = 0; i < groups_count(other); i++) {
		for (int c = 0; c < g->columns; c++)
			value[c] = groups_value(other, i, c);
		number[i] = groups_number(g, value);
	}
	free(value);
}
