/*
 * alone -- runs a target without libFuzzer: inputs as they are, then many
 * that are made of them by chance.
 *
 * usage: TARGET [-n RUNS] [-s SEED] [-t SECONDS] [-x DICTIONARY] FILE|FOLDER...
 *
 * Without -n and -t nothing but the inputs themselves.  The input at hand
 * stands in TARGET.input where the program was started, until all is done.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 4096, TEXTS_MOST = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct text {
	char *p;
	size_t n;
};

static struct texts {
	struct text text[TEXTS_MOST];
	size_t count;
} inputs, words;

static uint64_t state;

/* splitmix64 */
static uint64_t
next_random(void)
{
	uint64_t x = state += 0x9e3779b97f4a7c15u;

	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
	x = (x ^ x >> 27) * 0x94d049bb133111ebu;
	return x ^ x >> 31;
}

static size_t
below(size_t n)
{
	return (size_t)(next_random() % n);
}

static _Noreturn void
give_up(const char *what)
{
	perror(what);
	exit(3);
}

static void
add(struct texts *t, const char *p, size_t n)
{
	char *copy = malloc(n + 1);

	if (copy == NULL || t->count == TEXTS_MOST)
		give_up("too many inputs");
	memcpy(copy, p, n);
	t->text[t->count++] = (struct text){ copy, n };
}

static void
add_file(const char *path)
{
	static char byte[MOST];
	int in = open(path, O_RDONLY);
	ssize_t n = in < 0 ? -1 : read(in, byte, sizeof byte);

	if (n < 0)
		give_up(path);
	close(in);
	add(&inputs, byte, (size_t)n);
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void
add_path(const char *path)
{
	struct dirent **list;
	struct stat st;
	char name[4096];
	int n;

	if (stat(path, &st) != 0)
		give_up(path);
	if (!S_ISDIR(st.st_mode)) {
		add_file(path);
		return;
	}
	n = scandir(path, &list, NULL, by_name);
	for (int i = 0; i < n; i++) {
		snprintf(name, sizeof name, "%s/%s", path, list[i]->d_name);
		if (list[i]->d_name[0] != '.')
			add_file(name);
		free(list[i]);
	}
	free(list);
}

static unsigned
hex(const char *two)
{
	const char digits[3] = { two[0], two[1], '\0' };

	return (unsigned)strtoul(digits, NULL, 16);
}

/* A line of a dictionary: "text" with \xNN, \\ and \" in it. */
static void
add_word(const char *line)
{
	const char *p = strchr(line, '"');
	char word[256];
	size_t n = 0;

	if (line[0] == '#' || p == NULL)
		return;
	for (p++; *p != '"' && *p != '\0' && n < sizeof word; p++) {
		if (*p == '\\' && p[1] == 'x' && p[2] != '\0' && p[3] != '\0') {
			word[n++] = (char)hex(p + 2);
			p += 3;
			continue;
		}
		if (*p == '\\')
			p++;
		word[n++] = *p;
	}
	add(&words, word, n);
}

static void
add_dictionary(const char *path)
{
	FILE *in = fopen(path, "r");
	char line[1024];

	if (in == NULL)
		give_up(path);
	while (fgets(line, sizeof line, in) != NULL)
		add_word(line);
	fclose(in);
}

/* Puts n bytes in the place of some of the text, as far as there is room. */
static void
replace(struct text *t, size_t at, size_t gone, const char *p, size_t n)
{
	if (t->n - gone + n > MOST)
		return;
	memmove(t->p + at + n, t->p + at + gone, t->n - at - gone);
	memmove(t->p + at, p, n);
	t->n = t->n - gone + n;
}

static void
mutate(struct text *t)
{
	static const char telling[] = "0123456789.,;:-+/|=<>!^?\"' \t\r\n\\\0\xff\xc3\x80\x7f";
	size_t at = below(t->n + 1), some = t->n > at ? 1 + below(t->n - at) : 0;
	struct text other = inputs.text[below(inputs.count)];
	char byte = (char)next_random();

	some = some > 16 ? some % 16 : some;
	switch (below(7)) {
	case 0: replace(t, at, some > 0, &byte, 1); break;
	case 1: replace(t, at, below(2) && some > 0, &telling[below(sizeof telling)], 1); break;
	case 2: replace(t, at, some, "", 0); break;
	case 3: replace(t, at, 0, t->p + at, some); break;
	case 4:
		if (words.count > 0) {
			other = words.text[below(words.count)];
			replace(t, at, below(2) ? some : 0, other.p, other.n);
		}
		break;
	case 5:
		if (other.n > 0) {
			size_t from = below(other.n);

			replace(t, at, t->n - at, other.p + from, other.n - from);
		}
		break;
	default:
		if (some > 0)
			t->p[at] = (char)(t->p[at] ^ 1 << below(8));
	}
}

/* What a crash leaves behind. */
static char *
keep_input(const char *program, char path[], size_t room)
{
	const char *slash = strrchr(program, '/');
	void *p;
	int fd;

	snprintf(path, room, "%s.input", slash != NULL ? slash + 1 : program);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || ftruncate(fd, MOST + 8) != 0)
		give_up(path);
	p = mmap(NULL, MOST + 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		give_up(path);
	close(fd);
	return p;
}

/* The bytes have a block of their own, so that a look past them is seen. */
static void
run_one(const struct text *t, char *kept)
{
	char *own = malloc(t->n > 0 ? t->n : 1);

	if (own == NULL)
		give_up("memory");
	memcpy(own, t->p, t->n);
	memcpy(kept, t->p, t->n);
	memset(kept + t->n, 0, MOST - t->n);
	snprintf(kept + MOST, 8, "%zu", t->n);
	LLVMFuzzerTestOneInput((const uint8_t *)own, t->n);
	free(own);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(int argc, char *argv[])
{
	static char byte[MOST];
	unsigned long runs = 0, most = 0;
	double time = 0, begin = seconds();
	char path[256], *kept;
	int letter;

	while ((letter = getopt(argc, argv, "n:s:t:x:")) != -1)
		switch (letter) {
		case 'n': most = strtoul(optarg, NULL, 10); break;
		case 's': state = strtoull(optarg, NULL, 10); break;
		case 't': time = strtod(optarg, NULL); break;
		case 'x': add_dictionary(optarg); break;
		default: return 2;
		}
	for (int i = optind; i < argc; i++)
		add_path(argv[i]);
	kept = keep_input(argv[0], path, sizeof path);
	for (; runs < inputs.count; runs++)
		run_one(&inputs.text[runs], kept);
	while (inputs.count > 0 && (runs < most || seconds() - begin < time)) {
		struct text t = { byte, 0 }, from = inputs.text[below(inputs.count)];

		replace(&t, 0, 0, from.p, from.n);
		for (size_t i = below(8) + 1; i > 0; i--)
			mutate(&t);
		run_one(&t, kept);
		runs++;
	}
	unlink(path);
	printf("%lu runs\n", runs);
	return inputs.count > 0 ? 0 : 2;
}
