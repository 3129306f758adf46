/*
 * diag -- one write(2) a message, so that those of several tools in a
 * pipeline do not mix.
 */
#include "common/base/diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/base/translate.h"

static const char *program = "rt";
static enum verbosity verbosity = NORMAL;
static const char *before = "";
static bool is_bold;

void
diag_begin(const char *name)
{
	program = name;
}

const char *
diag_program(void)
{
	return program;
}

void
diag_verbosity(enum verbosity v)
{
	verbosity = v;
}

bool
diag_verbose(void)
{
	return verbosity == VERBOSE;
}

void
diag_bold(bool bold)
{
	is_bold = bold;
}

void
diag_before(const char *text)
{
	before = text;
}

/* How many bytes a UTF-8 character takes that begins so; 0 for none. */
static int
lead_length(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c <= 0xdf)
		return 2;
	if (c >= 0xe0 && c <= 0xef)
		return 3;
	return c >= 0xf0 && c <= 0xf4 ? 4 : 0;
}

/* The character's length when it may be shown as it is, else 0. */
static int
plain_length(const unsigned char *s)
{
	int n = lead_length(*s);
	unsigned long c = n == 1 ? *s : *s & (0x7fu >> n);

	for (int i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return 0;
	if (c == 0x061c || c == 0x200e || c == 0x200f ||
	    (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
		return 0;
	if ((n == 3 && c < 0x800) || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	return (n == 4 && c < 0x10000) || c > 0x10ffff ? 0 : n;
}

/* Copies what is safe to show, the rest as \xNN; the end of the copy. */
static char *
show(char *to, const char *from)
{
	static const char hex[] = "0123456789ABCDEF";
	const unsigned char *s = (const unsigned char *)from;

	while (*s != '\0') {
		int n = plain_length(s);

		if (n == 0) {
			*to++ = '\\';
			*to++ = 'x';
			*to++ = hex[*s >> 4];
			*to++ = hex[*s & 15];
			s++;
		}
		while (n-- > 0)
			*to++ = (char)*s++;
	}
	return to;
}

/* A complaint that cannot be written has nobody to complain to. */
static void
write_all(const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDERR_FILENO, p, n);

		/* unreached: what a program outlives it does not handle */
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return;
		p += done;
		n -= (size_t)done;
	}
}

enum hint { NO_HINT, SEE_HELP };
enum { HINT_ROOM = 160 };

/* "program: message", then the hint on a line of its own. */
__attribute__((format(printf, 2, 0))) static void
say(enum hint hint, const char *format, va_list args)
{
	char *message = NULL, *text = NULL, *end;

	if (vasprintf(&message, translate(format), args) < 0)
		message = NULL;
	if (message != NULL)
		text = malloc(strlen(before) + 4 * (strlen(program) * 2 +
		    strlen(message)) + HINT_ROOM);
	if (text == NULL) {
		static const char apology[] = "rt: out of memory\n";

		write_all(apology, sizeof apology - 1);
		free(message);
		return;
	}
	end = stpcpy(stpcpy(text, before), is_bold ? "\033[1m" : "");
	end = stpcpy(stpcpy(show(end, program), ":"), is_bold ? "\033[0m " : " ");
	before = "";
	end = stpcpy(show(end, message), "\n");
	if (hint == SEE_HELP)
		end += snprintf(end, HINT_ROOM, _("Try '%s --help'.\n"), program);
	write_all(text, (size_t)(end - text));
	free(text);
	free(message);
}

static _Thread_local jmp_buf *escape;

void
diag_escape(jmp_buf *to)
{
	escape = to;
}

static bool leaving;

/* Asked by the leak checker of a sanitized build: whoever leaves frees nothing. */
int __lsan_is_turned_off(void);
int
__lsan_is_turned_off(void)
{
	return leaving; /* unreached: no leak checker, no counts of branches beside one */
}

void
leave(int status)
{
	leaving = true;
	exit(status);
}

/*
 * Only the first thread to die speaks and runs the exit handlers; the others
 * wait for the end.  A handler that dies itself must not run them again.
 */
__attribute__((format(printf, 3, 0))) static _Noreturn void
end_with(int status, enum hint hint, const char *format, va_list args)
{
	static atomic_flag dying = ATOMIC_FLAG_INIT;
	static _Thread_local int mine;
	int again;

	if (escape != NULL && status == BAD_DATA)
		longjmp(*escape, 1);
	again = atomic_flag_test_and_set(&dying);
	/* NOLINTNEXTLINE(bugprone-infinite-loop): the first to die ends this, too */
	while (again && !mine)
		pause();
	mine = 1;
	say(hint, format, args);
	if (again)
		_exit(status);
	leave(status);
}

void
die(int status, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	end_with(status, NO_HINT, format, args);
}

void
die_usage(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	end_with(BAD_USAGE, SEE_HELP, format, args);
}

void
warn(const char *format, ...)
{
	va_list args;

	if (verbosity == QUIET)
		return;
	va_start(args, format);
	say(NO_HINT, format, args);
	va_end(args);
}

void
remark(const char *format, ...)
{
	va_list args;

	if (verbosity != VERBOSE)
		return;
	va_start(args, format);
	say(NO_HINT, format, args);
	va_end(args);
}
