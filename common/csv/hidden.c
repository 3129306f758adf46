/*
 * Names are kept in static memory, because a signal may have to remove the
 * files.  Each file is locked as long as it is open: what nobody holds, and
 * whose process is gone, is nobody's.
 */
#include "common/csv/hidden.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include "common/base/diag.h"

enum { MOST = 8, CHANCE = 6, TRIES = 1000 };

/* One whose name is empty has nothing to remove; NULL: never used. */
static char *all[MOST];

static void
remove_all(void)
{
	for (int i = 0; i < MOST; i++)
		if (all[i] != NULL && all[i][0] != '\0')
			unlink(all[i]);
}

/* The handler is gone when it runs: raising again ends the program. */
static void
on_signal(int signal)
{
	remove_all();
	raise(signal);
}

/* Whether a signal ends a program that says nothing of it. */
static bool
is_deadly(int signal)
{
	switch (signal) {
	case SIGCHLD: case SIGCONT: case SIGURG: case SIGWINCH:
	case SIGSTOP: case SIGTSTP: case SIGTTIN: case SIGTTOU:
	case SIGKILL:
		return false;
	default:
		return true;
	}
}

/* What is ignored, under nohup say, stays ignored. */
static void
guard(void)
{
	static bool guarded;

	if (guarded)
		return;
	guarded = true;
	atexit(remove_all);
	for (int i = 1; i <= SIGRTMAX; i++) {
		struct sigaction now, ours = { 0 };

		ours.sa_handler = on_signal;
		ours.sa_flags = (int)SA_RESETHAND;
		if (is_deadly(i) && sigaction(i, NULL, &now) == 0 &&
		    now.sa_handler == SIG_DFL)
			sigaction(i, &ours, NULL);
	}
}

/* The process that made ".program.1234.x5Jq0a"; 0 when the name is no such. */
static pid_t
maker_of(const char *name)
{
	const char *program = diag_program();
	size_t n = strlen(program);
	char *end;
	long pid;

	if (name[0] != '.' || strncmp(name + 1, program, n) != 0 || name[n + 1] != '.')
		return 0;
	pid = strtol(name + n + 2, &end, 10);
	return pid > 0 && pid <= INT_MAX && *end == '.' && strlen(end + 1) == CHANCE ?
	    (pid_t)pid : 0;
}

static bool
is_dead(pid_t pid)
{
	return kill(pid, 0) != 0 && errno == ESRCH;
}

/* Another machine's process has no number here, but it has a lock. */
static void
remove_unheld(int folder, const char *name)
{
	enum { HOW = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK };
	int fd = openat(folder, name, O_WRONLY | HOW);

	if (fd < 0)
		fd = openat(folder, name, O_RDONLY | HOW);
	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlinkat(folder, name, 0);
	close(fd);
}

/* What a run that was killed left behind; a folder that cannot be read keeps it. */
static void
sweep(const char *folder)
{
	DIR *d = opendir(folder[0] != '\0' ? folder : ".");
	const struct dirent *entry;

	if (d == NULL)
		return;
	while ((entry = readdir(d)) != NULL) {
		pid_t pid = maker_of(entry->d_name);

		if (pid > 0 && is_dead(pid))
			remove_unheld(dirfd(d), entry->d_name);
	}
	closedir(d);
}

/*
 * As mkostemp(), for writing alone: whoever may write in a folder need not be
 * able to read there.
 */
static int
make(char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz012345";
	char *chance = name + strlen(name) - CHANCE;

	for (uint32_t try = 0; ; try++) {
		uint32_t bits = try;
		int fd;

		/* unreached: a machine has gathered chance before it lets anybody in */
	if (getrandom(&bits, sizeof bits, GRND_NONBLOCK) < 0)
			bits = try;
		for (int i = 0; i < CHANCE; i++, bits >>= 5)
			chance[i] = letters[bits & 31];
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd >= 0 || errno != EEXIST || try == TRIES)
			return fd;
	}
}

int
hidden_make(const char *folder, char name[PATH_MAX])
{
	char path[PATH_MAX];
	int n = snprintf(path, sizeof path, "%s.%s.%ld.XXXXXX", folder, diag_program(),
	    (long)getpid()), at = 0, fd;

	if ((size_t)n >= sizeof path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	while (at < MOST && all[at] != NULL)
		at++;
	if (at == MOST) /* unreached: no tool writes so many */
		die(BAD_SYSTEM, "too many files are written at once");
	guard();
	sweep(folder);
	strcpy(name, path);
	all[at] = name;
	fd = make(name);
	if (fd < 0)
		name[0] = '\0';
	else
		flock(fd, LOCK_SH | LOCK_NB);
	return fd;
}

void
hidden_forget(char name[PATH_MAX])
{
	name[0] = '\0';
}
