/*
 * Names are kept in static memory, because a signal may have to remove the
 * files.  The folder is flushed after the rename, or the new name could be
 * lost with the power.
 */
#include "common/csv/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/csv/source.h"

enum { MOST = 8 }; /* files written at a time */

/*
 * In static memory, since a signal may ask for them at any moment.  An
 * entry whose temporary name is empty has nothing to remove.
 */
static struct replace {
	int fd;
	const char *name;        /* for complaints */
	char target[PATH_MAX];
	char temporary[PATH_MAX];
} table[MOST];

static void
remove_all(void)
{
	for (int i = 0; i < MOST; i++)
		if (table[i].temporary[0] != '\0')
			unlink(table[i].temporary);
}

/* The handler is gone when it runs: raising again ends the program. */
static void
on_signal(int signal)
{
	remove_all();
	raise(signal);
}

/* What is ignored, under nohup say, stays ignored. */
static void
guard(void)
{
	static const int signals[] = { SIGTERM, SIGINT, SIGHUP, SIGPIPE };
	static bool guarded;

	if (guarded)
		return;
	guarded = true;
	atexit(remove_all);
	for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
		struct sigaction now, ours = { 0 };

		ours.sa_handler = on_signal;
		ours.sa_flags = (int)SA_RESETHAND;
		if (sigaction(signals[i], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
			sigaction(signals[i], &ours, NULL);
	}
}

_Noreturn static void
fail(const struct replace *r)
{
	die(BAD_SYSTEM, "%s: %s", r->name, strerror(errno));
}

/* The length of the folder's name in a path, its last slash included. */
static size_t
folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* Puts what the link points to in place of its name; false when it is none. */
static bool
follow(struct replace *r)
{
	char link[PATH_MAX];
	ssize_t n = readlink(r->target, link, sizeof link - 1);
	size_t at;

	if (n < 0)
		return false;
	at = link[0] == '/' ? 0 : folder_length(r->target);
	if (at + (size_t)n >= sizeof r->target) {
		errno = ENAMETOOLONG;
		fail(r);
	}
	memcpy(r->target + at, link, (size_t)n);
	r->target[at + (size_t)n] = '\0';
	return true;
}

static void
resolve(struct replace *r, const char *path)
{
	enum { LINKS = 40 };

	if (strlen(path) >= sizeof r->target) {
		errno = ENAMETOOLONG;
		fail(r);
	}
	strcpy(r->target, path);
	for (int i = 0; follow(r); i++)
		if (i == LINKS) {
			errno = ELOOP;
			fail(r);
		}
}

static struct replace *
free_entry(void)
{
	for (int i = 0; i < MOST; i++)
		if (table[i].target[0] == '\0')
			return &table[i];
	die(BAD_SYSTEM, "too many files are written at once");
}

/* The folder of a target; false when it cannot be asked. */
static bool
folder_of(const struct replace *r, struct stat *st)
{
	char folder[PATH_MAX] = ".";
	size_t n = folder_length(r->target);

	if (n > 0) {
		memcpy(folder, r->target, n);
		folder[n] = '\0';
	}
	return stat(folder, st) == 0;
}

/* Whether both are one file, which need not be there yet. */
static bool
same_target(const struct replace *a, const struct replace *b)
{
	struct stat x, y;

	return strcmp(a->target + folder_length(a->target),
	    b->target + folder_length(b->target)) == 0 &&
	    folder_of(a, &x) && folder_of(b, &y) &&
	    x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static void
refuse_taken(const struct replace *r)
{
	if (source_taken(r->target))
		die_usage("%s is an input: it cannot be the output too", r->name);
	for (int i = 0; i < MOST; i++)
		if (&table[i] != r && table[i].target[0] != '\0' && same_target(&table[i], r))
			die_usage("%s is written twice", r->name);
}

/* Makes the temporary file, hidden in the folder of the target. */
static int
make_temporary(struct replace *r)
{
	size_t folder = folder_length(r->target), room = sizeof r->temporary - folder;
	int n;

	memcpy(r->temporary, r->target, folder);
	n = snprintf(r->temporary + folder, room, ".%s.XXXXXX", diag_program());
	if (n < 0 || (size_t)n >= room) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return mkostemp(r->temporary, O_CLOEXEC);
}

struct replace *
replace_begin(const char *path, unsigned mode, int *fd)
{
	struct replace *r = free_entry();

	r->name = path;
	resolve(r, path);
	refuse_taken(r);
	guard();
	r->fd = make_temporary(r);
	if (r->fd < 0) {
		r->temporary[0] = '\0';
		fail(r);
	}
	if (fchmod(r->fd, mode) != 0)
		fail(r);
	*fd = r->fd;
	return r;
}

/* Some file systems cannot be asked, and say so. */
static bool
on_disk(int fd)
{
	return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

/* A folder that may be written but not read cannot be flushed by name. */
static void
flush_folder(const struct replace *r)
{
	char folder[PATH_MAX] = ".";
	size_t n = folder_length(r->target);
	int fd;

	if (n > 0) {
		memcpy(folder, r->target, n);
		folder[n] = '\0';
	}
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	if (!on_disk(fd))
		fail(r);
	close(fd);
}

void
replace_finish(struct replace *r)
{
	if (!on_disk(r->fd))
		fail(r);
	if (close(r->fd) != 0)
		fail(r);
	if (rename(r->temporary, r->target) != 0)
		fail(r);
	r->temporary[0] = '\0';
	flush_folder(r);
	r->target[0] = '\0';
}
