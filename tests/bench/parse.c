/*
 * parse -- counts the records of standard input with our reader: what
 * bench/libcsv does with libcsv.
 *
 * usage: parse [CELLS]
 *
 * Takes the text of that many cells of each record (default: all): a tool
 * takes a few, and a cell that nobody takes is not unquoted.
 */
#include <stdio.h>
#include <stdlib.h>

#include "common/base/diag.h"
#include "common/csv/reader.h"

int
main(int argc, char *argv[])
{
	diag_begin("parse");
	struct rejects *rejects = rejects_open(NULL, -1, false);
	struct reader *in = reader_open(source_open("-"), &dialect_default, rejects, 1);
	int cells = argc > 1 ? atoi(argv[1]) : reader_columns(in);
	unsigned long long records = 1, bytes = 0;

	while (reader_next(in)) {
		for (int i = 0; i < cells; i++)
			bytes += reader_field(in, i).n;
		records++;
	}
	printf("%llu records, %llu bytes in cells\n", records, bytes);
	reader_close(in);
	rejects_close(rejects);
	return DONE;
}
