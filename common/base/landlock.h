/*
 * landlock -- which files the kernel lets this program open, itself and its
 * threads, whatever it may want later.
 *
 * Landlock came with Linux 5.13 and learns more with each version of its ABI;
 * of what the running kernel knows, all is asked for.
 */
#ifndef RT_LANDLOCK_H
#define RT_LANDLOCK_H

enum landlock_use {
	LANDLOCK_READS,  /* a file; or a folder, with all in it */
	LANDLOCK_WRITES, /* what is there: a terminal, /dev/null */
	LANDLOCK_FILLS,  /* a folder: files are made, renamed and removed in it */
};

/* The version of the kernel's ABI, from 1 on; 0 while landlock_open() was not called. */
int landlock_abi(void);

/* The set of rules to be filled, or minus the error that says why there is none. */
int landlock_open(void);

/*
 * That use of that path is allowed.  A path that is not there needs no rule, nor
 * does a pipe without a name, which is open to all.  Returns 0 or the error.
 */
int landlock_allow(int rules, const char *path, enum landlock_use use);

/* From now on nothing else is; closes the set.  Returns 0 or the error. */
int landlock_enter(int rules);

#endif
