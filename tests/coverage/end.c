/*
 * end -- what a program that counts its branches does besides.
 *
 * Counts are written at exit, into the folder COUNTS.  Whatever else ends the program
 * has to wait for them, the sandbox lets the folder be written, and the shim of
 * tests/faults is told that what opens and writes files now is not the program.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* See landlock(7). */
enum { ADD_RULE = 445, RESTRICT_SELF = 446, PATH_BENEATH = 1 };
enum { WRITE_FILE = 1 << 1, READ_FILE = 1 << 2, READ_DIR = 1 << 3, MAKE_REG = 1 << 8 };

extern void __gcov_dump(void);
extern void __gcov_reset(void);
extern int __real_raise(int);
extern int __wrap_raise(int);
extern _Noreturn void __real__exit(int);
extern _Noreturn void __wrap__exit(int);
extern long __real_syscall(long, ...);
extern long __wrap_syscall(long, long, long, long, long, long, long);

static void
end_faults(void)
{
	void (*end)(void) = (void (*)(void))dlsym(RTLD_DEFAULT, "rt_fault_end");

	if (end != NULL)
		end();
}

/* Counts are written by destructors that come later. */
__attribute__((destructor)) static void
end(void)
{
	end_faults();
}

int
__wrap_raise(int signal)
{
	end_faults();
	__gcov_dump();
	__gcov_reset(); /* it may be outlived, or handled */
	return __real_raise(signal);
}

void
__wrap__exit(int status)
{
	end_faults();
	__gcov_dump();
	__real__exit(status);
}

static void
allow_counts(int rules)
{
	struct {
		uint64_t allowed;
		int32_t folder;
	} __attribute__((packed)) rule = { WRITE_FILE | READ_FILE | READ_DIR | MAKE_REG, -1 };

	rule.folder = (int32_t)__real_syscall(SYS_openat, AT_FDCWD, COUNTS, O_PATH);
	__real_syscall(ADD_RULE, rules, PATH_BENEATH, &rule, 0);
	close(rule.folder);
}

long
__wrap_syscall(long number, long a, long b, long c, long d, long e, long f)
{
	if (number == RESTRICT_SELF)
		allow_counts((int)a);
	return __real_syscall(number, a, b, c, d, e, f);
}
