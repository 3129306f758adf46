/*
 * lanes -- both lanes of the scanner, held against each other.
 *
 * usage: lanes FILES [SEED]
 *
 * Makes random and mutated CSV files and reads each in several ways: fast
 * lane and libcsv, several chunk sizes, with and without a second thread.
 * Records, fields, line numbers, refused records, messages and exit status
 * must be the same.  Prints the first file on which they are not.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/mem.h"
#include "common/csv/reader.h"
#include "common/csv/replace.h"

enum { MOST = 8192 };

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

struct text {
	char byte[MOST + 64];
	size_t n;
};

static void
put(struct text *t, const char *s)
{
	size_t n = strlen(s);

	if (t->n + n < MOST) {
		memcpy(t->byte + t->n, s, n);
		t->n += n;
	}
}

static void
put_cell(struct text *t)
{
	static const char *const plain[] = {
		"", "a", "12.50", "2026-03", "王芳", " x ", "é",
		"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789",
	};
	static const char *const inside[] = {
		"", "a", "a,b", "\"\"", "line\nbreak", "crlf\r\nbreak", "\"\"\"\"", "，",
		",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,",
		"cr\rbreak",
	};

	if (below(3) > 0) {
		put(t, plain[below(sizeof plain / sizeof *plain)]);
		return;
	}
	put(t, "\"");
	for (size_t i = below(3); i <= 2; i++)
		put(t, inside[below(sizeof inside / sizeof *inside - (below(8) > 0))]);
	put(t, "\"");
}

static void
mutate(struct text *t)
{
	static const char odd[] = { '"', '\r', '\n', ',', 0, (char)0xff, (char)0xc3, ' ' };
	size_t at = below(t->n + 1), kind = below(4);

	if (kind == 0 && at < t->n) {
		t->byte[at] = odd[below(sizeof odd)];
	} else if (kind == 1 && at < t->n) {
		memmove(t->byte + at, t->byte + at + 1, t->n - at - 1);
		t->n--;
	} else if (t->n < MOST) {
		memmove(t->byte + at + 1, t->byte + at, t->n - at);
		t->byte[at] = odd[below(sizeof odd)];
		t->n++;
	}
}

static void
make_record(struct text *t, size_t cells, const char *end)
{
	for (size_t c = 0; c < cells; c++) {
		put(t, c > 0 ? "," : "");
		put_cell(t);
	}
	put(t, end);
}

static void
make_file(struct text *t)
{
	static const char *const names[] = { "customer_id", "name", "\"q\"\"q\"", "x", "y" };
	static const char *const ends[] = { "\n", "\n", "\n", "\r\n", "\r\n", "\r" };
	const char *end = ends[below(6)];
	size_t columns = 1 + below(5), mutations = below(3) == 0 ? below(6) : 0;

	t->n = 0;
	for (size_t c = 0; c < columns; c++) {
		put(t, c > 0 ? "," : "");
		put(t, names[c]);
	}
	put(t, end);
	for (size_t records = below(60); records > 0; records--) {
		make_record(t, below(40) > 0 ? columns : 1 + below(6), end);
		if (below(30) == 0)
			put(t, end);
		if (below(200) == 0)
			put(t, "\xef\xbb\xbf");
	}
	if (below(4) == 0 && t->n > 0)
		t->n--;
	for (; mutations > 0; mutations--)
		mutate(t);
}

struct way {
	const char *name, *csv;
	size_t chunk, max_cell;
	int threads;
};

static void
print_slice(const char *before, struct slice s)
{
	printf("%s%zu<", before, s.n);
	fwrite(s.p, 1, s.n, stdout);
	printf(">");
}

/* Reads the file and prints all that the reader says of it. */
_Noreturn static void
read_file(const char *path, const char *rejects, const struct way *w, int out)
{
	struct dialect d = dialect_default;
	struct reader *r;
	struct rejects *j;

	dup2(out, STDOUT_FILENO);
	dup2(out, STDERR_FILENO);
	setenv("RT_CSV", w->csv, 1);
	diag_begin("lanes");
	d.chunk = w->chunk;
	d.max_cell = w->max_cell;
	j = rejects_open(rejects, -1, false);
	r = reader_open(source_open(path), &d, j, w->threads);
	printf("%d columns\n", reader_columns(r));
	while (reader_next(r)) {
		printf("%llu", (unsigned long long)reader_line(r));
		for (int c = 0; c < reader_columns(r); c++)
			print_slice(" ", reader_field(r, c));
		print_slice(" raw ", reader_raw(r));
		printf("\n");
		fflush(stdout);
	}
	printf("%llu rows %llu refused\n", (unsigned long long)reader_rows(r),
	    (unsigned long long)reader_refused(r));
	reader_close(r);
	rejects_close(j);
	replace_all();
	fflush(stdout);
	exit(0);
}

