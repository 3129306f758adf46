/*
 * hidden -- the temporary files beside their targets, and their end.
 *
 * ".rt-tier.1234.x5Jq0a": the program, its process, and chance.  A death of
 * the program, by itself or by any signal but KILL, removes them.
 */
#ifndef RT_HIDDEN_H
#define RT_HIDDEN_H

#include <limits.h>

/*
 * Makes one in the folder, whose name ends in a slash or is empty, open for
 * writing, and removes those that dead runs of the same program left there.
 * name must be in static memory, and belongs to this module until
 * hidden_forget().  -1, and errno, when it cannot be made.
 */
int hidden_make(const char *folder, char name[PATH_MAX]);

/* The file has another name now, or is gone: there is nothing to remove. */
void hidden_forget(char name[PATH_MAX]);

#endif
