/*
 * sandbox -- asks common/base/sandbox: what can still be done behind it.
 *
 *	sandbox [read=PATH | fill=FOLDER | write=PATH]... then TRY...
 *
 * TRY is read:PATH, list:FOLDER, write:PATH, make:PATH, remove:PATH, rename:PATH
 * (beside itself), socket, uring, run:PROGRAM, dump or privileges.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/base/diag.h"
#include "common/base/sandbox.h"
#include "common/base/sanitized.h"

enum { IO_URING_SETUP = 425 };

/* The path behind the word, or NULL when it is another word. */
static const char *
behind(const char *argument, const char *word)
{
	size_t n = strlen(word);

	return strncmp(argument, word, n) == 0 ? argument + n : NULL;
}

static void
allow(const char *argument)
{
	const char *path;

	if ((path = behind(argument, "read=")) != NULL)
		sandbox_reads(path);
	else if ((path = behind(argument, "fill=")) != NULL)
		sandbox_fills(path);
	else if ((path = behind(argument, "write=")) != NULL)
		sandbox_writes(path);
	else if (strcmp(argument, "require") == 0)
		sandbox_mode(SANDBOX_REQUIRE);
	else if (strcmp(argument, "off") == 0)
		sandbox_mode(SANDBOX_OFF);
	else
		die_usage("what is %s?", argument);
}

static int
opens(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd);
	return fd;
}

static int
renames(const char *path)
{
	char other[4096];

	snprintf(other, sizeof other, "%s.new", path);
	return rename(path, other);
}

static int
runs(const char *program)
{
	char *const none[] = { NULL };

	return execve(program, none, none);
}

static int
may_dump(void)
{
	struct rlimit core;

	getrlimit(RLIMIT_CORE, &core);
	if (core.rlim_max > 0)
		return 0;
#ifndef RT_SANITIZED
	if (prctl(PR_GET_DUMPABLE) != 0)
		return 0;
#endif
	errno = EPERM;
	return -1;
}

static int
may_gain(void)
{
	if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 0)
		return 0;
	errno = EPERM;
	return -1;
}

static int
try_path(const char *argument)
{
	const char *path;

	if ((path = behind(argument, "read:")) != NULL)
		return opens(path, O_RDONLY);
	if ((path = behind(argument, "list:")) != NULL)
		return opens(path, O_RDONLY | O_DIRECTORY);
	if ((path = behind(argument, "write:")) != NULL)
		return opens(path, O_WRONLY);
	if ((path = behind(argument, "make:")) != NULL)
		return opens(path, O_WRONLY | O_CREAT | O_EXCL);
	if ((path = behind(argument, "remove:")) != NULL)
		return unlink(path);
	if ((path = behind(argument, "rename:")) != NULL)
		return renames(path);
	if ((path = behind(argument, "run:")) != NULL)
		return runs(path);
	die_usage("what is %s?", argument);
}

static int
try(const char *argument)
{
	if (strcmp(argument, "socket") == 0)
		return socket(AF_INET, SOCK_STREAM, 0);
	if (strcmp(argument, "unix") == 0)
		return socketpair(AF_UNIX, SOCK_STREAM, 0, (int[2]){ 0, 0 });
	if (strcmp(argument, "uring") == 0)
		return (int)syscall(IO_URING_SETUP, 1, NULL);
	if (strcmp(argument, "dump") == 0)
		return may_dump();
	if (strcmp(argument, "privileges") == 0)
		return may_gain();
	return try_path(argument);
}

int
main(int argc, char *argv[])
{
	char text[SANDBOX_TEXT];
	int i = 1;

	setlinebuf(stdout);
	diag_begin("sandbox");
	for (; i < argc && strcmp(argv[i], "then") != 0; i++)
		allow(argv[i]);
	sandbox_enter();
	for (i++; i < argc; i++)
		printf("%s %s\n", argv[i], try(argv[i]) < 0 ? strerrorname_np(errno) : "done");
	if (argc < 2)
		puts(sandbox_describe(text));
	return 0;
}