static void
append_file(int out, const char *path)
{
	char byte[65536];
	int in = open(path, O_RDONLY);
	ssize_t n;

	while (in >= 0 && (n = read(in, byte, sizeof byte)) > 0)
		if (write(out, byte, (size_t)n) != n)
			exit(3);
	if (in >= 0)
		close(in);
}

/* Everything that reading it this way says; the caller frees it. */
static char *
outcome(const char *path, const struct way *w, size_t *n)
{
	int out = memfd_create("outcome", 0), status;
	char rejects[64], *all;
	pid_t child;

	snprintf(rejects, sizeof rejects, "%s.rejects", path);
	fflush(stdout);
	child = fork();
	if (child == 0)
		read_file(path, rejects, w, out);
	waitpid(child, &status, 0);
	append_file(out, rejects);
	unlink(rejects);
	*n = (size_t)lseek(out, 0, SEEK_END);
	all = mem_new(*n + 32);
	if (pread(out, all, *n, 0) != (ssize_t)*n)
		exit(3);
	close(out);
	*n += (size_t)sprintf(all + *n, "exit %d\n", status);
	return all;
}

static void
show(const char *name, const char *text, size_t n)
{
	printf("--- %s\n", name);
	fwrite(text, 1, n, stdout);
}

/* Whether all ways agree on the file. */
static bool
agree(const char *path, const struct way *way, size_t ways)
{
	size_t n, m;
	char *first = outcome(path, &way[0], &n);
	bool same = true;

	for (size_t i = 1; same && i < ways; i++) {
		char *other = outcome(path, &way[i], &m);

		same = n == m && memcmp(first, other, n) == 0;
		if (!same) {
			show(way[0].name, first, n);
			show(way[i].name, other, m);
		}
		free(other);
	}
	free(first);
	return same;
}

int
main(int argc, char *argv[])
{
	struct way way[] = {
		{ "libcsv", "libcsv", 0, 1 << 20, 1 },
		{ "fast lane", "", 0, 1 << 20, 1 },
		{ "fast lane, chunks of 16", "", 16, 1 << 20, 1 },
		{ "fast lane, chunks of 193, two threads", "", 193, 1 << 20, 2 },
		{ "libcsv, chunks of 61", "libcsv", 61, 1 << 20, 1 },
	};
	size_t files = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000, ways = 5;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
	char path[] = "/tmp/lanes-XXXXXX";
	int fd = mkstemp(path), status = 0;
	struct text text;

	for (size_t i = 0; i < files && status == 0; i++) {
		state = seed + i;
		make_file(&text);
		if (ftruncate(fd, 0) != 0 ||
		    pwrite(fd, text.byte, text.n, 0) != (ssize_t)text.n)
			return 3;
		for (size_t w = 0; w < ways; w++)
			way[w].max_cell = i % 7 == 0 ? 20 : 1 << 20;
		if (!agree(path, way, ways)) {
			printf("seed %llu: not the same\n", (unsigned long long)(seed + i));
			status = 1;
		}
	}
	if (status == 0)
		printf("%zu files, read in %zu ways: all the same\n", files, ways);
	close(fd);
	unlink(path);
	return status;
}
