/*
 * Old and new file change their names with each other, so that the old ones
 * can be put back when one of several cannot be replaced.  The folder is
 * flushed after that, or the new name could be lost with the power.
 */
#include "common/csv/replace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/translate.h"
#include "common/csv/hidden.h"
#include "common/csv/source.h"

enum { MOST = 8 }; /* files written at a time */

enum state {
	UNUSED,
	WRITTEN,   /* being written */
	READY,     /* whole, on the disk, closed */
	SWAPPED,   /* in place; the old file has the temporary name */
	NEW,       /* in place, where no file was */
	PLACED,    /* in place, and the old file is gone */
};

static struct replace {
	enum state state;
	int fd;
	unsigned mode;
	bool last;
	const char *name;        /* for complaints */
	char target[PATH_MAX];
	char temporary[PATH_MAX];
} table[MOST];

_Noreturn static void
fail(const struct replace *r)
{
	die(BAD_SYSTEM, "%s: %s", r->name, translate_error(errno));
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
	int i = 0;

	while (i < MOST && table[i].state != UNUSED)
		i++;
	if (i == MOST) /* unreached: no tool writes so many */
		die(BAD_SYSTEM, "too many files are written at once");
	return &table[i];
}

/* The name of a target's folder, with a slash behind it, or nothing. */
static const char *
folder_name(const struct replace *r, char folder[PATH_MAX])
{
	size_t n = folder_length(r->target);

	memcpy(folder, r->target, n);
	folder[n] = '\0';
	return folder;
}

void
replace_folder(const char *path, char folder[PATH_MAX])
{
	struct replace r = { .name = path };

	resolve(&r, path);
	folder_name(&r, folder);
}

/* The folder of a target; false when it cannot be asked. */
static bool
folder_of(const struct replace *r, struct stat *st)
{
	char folder[PATH_MAX];

	folder_name(r, folder);
	return stat(folder[0] != '\0' ? folder : ".", st) == 0;
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

bool
replace_same(const char *a, const char *b)
{
	struct replace x = { .name = a }, y = { .name = b };
	struct stat p, q;

	if (stat(a, &p) == 0 && stat(b, &q) == 0)
		return S_ISREG(p.st_mode) && p.st_dev == q.st_dev && p.st_ino == q.st_ino;
	resolve(&x, a);
	resolve(&y, b);
	return same_target(&x, &y);
}

static void
refuse_taken(const struct replace *r)
{
	if (source_taken(r->target))
		die_usage("%s is an input: it cannot be the output too", r->name);
	for (int i = 0; i < MOST; i++)
		if (table[i].state != UNUSED && same_target(&table[i], r))
			die_usage("%s is written twice", r->name);
}

/* Its owner may write the file until it is whole, or the next run cannot sweep it. */
struct replace *
replace_begin(const char *path, unsigned mode, int *fd)
{
	struct replace *r = free_entry();
	char folder[PATH_MAX];

	r->name = path;
	r->last = false;
	r->mode = mode;
	resolve(r, path);
	refuse_taken(r);
	r->fd = hidden_make(folder_name(r, folder), r->temporary);
	if (r->fd < 0 || fchmod(r->fd, mode | S_IWUSR) != 0) /* unreached: our own file lets us */
		fail(r);
	r->state = WRITTEN;
	*fd = r->fd;
	return r;
}

void
replace_last(struct replace *r)
{
	r->last = true;
}

/* Some file systems cannot be asked, and say so. */
static bool
on_disk(int fd)
{
	return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP || errno == EROFS;
}

void
replace_finish(struct replace *r)
{
	if ((r->mode & S_IWUSR) == 0 && fchmod(r->fd, r->mode) != 0)
		fail(r);
	if (!on_disk(r->fd) || close(r->fd) != 0)
		fail(r);
	r->fd = -1;
	r->state = READY;
}

/* A folder that may be written but not read cannot be flushed by name. */
static bool
flush_folder(const struct replace *r)
{
	char folder[PATH_MAX];
	int fd;
	bool flushed;

	folder_name(r, folder);
	fd = open(folder[0] != '\0' ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return true;
	flushed = on_disk(fd);
	close(fd);
	return flushed;
}

/* Exchanges both names; false where the file system cannot. */
static bool
swap(const struct replace *r)
{
	return renameat2(AT_FDCWD, r->temporary, AT_FDCWD, r->target,
	    RENAME_EXCHANGE) == 0;
}

/* Puts the file in its place; false, and errno, when that fails. */
static bool
place(struct replace *r)
{
	struct stat st;
	bool replaces = lstat(r->target, &st) == 0;

	if (replaces && S_ISREG(st.st_mode) && swap(r)) {
		r->state = SWAPPED;
		return true;
	}
	if (replaces && S_ISDIR(st.st_mode)) {
		errno = EISDIR; /* in the sandbox it is forbidden before that is seen */
		return false;
	}
	if (rename(r->temporary, r->target) != 0)
		return false;
	hidden_forget(r->temporary);
	r->state = replaces ? PLACED : NEW;
	return true;
}

/* Puts back what was there before. */
static void
take_back(struct replace *r)
{
	if (r->state == SWAPPED)
		swap(r);
	else if (r->state == NEW)
		unlink(r->target);
}

/* The file at which it failed, or NULL. */
static const struct replace *
place_all(void)
{
	for (int last = 0; last <= 1; last++)
		for (int i = 0; i < MOST; i++)
			if (table[i].state == READY && table[i].last == last &&
			    !place(&table[i]))
				return &table[i];
	for (int i = 0; i < MOST; i++)
		if (table[i].state >= SWAPPED && !flush_folder(&table[i]))
			return &table[i];
	return NULL;
}

static void
let_old_ones_go(void)
{
	for (int i = 0; i < MOST; i++) {
		struct replace *r = &table[i];

		if (r->state < SWAPPED)
			continue;
		if (r->state == SWAPPED)
			unlink(r->temporary);
		hidden_forget(r->temporary);
		r->state = UNUSED;
	}
}

void
replace_all(void)
{
	const struct replace *failed;
	sigset_t all, before;
	int error;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, &before);
	failed = place_all();
	error = errno;
	for (int i = 0; i < MOST && failed != NULL; i++)
		take_back(&table[i]);
	if (failed == NULL)
		let_old_ones_go();
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = error;
	if (failed != NULL)
		fail(failed);
}
