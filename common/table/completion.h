/*
 * completion -- what a shell may offer for the word at hand.
 *
 * --print-completion SHELL prints a script for bash, zsh or fish, made from
 * the table of options that getopt uses and from what --help says of them;
 * what stands in files and policies the script asks the program for, by
 * --print-completion=words, when it is needed.
 */
#ifndef RT_COMPLETION_H
#define RT_COMPLETION_H

#include "common/table/options.h"

/* What both know of the program. */
struct completing {
	struct options *options;
	const struct option *all;      /* as getopt has them */
	const char *usage;             /* of the tool's own options */
};

/*
 * One line of help: its option, what stands for the value, what it says.  The
 * first line of an option counts; false when there is none.
 */
struct help_line {
	struct slice value, says;
};
bool completion_help(const struct completing *c, const char *option, struct help_line *h);

/* Whether the verb, NULL without one, takes the option; by options.h. */
bool completion_takes(const struct completing *c, const char *verb, const char *option);

/* Prints the script of that shell, or dies (status 2) on another word. */
_Noreturn void completion_script(const struct completing *c, const char *shell);

/*
 * Prints what may stand in place of the last word: a first line, "words", or
 * "files" with what stands before the name of one, behind a tab; then a
 * candidate a line, and behind a tab what it means.  A candidate takes the
 * place of the word, of "--option=value" that of the value.
 */
_Noreturn void completion_words(const struct completing *c, char *const word[], int words);

/* The values of one option: prints them as above. */
void completion_values(const struct completing *c, const char *option, struct slice typed,
    char *const word[], int words);

#endif
