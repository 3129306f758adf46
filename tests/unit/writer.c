/* writer -- asks common/csv/writer. */
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/base/mem.h"
#include "common/csv/replace.h"
#include "common/csv/writer.h"
#include "tests/unit/unit.h"

static const struct output standard_output = { .path = NULL };

/* "a;b;c" as a record: cells apart by ';'. */
static void
row(char *argument[])
{
	struct writer *w = writer_open(&standard_output);
	struct slice rest = slice_of(argument[0]), cell;

	while (slice_cut(&rest, ';', &cell))
		writer_text(w, cell);
	writer_end(w);
	writer_close(w);
}

/* One record of a cell of each kind, and one in which they are not known. */
static void
kinds(char *argument[])
{
	struct writer *w = writer_open(&standard_output);
	bool known = strcmp(argument[0], "known") == 0;

	writer_string(w, known ? "text" : NULL);
	writer_count(w, -7);
	writer_number(w, known ? 0.1 : NAN);
	writer_date(w, known ? day_of(2026, 2, 28) : NO_DAY);
	writer_instant(w, known ? instant_at(day_of(2026, 2, 28), 61) : NO_INSTANT);
	writer_ratio(w, 2, known ? 3 : 0, 6);
	writer_money(w, 123456);
	writer_end(w);
	writer_close(w);
}

/* So many records of the same text, as wide as a buffer and wider. */
static void
many(char *argument[])
{
	struct writer *w = writer_open(&standard_output);

	for (long i = atol(argument[1]); i > 0; i--) {
		writer_count(w, i);
		writer_string(w, argument[0]);
		writer_end(w);
	}
	writer_close(w);
}

/* A cell of so many bytes, quotes all of them. */
static void
quotes(char *argument[])
{
	struct writer *w = writer_open(&standard_output);
	size_t n = (size_t)atol(argument[0]);
	char *text = mem_array(n + 1, 1);

	memset(text, '"', n);
	text[n] = '\0';
	writer_string(w, text);
	writer_end(w);
	free(text);
	writer_close(w);
}

/* A file as the options of a tool describe it: FILE EOL BOM HEADER. */
static void
file(char *argument[])
{
	static const char *const header[] = { "a", "b", NULL };
	struct writer *w = writer_open(&(struct output){
		.path = argument[0],
		.crlf = strcmp(argument[1], "crlf") == 0,
		.bom = strcmp(argument[2], "bom") == 0,
		.no_header = strcmp(argument[3], "none") == 0,
	});

	writer_header(w, header);
	writer_string(w, "1");
	writer_blank(w);
	writer_end(w);
	writer_close(w);
	replace_all();
}

/* Writes to the file and ends on the way: by a complaint, or by a signal. */
static void
ended(char *argument[])
{
	int signal = atoi(argument[1]);
	struct writer *w = writer_open(&(struct output){ .path = argument[0] });

	for (int i = 0; i < 100000; i++) {
		writer_string(w, "half of it");
		writer_end(w);
	}
	if (signal != 0)
		raise(signal);
	die(BAD_DATA, "the end");
}

int
main(int argc, char *argv[])
{
	static const struct verb verbs[] = {
		{ "row", 1, row },
		{ "kinds", 1, kinds },
		{ "many", 2, many },
		{ "quotes", 1, quotes },
		{ "file", 4, file },
		{ "ended", 2, ended },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
