/*
 * By the numbers of the calls, which are the same on all machines: no library
 * has them, and the headers of a system may be older than its kernel.
 */
#include "common/base/landlock.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
enum { ASK_VERSION = 1, PATH_BENEATH = 1 };

/* What is refused unless a rule allows it: see landlock(7). */
enum files {
	EXECUTE = 1 << 0, WRITE_FILE = 1 << 1, READ_FILE = 1 << 2, READ_DIR = 1 << 3,
	REMOVE_DIR = 1 << 4, REMOVE_FILE = 1 << 5, MAKE_CHAR = 1 << 6, MAKE_DIR = 1 << 7,
	MAKE_REG = 1 << 8, MAKE_SOCK = 1 << 9, MAKE_FIFO = 1 << 10, MAKE_BLOCK = 1 << 11,
	MAKE_SYM = 1 << 12,
	REFER = 1 << 13,     /* ABI 2 */
	TRUNCATE = 1 << 14,  /* ABI 3 */
	IOCTL_DEV = 1 << 15, /* ABI 5 */
};
enum net { BIND_TCP = 1 << 0, CONNECT_TCP = 1 << 1 };             /* ABI 4 */
enum scope { ABSTRACT_UNIX_SOCKET = 1 << 0, SIGNAL = 1 << 1 };    /* ABI 6 */

struct handled {
	uint64_t files, net, scope;
};
struct beneath {
	uint64_t allowed;
	int32_t file; /* or folder */
} __attribute__((packed));

static int abi;
static uint64_t known; /* of enum files, to this kernel */

static uint64_t
files_of(int version)
{
	static const struct { int since; uint64_t files; } later[] = {
		{ 2, REFER }, { 3, TRUNCATE }, { 5, IOCTL_DEV },
	};
	uint64_t files = REFER - 1;

	for (size_t i = 0; i < sizeof later / sizeof *later; i++)
		if (version >= later[i].since)
			files |= later[i].files;
	return files;
}

/* An older kernel takes less of the struct, and refuses what it does not know. */
int
landlock_open(void)
{
	struct handled all = { .files = 0 };
	size_t size = offsetof(struct handled, net);
	long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION), rules;

	if (version < 0)
		return -errno;
	abi = (int)version;
	known = all.files = files_of(abi);
	if (abi >= 4) {
		all.net = BIND_TCP | CONNECT_TCP;
		size = offsetof(struct handled, scope);
	}
	if (abi >= 6) {
		all.scope = ABSTRACT_UNIX_SOCKET | SIGNAL;
		size = sizeof all;
	}
	rules = syscall(CREATE_RULESET, &all, size, 0);
	return rules < 0 ? -errno : (int)rules;
}

int
landlock_abi(void)
{
	return abi;
}

/* A right of folders is none of files. */
static uint64_t
allowed(int file, enum landlock_use use)
{
	struct stat st;

	switch (use) {
	case LANDLOCK_WRITES: return WRITE_FILE | IOCTL_DEV; /* or no isatty() */
	case LANDLOCK_FILLS: return READ_DIR | WRITE_FILE | MAKE_REG | REMOVE_FILE;
	case LANDLOCK_READS:
	default:
		return fstat(file, &st) == 0 && S_ISDIR(st.st_mode) ?
		    READ_FILE | READ_DIR : READ_FILE;
	}
}

int
landlock_allow(int rules, const char *path, enum landlock_use use)
{
	struct beneath rule = { .file = open(path, O_PATH | O_CLOEXEC) };
	int error = 0;

	if (rule.file < 0)
		return 0;
	rule.allowed = allowed(rule.file, use) & known;
	if (syscall(ADD_RULE, rules, PATH_BENEATH, &rule, 0) != 0)
		error = errno;
	close(rule.file);
	return error == EBADFD ? 0 : error;
}

int
landlock_enter(int rules)
{
	int error = syscall(RESTRICT_SELF, rules, 0) == 0 ? 0 : errno;

	close(rules);
	return error;
}
