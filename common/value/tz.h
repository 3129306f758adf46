/*
 * tz -- which zone times that name none are of, and whether there is one.
 *
 * The C library takes a TZ that it does not know for UTC, and says nothing.
 */
#ifndef RT_TZ_H
#define RT_TZ_H

#include <stddef.h>

/*
 * Dies with status 2 when TZ, or without it /etc/localtime, is neither a zone
 * of this system nor a POSIX rule, and with status 3 when its file could not
 * be read.  An empty TZ is UTC, and so is none without /etc/localtime.
 */
void tz_check(void);

/* "Asia/Shanghai, from TZ": the zone and where it came from. */
enum { TZ_TEXT = 400 };
const char *tz_describe(char text[TZ_TEXT]);

#endif
