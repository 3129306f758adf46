/*
 * A filter of seccomp(2), written out: number after number, and the end.  The
 * kernel looks at each number once and remembers those that pass.
 */
#include "common/base/syscalls.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "common/base/sanitized.h"

#if defined __x86_64__ && !defined __ILP32__
#define MACHINE AUDIT_ARCH_X86_64
#elif defined __aarch64__ && !defined __ILP32__ && !defined __AARCH64EB__
#define MACHINE AUDIT_ARCH_AARCH64
#elif defined __riscv && __riscv_xlen == 64
#define MACHINE AUDIT_ARCH_RISCV64
#elif defined __powerpc64__ && defined __LITTLE_ENDIAN__
#define MACHINE AUDIT_ARCH_PPC64LE
#elif defined __s390x__
#define MACHINE AUDIT_ARCH_S390X
#elif defined __loongarch64
#define MACHINE 0xc0000102 /* the headers of older systems lack it */
#elif defined __i386__
#define MACHINE AUDIT_ARCH_I386
#elif defined __arm__ && !defined __ARMEB__
#define MACHINE AUDIT_ARCH_ARM
#endif

/* x86-64 has its calls a second time, for programs of 32 bits, from this number on. */
enum { SECOND_SET = 0x40000000 };
/* In older headers missing; io_uring opens sockets without a call of their own. */
enum { IO_URING_SETUP = 425 };

/* Few: the kernel tries the filter on every number there is when it is installed. */
static const unsigned refused[] = {
	SYS_socket, SYS_socketpair, IO_URING_SETUP,
#ifdef SYS_socketcall
	SYS_socketcall,
#endif
#ifndef RT_SANITIZED /* it asks another program for the names of addresses */
	SYS_execve, SYS_execveat,
#endif
};

enum {
	REFUSED = sizeof refused / sizeof *refused,
	FIRST = 4,                   /* behind machine and number are looked at */
	PASS = FIRST + REFUSED, FAIL, ALL,
};

#ifdef MACHINE
static struct sock_filter
load(size_t what)
{
	return (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)what);
}

static struct sock_filter
end(uint32_t verdict)
{
	return (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, verdict);
}

/* Steps from the instruction behind the one in that place to FAIL. */
static uint8_t
to_fail(int place)
{
	return (uint8_t)(FAIL - place - 1);
}

/* Another machine's calls, which this one may understand too, have other numbers. */
static void
write_filter(struct sock_filter filter[ALL])
{
	filter[0] = load(offsetof(struct seccomp_data, arch));
	filter[1] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 0,
	    to_fail(1));
	filter[2] = load(offsetof(struct seccomp_data, nr));
	filter[3] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, SECOND_SET,
	    to_fail(3), 0);
	for (int i = 0; i < REFUSED; i++)
		filter[FIRST + i] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
		    refused[i], to_fail(FIRST + i), 0);
	filter[PASS] = end(SECCOMP_RET_ALLOW);
	filter[FAIL] = end(SECCOMP_RET_ERRNO | EPERM);
}

static int
install(const struct sock_fprog *program, unsigned flags)
{
	return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, program) == 0 ? 0 : errno;
}

/*
 * Older kernels slow a filtered program down against guesses of the processor,
 * unless told that it runs no strangers' code; still older ones do not know that.
 */
int
syscalls_refuse(void)
{
	struct sock_filter filter[ALL];
	struct sock_fprog program = { ALL, filter };
	int error;

	write_filter(filter);
	error = install(&program, SECCOMP_FILTER_FLAG_SPEC_ALLOW);
	return error == EINVAL ? install(&program, 0) : error;
}
#else
int
syscalls_refuse(void)
{
	return ENOSYS;
}
#endif
