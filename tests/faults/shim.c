/*
 * shim -- makes one call of a program to the system or to the C library fail.
 *
 * Loaded by LD_PRELOAD.  RT_FAULT=KIND:N fails the Nth call of that kind,
 * KIND:N-M those up to the Mth, and KIND:N+ all from there on; RT_FAULT_COUNT=FILE writes how many calls of each
 * kind there were, "KIND N" a line; RT_FAULT_ERRNO=N is the error in place of the
 * usual one.  Calls that the C library makes of itself
 * are not seen, but for its allocations.
 */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { ALLOC, READ, WRITE, OPEN, FSYNC, RENAME, CLOSE, THREAD, STDIO, KINDS };

static const char *const name[KINDS] = {
	"alloc", "read", "write", "open", "fsync", "rename", "close", "thread", "stdio",
};
static int error_of[KINDS] = {
	ENOMEM, EIO, ENOSPC, EMFILE, EIO, EIO, EIO, EAGAIN, EIO,
};

static atomic_long calls[KINDS];
static enum kind failing = KINDS;
static long nth, last;
static int counts = -1;

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

/* Now, because a program may give up files that it does not name. */
static void
open_counts(const char *path)
{
	enum { OUT_OF_THE_WAY = 200 };
	int fd;

	if (path == NULL)
		return;
	fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	counts = fcntl(fd, F_DUPFD_CLOEXEC, OUT_OF_THE_WAY);
	syscall(SYS_close, fd);
	if (counts < 0)
		_exit(99);
}

__attribute__((constructor)) static void
begin(void)
{
	const char *fault = getenv("RT_FAULT"), *error = getenv("RT_FAULT_ERRNO");

	open_counts(getenv("RT_FAULT_COUNT"));
	for (int k = 0; fault != NULL && k < KINDS; k++) {
		size_t n = strlen(name[k]);

		if (strncmp(fault, name[k], n) == 0 && fault[n] == ':') {
			nth = atol(fault + n + 1);
			last = strchr(fault, '+') != NULL ? LONG_MAX :
			    strchr(fault, '-') != NULL ? atol(strchr(fault, '-') + 1) : nth;
			failing = (enum kind)k;
			if (error != NULL)
				error_of[k] = atoi(error);
		}
	}
	for (int k = 0; k < KINDS; k++)
		calls[k] = 0;
}

/* A program that counts its branches says so here, before it writes the counts. */
extern void rt_fault_end(void);

__attribute__((destructor)) void
rt_fault_end(void)
{
	char line[64];

	failing = KINDS;
	if (counts < 0)
		return;
	for (int k = 0; k < KINDS; k++) {
		int n = snprintf(line, sizeof line, "%s %ld\n", name[k], calls[k]);

		if (syscall(SYS_write, counts, line, (size_t)n) != n)
			_exit(99);
	}
	counts = -1;
}

/* Whether this call is the one; errno is set then. */
static int
fails(enum kind k)
{
	long n = atomic_fetch_add(&calls[k], 1) + 1;

	if (k != failing || n < nth || n > last)
		return 0;
	errno = error_of[k];
	return 1;
}

/* The function of that name behind this one. */
static void *
next(const char *function)
{
	void *p = dlsym(RTLD_NEXT, function);

	if (p == NULL)
		_exit(99);
	return p;
}

void *
malloc(size_t n)
{
	return fails(ALLOC) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails(ALLOC) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails(ALLOC) ? NULL : __libc_realloc(p, n);
}

void *
reallocarray(void *p, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(p, bytes);
}

void *
mmap(void *at, size_t n, int protection, int flags, int fd, off_t offset)
{
	if (fails(ALLOC))
		return MAP_FAILED;
	return (void *)syscall(SYS_mmap, at, n, protection, flags, fd, offset);
}

ssize_t
read(int fd, void *to, size_t n)
{
	return fails(READ) ? -1 : syscall(SYS_read, fd, to, n);
}

ssize_t
pread(int fd, void *to, size_t n, off_t at)
{
	return fails(READ) ? -1 : syscall(SYS_pread64, fd, to, n, at);
}

/* What goes to standard error tells of the fault. */
ssize_t
write(int fd, const void *p, size_t n)
{
	return fd != STDERR_FILENO && fails(WRITE) ? -1 : syscall(SYS_write, fd, p, n);
}

int
open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(args, mode_t) : 0;
	va_end(args);
	return fails(OPEN) ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int
openat(int folder, const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(args, mode_t) : 0;
	va_end(args);
	return fails(OPEN) ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
}

int
mkostemp(char *path, int flags)
{
	int (*real)(char *, int) = (int (*)(char *, int))next("mkostemp");

	return fails(OPEN) ? -1 : real(path, flags);
}

int
memfd_create(const char *title, unsigned flags)
{
	return fails(OPEN) ? -1 : (int)syscall(SYS_memfd_create, title, flags);
}

DIR *
opendir(const char *path)
{
	DIR *(*real)(const char *) = (DIR *(*)(const char *))next("opendir");

	return fails(OPEN) ? NULL : real(path);
}

FILE *
fopen(const char *path, const char *mode)
{
	FILE *(*real)(const char *, const char *) =
	    (FILE *(*)(const char *, const char *))next("fopen");

	return fails(OPEN) ? NULL : real(path, mode);
}

int
fsync(int fd)
{
	return fails(FSYNC) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
rename(const char *from, const char *to)
{
	return fails(RENAME) ? -1 : (int)syscall(SYS_rename, from, to);
}

int
renameat2(int a, const char *from, int b, const char *to, unsigned flags)
{
	return fails(RENAME) ? -1 : (int)syscall(SYS_renameat2, a, from, b, to, flags);
}

/* A close that failed has closed. */
int
close(int fd)
{
	long result = syscall(SYS_close, fd);

	return fails(CLOSE) ? -1 : (int)result;
}

int
pthread_create(pthread_t *thread, const pthread_attr_t *how, void *(*run)(void *), void *arg)
{
	int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) =
	    (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))
	    next("pthread_create");

	return fails(THREAD) ? error_of[THREAD] : real(thread, how, run, arg);
}

size_t
fwrite(const void *p, size_t size, size_t n, FILE *f)
{
	size_t (*real)(const void *, size_t, size_t, FILE *) =
	    (size_t (*)(const void *, size_t, size_t, FILE *))next("fwrite");

	return fails(STDIO) ? 0 : real(p, size, n, f);
}

int
fflush(FILE *f)
{
	int (*real)(FILE *) = (int (*)(FILE *))next("fflush");

	return fails(STDIO) ? EOF : real(f);
}

int
fclose(FILE *f)
{
	int (*real)(FILE *) = (int (*)(FILE *))next("fclose");
	int result = real(f);

	return fails(STDIO) ? EOF : result;
}

FILE *
fdopen(int fd, const char *mode)
{
	FILE *(*real)(int, const char *) = (FILE *(*)(int, const char *))next("fdopen");

	return fails(STDIO) ? NULL : real(fd, mode);
}
