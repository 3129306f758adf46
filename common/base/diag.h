/*
 * diag -- complaints and exits.
 *
 * One line on standard error: "rt-tier: bills.csv:1042: amount: not a
 * number".  Control characters, and bytes that are no UTF-8, come out as
 * \xNN, so that no message can play tricks on a terminal.
 */
#ifndef RT_DIAG_H
#define RT_DIAG_H

#include <setjmp.h>
#include <stdbool.h>

/* Exit statuses of all tools; see rt(7). */
enum {
	DONE = 0,
	BAD_DATA = 1,
	BAD_USAGE = 2,   /* also a mistake in a policy */
	BAD_SYSTEM = 3,  /* a file, a pipe or memory failed */
};

enum verbosity { QUIET, NORMAL, VERBOSE };

/* The name that complaints start with; kept, not copied. */
void diag_begin(const char *program);
const char *diag_program(void);
void diag_verbosity(enum verbosity v);
bool diag_verbose(void);

/* Whether the program's name in messages stands out in bold; at first not. */
void diag_bold(bool bold);

/* What the terminal must get before the next message: a line wiped, say. */
void diag_before(const char *text);

/*
 * Ends the program from where it stands, exit handlers and all; the memory in
 * use goes with it.
 */
_Noreturn void leave(int status);

/* Says why and ends the program with this status. */
_Noreturn void die(int status, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The same for a mistake on the command line; points to --help. */
_Noreturn void die_usage(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/*
 * From now on die() because of bad data says nothing in this thread, and
 * jumps there with 1: to who will read the data once more.  NULL: as ever.
 */
void diag_escape(jmp_buf *to);

/* Says that something is odd, and goes on; silent under --quiet. */
void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says what only --verbose wants to know. */
void remark(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
