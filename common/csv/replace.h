/*
 * replace -- files written whole or not at all, and all of a run or none.
 *
 * A temporary file beside the target is written, and becomes the target when
 * the run has done all it was asked for.  Until then a death of the program,
 * or a signal other than KILL, removes it and leaves the target as it was.
 */
#ifndef RT_REPLACE_H
#define RT_REPLACE_H

#include <limits.h>
#include <stdbool.h>

struct replace;

/*
 * Begins: *fd is open for writing.  A path that is a symbolic link means
 * what it points to.  Dies when the file is read by this program (status
 * 2), is being written already (2), or cannot be made (3).
 */
struct replace *replace_begin(const char *path, unsigned mode, int *fd);

/* Says that this file is put in place behind all others. */
void replace_last(struct replace *r);

/* The file is complete: on the disk and closed, or dies with status 3. */
void replace_finish(struct replace *r);

/*
 * Puts all complete files in place, with signals waiting; or none of them,
 * the old ones put back, and dies with status 3.  (Where a file system cannot
 * exchange two names, those replaced before the one that failed stay.)
 */
void replace_all(void);

/*
 * The folder of the file that the path means, be it there or not: with a slash
 * behind it, or nothing for that where the program stands.
 */
void replace_folder(const char *path, char folder[PATH_MAX]);

/* Whether both paths are one file, which need not be there yet. */
bool replace_same(const char *a, const char *b);

#endif
