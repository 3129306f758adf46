/*
 * unit -- asks one module from a shell: MODULE VERB ARGUMENT...
 *
 * A verb takes so many arguments and prints a line; given more, it answers
 * for the next ones, a line each.
 */
#ifndef RT_UNIT_H
#define RT_UNIT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/diag.h"
#include "common/base/slice.h"

struct verb {
	const char *name;
	int arguments;
	void (*answer)(char *argument[]);
};

/* The verbs end with one without a name. */
static inline int
unit_main(int argc, char *argv[], const struct verb verb[])
{
	int i = 0;

	diag_begin("unit");
	if (argc < 2)
		die_usage("which verb?");
	while (verb[i].name != NULL && strcmp(verb[i].name, argv[1]) != 0)
		i++;
	if (verb[i].name == NULL || (argc - 2) % verb[i].arguments != 0)
		die_usage("no such verb, or not its arguments: %s", argv[1]);
	for (int a = 2; a < argc; a += verb[i].arguments)
		verb[i].answer(argv + a);
	return fflush(stdout) == 0 ? DONE : BAD_SYSTEM;
}

/* Asks for each line of a file, "-" being standard input; the lines may hold anything. */
static inline void
unit_lines(const char *path, void (*answer)(struct slice line))
{
	FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	if (in == NULL)
		die(BAD_SYSTEM, "%s: cannot be opened", path);
	while ((n = getline(&line, &room, in)) > 0)
		answer((struct slice){ line, (size_t)n - (line[n - 1] == '\n') });
	free(line);
	if (in != stdin)
		fclose(in);
}

/* Prints so many bytes and a line end. */
static inline void
say_bytes(const char *p, size_t n)
{
	fwrite(p, 1, n, stdout);
	putchar('\n');
}

#endif
