/*
 * end -- what a program that counts its branches does besides when it ends.
 *
 * Counts are written at exit.  A signal that ends the program has to wait for them;
 * and the shim of tests/faults is told that what now opens and writes files is not
 * the program.
 */
#include <dlfcn.h>
#include <stddef.h>

extern void __gcov_dump(void);
extern void __gcov_reset(void);
extern int __real_raise(int);
extern int __wrap_raise(int);

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
