/*
 * translate -- the catalogue by gettext.
 *
 * It lies beside the program, so that a program that is moved with its prefix
 * finds it: ../share/locale when installed, locale in the folder of a build.
 * Where the locale asked for is not installed, C.UTF-8 stands in for it, with
 * its name as LANGUAGE.
 */
#include "common/base/translate.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_ROOM = 4096, BOTH = '\x1f' };

static const char domain[] = "rt";
static bool is_on;

/* The errors of files and memory that users meet. */
static const struct {
	int number;
	const char *words;
} errors[] = {
	{ EACCES, N_("Permission denied") },
	{ EAGAIN, N_("Resource temporarily unavailable") },
	{ EBADF, N_("Bad file descriptor") },
	{ EBUSY, N_("Device or resource busy") },
	{ EDQUOT, N_("Disk quota exceeded") },
	{ EEXIST, N_("File exists") },
	{ EFBIG, N_("File too large") },
	{ EINVAL, N_("Invalid argument") },
	{ EIO, N_("Input/output error") },
	{ EISDIR, N_("Is a directory") },
	{ ELOOP, N_("Too many levels of symbolic links") },
	{ EMFILE, N_("Too many open files") },
	{ ENAMETOOLONG, N_("File name too long") },
	{ ENFILE, N_("Too many open files in system") },
	{ ENODEV, N_("No such device") },
	{ ENOENT, N_("No such file or directory") },
	{ ENOMEM, N_("Cannot allocate memory") },
	{ ENOSPC, N_("No space left on device") },
	{ ENOTDIR, N_("Not a directory") },
	{ ENXIO, N_("No such device or address") },
	{ EPERM, N_("Operation not permitted") },
	{ EPIPE, N_("Broken pipe") },
	{ EROFS, N_("Read-only file system") },
	{ ESPIPE, N_("Illegal seek") },
	{ ESTALE, N_("Stale file handle") },
	{ ETXTBSY, N_("Text file busy") },
};

static bool
is_plain(const char *locale)
{
	return strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
}

/* Whether nobody asks for a language: what is said without a look at any file. */
static bool
is_without_language(const char *locale)
{
	const char *language = getenv("LANGUAGE");

	return (is_plain(locale) || strcmp(locale, "C.UTF-8") == 0) &&
	    (language == NULL || language[0] == '\0');
}

/* The locale asked for, in the order of POSIX. */
static const char *
asked_for(void)
{
	static const char *const variable[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof variable / sizeof *variable; i++) {
		const char *value = getenv(variable[i]);

		if (value != NULL && value[0] != '\0')
			return value;
	}
	return "C";
}

/* Whether a locale other than C is in force for messages. */
static bool
set_locale(void)
{
	const char *asked = asked_for(), *name;

	if (is_without_language(asked))
		return false;
	name = setlocale(LC_MESSAGES, "");
	if (name != NULL)
		return !is_plain(name);
	return !is_plain(asked) && setenv("LANGUAGE", asked, 0) == 0 &&
	    setlocale(LC_MESSAGES, "C.UTF-8") != NULL;
}

/* Binds the domain to FOLDER/REST when that is a folder. */
static bool
bind_folder(const char *folder, const char *rest)
{
	char path[PATH_ROOM + 32];

	snprintf(path, sizeof path, "%s/%s", folder, rest);
	return access(path, X_OK) == 0 && bindtextdomain(domain, path) != NULL;
}

/* Without /proc the catalogues of the system are looked at. */
static void
find_catalogue(void)
{
	char program[PATH_ROOM];
	ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
	char *slash;

	if (n <= 0) /* unreached: /proc is there wherever tests are */
		return;
	program[n] = '\0';
	slash = strrchr(program, '/');
	if (slash == NULL) /* unreached: what /proc says begins with one */
		return;
	*slash = '\0';
	if (!bind_folder(program, "locale"))
		bind_folder(program, "../share/locale");
}

/* By "" gettext knows the head that each catalogue has. */
void
translate_begin(void)
{
	if (!set_locale())
		return;
	find_catalogue();
	bind_textdomain_codeset("libc", "UTF-8"); /* what strerror() says */
	is_on = bind_textdomain_codeset(domain, "UTF-8") != NULL &&
	    dgettext(domain, "")[0] != '\0';
	if (!is_on)
		setlocale(LC_MESSAGES, "C"); /* or the system's part is in another language */
}

bool
translate_is_on(void)
{
	return is_on;
}

const char *
translate_folder(void)
{
	return bindtextdomain(domain, NULL);
}

const char *
translate(const char *english)
{
	return is_on && english[0] != '\0' ? dgettext(domain, english) : english;
}

const char *
translate_number(uint64_t n, const char *one, const char *several)
{
	if (is_on)
		return "";
	return n == 1 ? one : several;
}

const char *
translate_error(int error)
{
	for (size_t i = 0; is_on && i < sizeof errors / sizeof *errors; i++)
		if (errors[i].number == error)
			return translate(errors[i].words);
	return strerror(error);
}

/* What stands in the reason, or the text, in one of the languages. */
static struct slice
part_of(const char *text, bool in_english)
{
	return in_english ? reason_in_english(text) : slice_of(reason_to_say(text));
}

/* Puts the texts in the places of the format's %s; the end of what was written. */
static char *
fill(char *to, const char *end, const char *format, va_list texts, bool in_english)
{
	for (; *format != '\0' && to < end; format++) {
		struct slice s = { format, 1 };
		size_t room = (size_t)(end - to);

		if (format[0] == '%' && format[1] == 's') {
			s = part_of(va_arg(texts, const char *), in_english);
			format++;
		}
		to = mempcpy(to, s.p, s.n < room ? s.n : room);
	}
	*to = '\0';
	return to;
}

const char *
reason_print(char room[], size_t size, const char *format, ...)
{
	const char *end = room + size - 1, *ours = translate(format);
	char *to;
	va_list texts;

	va_start(texts, format);
	to = fill(room, end, format, texts, true);
	va_end(texts);
	if (!is_on || to == end)
		return room;
	*to++ = BOTH;
	va_start(texts, format);
	fill(to, end, ours, texts, false);
	va_end(texts);
	return room;
}

struct slice
reason_in_english(const char *reason)
{
	const char *both = strchr(reason, BOTH);

	return both == NULL ? slice_of(reason) :
	    (struct slice){ reason, (size_t)(both - reason) };
}

const char *
reason_to_say(const char *reason)
{
	const char *both = strchr(reason, BOTH);

	return both == NULL ? translate(reason) : both + 1;
}
