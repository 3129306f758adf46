/* base -- asks common/base: complaints, memory, keys, threads. */
#include <inttypes.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/base/map.h"
#include "common/base/mem.h"
#include "common/base/run.h"
#include "common/base/sort.h"
#include "tests/unit/unit.h"

/* A promise that is broken ends the program. */
static void
must(bool kept, const char *promise)
{
	if (!kept)
		die(BAD_SYSTEM, "broken: %s", promise);
}

static void
say_handled(void)
{
	static const char line[] = "exit handlers ran\n";

	if (write(STDOUT_FILENO, line, sizeof(line) - 1) < 0)
		_exit(BAD_SYSTEM);
}

static void
die_with(char *argument[])
{
	atexit(say_handled);
	die(atoi(argument[0]), "%s", argument[1]);
}

static void
die_of_usage(char *argument[])
{
	die_usage("%s", argument[0]);
}

static void *
die_of_thread(void *text)
{
	die(BAD_DATA, "%s", (const char *)text);
}

/* Many threads that die at once. */
static void
die_threads(char *argument[])
{
	pthread_t thread[8];

	atexit(say_handled);
	for (int i = 0; i < 8; i++)
		if (pthread_create(&thread[i], NULL, die_of_thread, argument[0]) != 0)
			die(BAD_SYSTEM, "no thread");
	for (int i = 0; i < 8; i++)
		pthread_join(thread[i], NULL);
}

static void
die_twice(void)
{
	die(BAD_SYSTEM, "the handler as well");
}

static void
die_in_handler(char *argument[])
{
	atexit(die_twice);
	die(BAD_DATA, "%s", argument[0]);
}

static void
complain(char *argument[])
{
	static const char *const levels[] = { "quiet", "normal", "verbose" };

	for (int i = 0; i < 3; i++)
		if (strcmp(argument[0], levels[i]) == 0)
			diag_verbosity((enum verbosity)i);
	warn("warning: %s", argument[1]);
	remark("remark: %s", argument[1]);
}

static void
out_of_memory(char *argument[])
{
	free(mem_array(SIZE_MAX / 2, (size_t)atoi(argument[0])));
}

/* Texts of many sizes, the i-th filled with a byte of its own. */
static size_t
text_size(int i)
{
	return i % 50 == 49 ? 100000 : (size_t)(i * 37 % 300);
}

static void
fill_arena(struct arena *a, int count)
{
	struct slice *kept = mem_array((size_t)count, sizeof(*kept));
	char *text = mem_new(100000);

	for (int i = 0; i < count; i++) {
		memset(text, i & 0xff, text_size(i));
		kept[i] = arena_keep(a, (struct slice){ text, text_size(i) });
		must((uintptr_t)kept[i].p % 8 == 0, "aligned to 8");
	}
	for (int i = 0; i < count; i++) {
		must(kept[i].n == text_size(i), "the whole text is kept");
		for (size_t k = 0; k < kept[i].n; k++)
			must(kept[i].p[k] == (char)(i & 0xff), "kept as it was");
	}
	free(text);
	free(kept);
}

static void
keep_texts(char *argument[])
{
	struct arena *a = arena_new();

	for (int round = 0; round < 3; round++) {
		fill_arena(a, atoi(argument[0]));
		arena_empty(a);
	}
	arena_free(a);
	puts("kept");
}

/* One text of so many bytes, which nobody has. */
static void
take_huge(char *argument[])
{
	arena_take(arena_new(), strtoull(argument[0], NULL, 10));
}

/* Nothing is memory too, and is freed without harm. */
static void
take_nothing(char *argument[])
{
	size_t none = (size_t)atoi(argument[0]), some = 8;

	void *p[] = { mem_new(none), mem_array(some, none), mem_array(none, some),
		mem_resize(NULL, some, none), mem_resize(NULL, none, some) };

	for (size_t i = 0; i < sizeof p / sizeof *p; i++) {
		must(p[i] != NULL, "nothing is somewhere");
		free(p[i]);
	}
	arena_free(NULL);
	map_free(NULL);
	map_batch_free(NULL);
	run_stop(NULL);
	puts("nothing");
}

/* The numbers of a list, in order. */
static void
sort_numbers(char *argument[])
{
	struct slice rest = slice_of(argument[0]), item;
	double number[16];
	size_t count = 0;

	while (rest.n > 0 && slice_cut(&rest, ';', &item))
		number[count++] = strtod(item.p, NULL);
	sort_by_double(number, count, sizeof *number, 0);
	for (size_t i = 0; i < count; i++)
		printf("%s%g", i > 0 ? " " : "", number[i]);
	putchar('\n');
}

static void
store_numbers(char *argument[])
{
	size_t count = (size_t)atol(argument[0]);
	struct store s;
	int64_t *first;

	store_init(&s, sizeof(int64_t[3]));
	store_reach(&s, 1);
	first = store_at(&s, 0);
	for (size_t i = 0; i < count; i++) {
		int64_t *element;

		store_reach(&s, i + 1);
		element = store_at(&s, i);
		must(element[0] == 0 && element[2] == 0, "elements are zeroed");
		element[0] = element[2] = (int64_t)i;
	}
	for (size_t i = 0; i < count; i++)
		must(((int64_t *)store_at(&s, i))[2] == (int64_t)i, "found by number");
	must(store_at(&s, 0) == first, "elements never move");
	store_free(&s);
	puts("stored");
}

