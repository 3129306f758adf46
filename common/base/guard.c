/*
 * The file is asked that was opened, whatever link led to it; of the folders
 * above it nothing is known to be wrong.
 */
#include "common/base/guard.h"

#include <sys/stat.h>

#include "common/base/diag.h"
#include "common/base/doubt.h"

void
guard_check(int fd, const char *name)
{
	struct stat st;

	if (doubt_trusted(OPEN_MODE) || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    (st.st_mode & S_IWOTH) == 0)
		return;
	die(BAD_USAGE, "%s: everybody may write it (mode %04o), and it decides what is "
	    "done: say chmod o-w %s, or --trust mode", name,
	    (unsigned)(st.st_mode & 07777), name);
}
