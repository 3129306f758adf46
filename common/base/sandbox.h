/*
 * sandbox -- what a run gives up before it looks at the first record.
 *
 * Whoever can put bytes into a table must not be able to do more with them
 * than a wrong row, even if a fault of ours is ever found: a run leaves no core
 * dump, gains no privilege, opens no socket, starts no program; and where the
 * kernel has Landlock, it opens no file but those that the command line names.
 */
#ifndef RT_SANDBOX_H
#define RT_SANDBOX_H

enum sandbox_mode {
	SANDBOX_AUTO,    /* what the kernel has */
	SANDBOX_REQUIRE, /* all of it, or no run */
	SANDBOX_OFF,     /* nothing: for debuggers */
};

void sandbox_mode(enum sandbox_mode mode);

/*
 * What the run will open; said before sandbox_enter(), which looks for it then.
 * The names are borrowed until that, and may be of what is not there.
 */
void sandbox_reads(const char *path);  /* a file; or a folder, with all in it */
void sandbox_writes(const char *path); /* no regular file: a terminal, /dev/null */
void sandbox_fills(const char *folder); /* files are made and renamed there */

/*
 * From now on all of it is refused, and cannot be had back.  Before the first
 * thread is started.  Under SANDBOX_REQUIRE dies with status 3 when something
 * cannot be had.
 */
void sandbox_enter(void);

/* What is on, and why what is not is not: "Landlock (ABI 7), no sockets, ..." */
enum { SANDBOX_TEXT = 300 };
const char *sandbox_describe(char text[SANDBOX_TEXT]);

#endif
