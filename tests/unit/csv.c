/*
 * csv -- the records of files, one process for each, for who compares them.
 *
 * Of each file: "file PATH"; its header; each record, behind the line on which
 * it begins: how long each cell is, and the cell; "rows N refused N", or the
 * message with which it ended; "status N".
 */
#include <inttypes.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/csv/reader.h"
#include "tests/unit/unit.h"

static void
say_cell(struct slice cell)
{
	printf(" %zu:", cell.n);
	fwrite(cell.p, 1, cell.n, stdout);
}

/* Records that are refused are passed over. */
_Noreturn static void
read_file(const char *path)
{
	struct rejects *j;
	struct reader *r;

	dup2(STDOUT_FILENO, STDERR_FILENO);
	setvbuf(stdout, NULL, _IONBF, 0);
	j = rejects_open(NULL, -1, false);
	rejects_look_on(j);
	r = reader_open(source_open(path), &dialect_default, j, 1);
	printf("header");
	for (int c = 0; c < reader_columns(r); c++)
		say_cell(reader_heading(r, c));
	putchar('\n');
	while (reader_next(r)) {
		printf("%" PRIu64, reader_line(r));
		for (int c = 0; c < reader_columns(r); c++)
			say_cell(reader_field(r, c));
		putchar('\n');
	}
	printf("rows %" PRIu64 " refused %" PRIu64 "\n", reader_rows(r),
	    reader_refused(r));
	reader_close(r);
	rejects_close(j);
	exit(DONE);
}

static void
records(char *argument[])
{
	int status = 0;
	pid_t child;

	printf("file %s\n", argument[0]);
	fflush(stdout);
	child = fork();
	if (child == 0)
		read_file(argument[0]);
	if (child < 0 || waitpid(child, &status, 0) != child)
		die(BAD_SYSTEM, "no process");
	printf("\nstatus %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : 99);
}

int
main(int argc, char *argv[])
{
	static const struct verb verbs[] = {
		{ "records", 1, records },
		{ NULL, 0, NULL },
	};

	return unit_main(argc, argv, verbs);
}
