/*
 * sandbox -- the steps, and what is said of them.
 *
 * A sanitizer looks into its own process: it keeps what it needs for that.
 */
#include "common/base/sandbox.h"

#include <errno.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/landlock.h"
#include "common/base/mem.h"
#include "common/base/sanitized.h"
#include "common/base/syscalls.h"
#include "common/base/translate.h"

static enum sandbox_mode chosen;
static struct opened {
	const char *path;
	enum landlock_use use;
} *opened;
static size_t count, room;

void
sandbox_mode(enum sandbox_mode mode)
{
	chosen = mode;
}

static void
add(const char *path, enum landlock_use use)
{
	opened = mem_grow(opened, count, &room, sizeof *opened);
	opened[count++] = (struct opened){ path, use };
}

void
sandbox_reads(const char *path)
{
	add(path, LANDLOCK_READS);
}

void
sandbox_writes(const char *path)
{
	add(path, LANDLOCK_WRITES);
}

void
sandbox_fills(const char *folder)
{
	add(folder, LANDLOCK_FILLS);
}

/* A core dump is all records in a file.  One that goes to a program heeds no limit. */
static int
leave_no_dump(void)
{
	const struct rlimit none = { 0, 0 };

	if (setrlimit(RLIMIT_CORE, &none) != 0)
		return errno;
#ifndef RT_SANITIZED
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return errno;
#endif
	return 0;
}

static int
gain_nothing(void)
{
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

/* The folder of the C library, to which the shared object of that name belongs. */
static int
find_library(struct dl_phdr_info *object, size_t size, void *folder)
{
	const char *name = strstr(object->dlpi_name, "/libc.so");

	(void)size;
	if (name != NULL)
		snprintf(folder, PATH_MAX, "%.*s/gconv", (int)(name - object->dlpi_name),
		    object->dlpi_name);
	return name != NULL;
}

/*
 * What the C library opens when it is needed: encodings, where it has them or the
 * environment says, and what it says of errors in another language.
 */
static void
add_system(char encodings[PATH_MAX])
{
	static char *others; /* folder:folder */
	const char *said = getenv("GCONV_PATH");

	if (dl_iterate_phdr(find_library, encodings) != 0)
		sandbox_reads(encodings);
	if (said != NULL)
		others = mem_copy(slice_of(said));
	for (char *at = others; at != NULL; ) {
		char *next = strchr(at, ':');

		if (next != NULL)
			*next++ = '\0';
		sandbox_reads(at);
		at = next;
	}
	if (translate_is_on()) {
		sandbox_reads("/usr/share/locale");
		sandbox_reads(translate_folder());
	}
#ifdef RT_SANITIZED
	sandbox_reads("/proc");
#endif
}

static int
allow_all(int rules)
{
	int error = 0;

	for (size_t i = 0; i < count && error == 0; i++)
		error = landlock_allow(rules, opened[i].path, opened[i].use);
	return error;
}

static int
open_named_only(void)
{
	char encodings[PATH_MAX];
	int rules = landlock_open(), error;

	if (rules < 0)
		return -rules;
	add_system(encodings);
	error = allow_all(rules);
	if (error == 0)
		return landlock_enter(rules);
	close(rules);
	return error;
}

/* In the order in which they are taken; what the next one needs before it. */
static struct step {
	const char *what;
	int (*take)(void);
	int error; /* 0: it is on */
} step[] = {
	{ N_("no core dumps"), leave_no_dump, 0 },
	{ N_("no new privileges"), gain_nothing, 0 },
	{ N_("no sockets"), syscalls_refuse, 0 },
	{ N_("only the files that are named"), open_named_only, 0 },
};
enum { STEPS = sizeof step / sizeof *step };

static const char *
reason(int error)
{
	switch (error) {
	case ENOSYS: return N_("the kernel has no means for it");
	case EOPNOTSUPP: return N_("it is switched off in the kernel");
	default: return translate_error(error);
	}
}

void
sandbox_enter(void)
{
	for (int i = 0; i < STEPS && chosen != SANDBOX_OFF; i++) {
		step[i].error = step[i].take();
		if (step[i].error != 0 && chosen == SANDBOX_REQUIRE)
			die(BAD_SYSTEM, "--sandbox=require: %s: %s", _(step[i].what),
			    _(reason(step[i].error)));
	}
	free(opened);
	opened = NULL;
	count = room = 0;
}

const char *
sandbox_describe(char text[SANDBOX_TEXT])
{
	char *to = text, *end = text + SANDBOX_TEXT;

	if (chosen == SANDBOX_OFF)
		return strcpy(text, "off");
	for (int i = 0; i < STEPS; i++)
		if (step[i].error == 0)
			to += snprintf(to, (size_t)(end - to), "%s%s", to > text ? ", " : "",
			    step[i].what);
	if (landlock_abi() > 0)
		to += snprintf(to, (size_t)(end - to), " (Landlock, ABI %d)",
		    landlock_abi());
	for (int i = 0; i < STEPS; i++)
		if (step[i].error != 0)
			to += snprintf(to, (size_t)(end - to), "; not %s: %s", step[i].what,
			    reason(step[i].error));
	return text;
}
