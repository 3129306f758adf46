/*
 * cpu -- which instructions the processor has.
 *
 * The C library has asked the processor at the start of the program, and says again
 * what it heard: in a virtual machine each question to the processor itself takes
 * longer than many a small table.
 */
#ifndef RT_CPU_H
#define RT_CPU_H

#include <stdbool.h>

#if __has_include(<sys/platform/x86.h>) /* glibc 2.33 */
#include <sys/platform/x86.h>

static inline bool
cpu_has_avx2(void)
{
	return CPU_FEATURE_ACTIVE(AVX2);
}

/* bmi, bmi2, popcnt, lzcnt and pclmul. */
static inline bool
cpu_has_bits(void)
{
	return CPU_FEATURE_ACTIVE(BMI1) && CPU_FEATURE_ACTIVE(BMI2) &&
	    CPU_FEATURE_ACTIVE(POPCNT) && CPU_FEATURE_ACTIVE(LZCNT) &&
	    CPU_FEATURE_ACTIVE(PCLMULQDQ);
}

#else

static inline bool
cpu_has_avx2(void)
{
	return __builtin_cpu_supports("avx2");
}

static inline bool
cpu_has_bits(void)
{
	return __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
	    __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("lzcnt") &&
	    __builtin_cpu_supports("pclmul");
}

#endif
#endif
