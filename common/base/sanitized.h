/*
 * sanitized -- RT_SANITIZED is defined in a build whose sanitizer looks into its
 * own process: at /proc, through ptrace, with other programs.
 */
#ifndef RT_SANITIZED_H
#define RT_SANITIZED_H

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define RT_SANITIZED
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define RT_SANITIZED
#endif
#endif

#endif
