/*
 * syscalls -- calls to the kernel that this program never makes.
 */
#ifndef RT_SYSCALLS_H
#define RT_SYSCALLS_H

/*
 * From now on no socket is made, connected or spoken through, and no program
 * started: the calls fail with EPERM, so that a library that tries goes on
 * without.  Needs PR_SET_NO_NEW_PRIVS.  Returns 0 or the error that says why
 * not; ENOSYS on a machine whose calls we do not know.
 */
int syscalls_refuse(void);

#endif