struct counter {
	int next, last;
};

static bool
fill_number(void *maker, void *block)
{
	struct counter *c = maker;

	*(int *)block = c->next++;
	return c->next <= c->last;
}

/* The sum of LAST numbers made in another thread, in order; stops after STOP. */
static void
run_numbers(char *argument[])
{
	int blocks = atoi(argument[0]), stop = atoi(argument[2]), number[16];
	struct counter counter = { 1, atoi(argument[1]) };
	int64_t sum = 0;
	void *block[16];
	int *got, met = 0;
	struct run *r;

	for (int i = 0; i < blocks; i++)
		block[i] = &number[i];
	r = run_start(fill_number, &counter, block, blocks);
	while (met < stop && (got = run_next(r)) != NULL) {
		must(*got == ++met, "blocks come in order");
		sum += *got;
	}
	if (met < stop)
		must(run_next(r) == NULL, "the end stays the end");
	run_stop(r);
	printf("%d blocks, sum %" PRId64 "\n", met, sum);
}

/* Keys of many lengths, some alike in their first bytes. */
static struct slice
key_of(int i, char room[64])
{
	int n = snprintf(room, 64, i % 3 == 0 ? "%d" : i % 3 == 1 ? "customer-%06d" :
	    "a key that is longer than sixteen bytes %d", i);

	return (struct slice){ room, (size_t)n };
}

static void
intern_keys(char *argument[])
{
	uint32_t count = (uint32_t)atoi(argument[0]);
	struct map *m = map_new(sizeof(uint32_t[2]));
	char room[64];

	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0; i < count; i++) {
			uint32_t number = map_intern(m, key_of((int)i, room));
			uint32_t *state = map_state(m, number);

			must(number == i, "numbers in the order of meeting");
			must(state[0] == (uint32_t)round, "a state that stays");
			state[0]++;
		}
	must(map_count(m) == count, "as many as there are");
	for (uint32_t i = 0; i < count; i++)
		must(slice_equal(map_key(m, i), key_of((int)i, room)), "the key is kept");
	must(map_find(m, SLICE("never met")) == MAP_NONE, "what was not met is none");
	must(map_count(m) == count, "finding adds nothing");
	map_free(m);
	puts("interned");
}

/* A key and how often it was met before. */
struct waiting {
	unsigned key;
	uint32_t met;
};

static void
resolve(struct map_batch *b, const struct waiting *w, unsigned count)
{
	void *const *state = map_batch_resolve(b);

	for (unsigned i = 0; i < count; i++)
		must(((uint32_t *)state[w[i].key])[0]++ == w[i].met, "the state of its key");
}

/* Every key thrice, close together and far apart, many at a time. */
static void
batch_keys(char *argument[])
{
	int count = atoi(argument[0]);
	struct map *m = map_new(sizeof(uint32_t));
	struct map_batch *b = map_batch_new(m);
	struct waiting w[2 * MAP_BATCH];
	unsigned waiting = 0;
	char room[64];

	for (int i = 0; i < 3 * count; i++) {
		/* 0 0 1 1 2 2 ..., then all once more */
		int key = i < 2 * count ? i / 2 : i - 2 * count;

		w[waiting].met = i < 2 * count ? (uint32_t)(i % 2) : 2;
		w[waiting].key = map_batch_add(b, key_of(key, room));
		if (w[waiting++].key == MAP_BATCH - 1 || i == 3 * count - 1) {
			resolve(b, w, waiting);
			waiting = 0;
		}
	}
	must(map_count(m) == (uint32_t)count, "as many as there are");
	for (int i = 0; i < count; i++)
		must(slice_equal(map_key(m, (uint32_t)i), key_of(i, room)),
		    "numbers in the order of meeting");
	map_batch_free(b);
	map_free(m);
	puts("resolved");
}

/* Forgets some memory: at the end of the program, or where it dies. */
static void
leak(char *argument[])
{
	char *volatile p = mem_new(1000); /* NOLINT(clang-analyzer-deadcode.DeadStores) */

	p = NULL;
	if (strcmp(argument[0], "dies") == 0)
		die(BAD_DATA, "%s", p == NULL ? "forgotten" : "kept");
}

int
main(int argc, char *argv[])
{
	static const struct verb verbs[] = {
		{ "arena", 1, keep_texts },
		{ "arena-of", 1, take_huge },
		{ "batch", 1, batch_keys },
		{ "complain", 2, complain },
		{ "die", 2, die_with },
		{ "die-in-handler", 1, die_in_handler },
		{ "die-threads", 1, die_threads },
		{ "leak", 1, leak },
		{ "map", 1, intern_keys },
		{ "memory", 1, out_of_memory },
		{ "nothing", 1, take_nothing },
		{ "run", 3, run_numbers },
		{ "sort", 1, sort_numbers },
		{ "store", 1, store_numbers },
		{ "usage", 1, die_of_usage },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
