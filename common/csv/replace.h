/*
 * replace -- a file written whole or not at all.
 *
 * A temporary file beside the target becomes the target when it is
 * complete.  Until then a death of the program, or TERM, INT, HUP or PIPE,
 * removes it, and leaves the target as it was.
 */
#ifndef RT_REPLACE_H
#define RT_REPLACE_H

struct replace;

/*
 * Begins: *fd is open for writing.  A path that is a symbolic link means
 * what it points to.  Dies when the file is read by this program (status
 * 2), is being written already (2), or cannot be made (3).
 */
struct replace *replace_begin(const char *path, unsigned mode, int *fd);

/* On the disk, then in place: or dies with status 3. */
void replace_finish(struct replace *r);

#endif
