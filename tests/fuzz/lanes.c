/*
 * lanes -- both lanes of the scanner over one file: the same records, lines,
 * refusals and messages, however the file comes in pieces.
 *
 * Four bytes that say how, then the file.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/base/doubt.h"
#include "common/csv/reader.h"
#include "tests/fuzz/fuzz.h"

enum { SAID_MOST = 1 << 19 };

/* All that the reader says of a file. */
struct outcome {
	size_t n;
	char text[SAID_MOST];
};

struct way {
	const char *csv;
	size_t chunk, reads;
};

static struct {
	const struct way *way;
	struct slice file;
	char delimiter;
	size_t max_cell;
	bool keeps;             /* refused records are kept, and reading goes on */
	const char *doubt;      /* about this line; NULL: none */
	uint64_t doubt_line;
	struct outcome *out;
} now;

static void
say(const char *text, size_t n)
{
	must(now.out->n + n <= SAID_MOST, "room for what is said");
	memcpy(now.out->text + now.out->n, text, n);
	now.out->n += n;
}

static void
say_number(uint64_t n)
{
	char text[32];

	say(text, (size_t)snprintf(text, sizeof text, " %" PRIu64, n));
}

static void
say_slice(const char *before, struct slice s)
{
	say(before, strlen(before));
	say_number(s.n);
	say("<", 1);
	say(s.p, s.n);
}

bool __wrap_rejects_add(struct rejects *j, const char *file, uint64_t line,
    const char *column, const char *reason, struct slice record, bool decoded);

bool
__wrap_rejects_add(struct rejects *j, const char *file, uint64_t line,
    const char *column, const char *reason, struct slice record, bool decoded)
{
	(void)j;
	(void)file;
	if (!now.keeps)
		return false;
	say_slice("\nrefused", slice_of(column != NULL ? column : ""));
	say_slice(" ", slice_of(reason));
	say_slice(decoded ? " decoded" : " ", record);
	say_number(line);
	return true;
}

struct doubt *__wrap_doubt_of(enum doubt_name name, const char *file, uint64_t line);

/* A doubt is told behind the last record, when there was no reason to die. */
struct doubt *
__wrap_doubt_of(enum doubt_name name, const char *file, uint64_t line)
{
	static struct doubt doubt;

	(void)file;
	doubt = (struct doubt){ .name = name };
	now.doubt = doubt_title(name);
	now.doubt_line = line;
	return &doubt;
}

static void
read_all(void *unused)
{
	struct dialect d = dialect_default;
	struct rejects *j = rejects_open(NULL, -1, false);
	struct source *s = source_open(fuzz_file(now.file));
	struct reader *r;

	(void)unused;
	source_peek(s); /* as tables do, whose first bytes are looked at */
	d.delimiter = now.delimiter;
	d.max_cell = now.max_cell;
	d.chunk = now.way->chunk;
	r = reader_open(s, &d, j, 1);
	for (int c = 0; c < reader_columns(r); c++)
		say_slice(" column", reader_heading(r, c));
	while (reader_next(r)) {
		say("\n", 1);
		say_number(reader_line(r));
		for (int c = 0; c < reader_columns(r); c++)
			say_slice(" ", reader_field(r, c));
		say_slice(" raw", reader_raw(r));
		say_slice(" even", reader_even(r));
		if (reader_raw(r).n % 7 == 5)
			reader_refuse(r, 0, "odd", "odd");
	}
	say_slice("\nrows", slice_of(""));
	say_number(reader_rows(r));
	say_number(reader_refused(r));
	if (now.doubt != NULL) {
		say_slice("\ndoubt", slice_of(now.doubt));
		say_number(now.doubt_line);
	}
	reader_close(r);
	rejects_close(j);
}

static void
read_so(const struct way *w, struct outcome *out)
{
	const char *why;
	int status;

	setenv("RT_CSV", w->csv, 1);
	fuzz_read_most = w->reads;
	now.way = w;
	now.out = out;
	now.doubt = NULL;
	out->n = 0;
	why = fuzz_try(read_all, NULL, &status);
	fuzz_read_most = 0;
	say_number((uint64_t)status);
	/* Behind the name of the pipe, which is another each time. */
	if (why != NULL && strchr(why, ':') != NULL)
		say_slice(" died", slice_of(strchr(why, ':')));
}

void
fuzz_one(struct slice input)
{
	static struct outcome first, other;
	static const char delimiters[] = { ',', ';', '\t', '|' };
	size_t pieces = fuzz_take(&input, 1), kind = fuzz_take(&input, 1);
	size_t cell = fuzz_take(&input, 1), reads = fuzz_take(&input, 1);
	const struct way way[] = {
		{ "libcsv", 0, 0 }, { "", 0, 0 }, { "", 16 + pieces, 1 + reads },
		{ "libcsv", 16 + pieces * 3, 7 + reads },
	};

	if (input.n > FUZZ_FILE_MOST)
		return;
	now.file = input;
	now.delimiter = delimiters[kind % 4];
	now.keeps = (kind & 4) != 0;
	now.max_cell = (kind & 8) != 0 ? 1 + cell : 1 << 20;
	read_so(&way[0], &first);
	for (size_t i = 1; i < sizeof way / sizeof *way; i++) {
		read_so(&way[i], &other);
		if (first.n == other.n && memcmp(first.text, other.text, first.n) == 0)
			continue;
		fprintf(stderr, "--- first\n%.*s\n--- way %zu\n%.*s\n", (int)first.n,
		    first.text, i, (int)other.n, other.text);
		must(false, "all ways say the same");
	}
}
