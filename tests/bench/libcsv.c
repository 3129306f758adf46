/*
 * libcsv -- counts the fields and records of standard input with libcsv in
 * strict mode: what a parser is measured against.
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct count {
	unsigned long long fields, records;
};

static void
field(void *text, size_t length, void *counts)
{
	struct count *c = counts;

	(void)text;
	(void)length;
	c->fields++;
}

static void
record(int end, void *counts)
{
	struct count *c = counts;

	(void)end;
	c->records++;
}

int
main(void)
{
	static char block[1 << 18];
	struct csv_parser parser;
	struct count c = { 0, 0 };
	ssize_t n;

	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		return 3;
	while ((n = read(STDIN_FILENO, block, sizeof block)) > 0)
		if (csv_parse(&parser, block, (size_t)n, field, record, &c) != (size_t)n)
			break;
	if (n != 0 || csv_fini(&parser, field, record, &c) != 0) {
		fprintf(stderr, "libcsv: %s\n", csv_strerror(csv_error(&parser)));
		return 1;
	}
	csv_free(&parser);
	printf("%llu records, %llu fields\n", c.records, c.fields);
	return 0;
}
