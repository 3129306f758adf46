/*
 * flood -- ids made to collide in common/base/map, and what they cost there.
 *
 * A flood is ids whose slots all lie in the first 1/32 of the table, for whoever
 * hashes with seed 0: short ones of up to 16 bytes, or long ones.  What it costs
 * is counted, in slots and keys that are looked at to find each key once more.
 * The map is included, not linked: nobody else may look into it.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "common/base/map.c"
#include "tests/unit/unit.h"

enum { FLOOD_BITS = 5 };

static bool refuses_random;

/* In the place of the C library's. */
ssize_t
getrandom(void *to, size_t n, unsigned flags)
{
	FILE *in = refuses_random ? NULL : fopen("/dev/urandom", "re");
	size_t got = in != NULL ? fread(to, 1, n, in) : 0;

	(void)flags;
	if (in != NULL)
		fclose(in);
	return got == n ? (ssize_t)n : -1;
}

/* The i-th of ids that look alike: "c00000001", or longer ones. */
static struct slice
id_of(uint64_t i, bool is_long, char room[64])
{
	char *end = stpcpy(room, is_long ? "customer-of-the-east-" : "c");

	for (int shift = 28; shift >= 0; shift -= 4)
		*end++ = "0123456789abcdef"[i >> shift & 15];
	return (struct slice){ room, (size_t)(end - room) };
}

/* Interns so many ids, those of the flood or just the first. */
static void
fill(struct map *m, const struct map *without_seed, uint32_t count, bool is_long)
{
	char room[64];

	for (uint64_t i = 0; map_count(m) < count; i++) {
		struct slice id = id_of(i, is_long, room);

		if (without_seed == NULL ||
		    key_of(without_seed, id).hash >> (32 - FLOOD_BITS) == 0)
			map_intern(m, id);
	}
}

/* Slots and keys looked at, for all keys one after the other. */
static uint64_t
looks(const struct map *m)
{
	size_t mask = ((size_t)1 << m->bits) - 1;
	uint64_t sum = 0;

	for (uint32_t k = 0; k < m->count; k++) {
		uint32_t hash = entry(m, k)->hash;

		for (size_t i = home(m, hash);; i = (i + 1) & mask) {
			sum += m->slot[i] >> 32 == hash ? 2u : 1u;
			if ((uint32_t)m->slot[i] == k + 1)
				break;
		}
	}
	return sum;
}

/* "2.71 looks an id", of ids that "collide" or not, with the map's "own" seed or 0. */
static void
cost(char *argument[])
{
	uint32_t count = (uint32_t)strtoul(argument[0], NULL, 10);
	bool is_long = strcmp(argument[1], "long") == 0;
	bool collide = strcmp(argument[2], "collide") == 0;
	struct map *m = map_new(0), *without_seed = map_new(0);

	without_seed->seed = 0;
	if (strcmp(argument[3], "own") != 0)
		m->seed = 0;
	fill(m, collide ? without_seed : NULL, count, is_long);
	printf("%.2f\n", (double)looks(m) / count);
	map_free(m);
	map_free(without_seed);
}

/* The seeds of two maps, and of one like the first. */
static void
seeds(char *argument[])
{
	struct map *a, *b, *like;

	refuses_random = strcmp(argument[0], "refused") == 0;
	a = map_new(0);
	b = map_new(0);
	like = map_new_like(a);
	printf("%016" PRIx64 " %016" PRIx64 " %016" PRIx64 "\n", a->seed, b->seed, like->seed);
	map_free(a);
	map_free(b);
	map_free(like);
}

/* So many ids of a flood, as a column. */
static void
ids(char *argument[])
{
	struct map *m = map_new(0), *without_seed = map_new(0);
	uint32_t count = (uint32_t)strtoul(argument[0], NULL, 10);

	without_seed->seed = 0;
	fill(m, without_seed, count, false);
	for (uint32_t k = 0; k < count; k++)
		say_bytes(map_key(m, k).p, map_key(m, k).n);
	map_free(m);
	map_free(without_seed);
}

int
main(int argc, char *argv[])
{
	static const struct verb verbs[] = {
		{ "cost", 4, cost },
		{ "ids", 1, ids },
		{ "seeds", 1, seeds },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
