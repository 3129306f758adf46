/*
 * guard -- files that steer a run: policies, words, calendars, models, keys.
 */
#ifndef RT_GUARD_H
#define RT_GUARD_H

/*
 * Dies with status 2 when everybody may write this open file, unless --trust mode
 * says that this is meant.  A pipe or a device has nothing to guard.
 */
void guard_check(int fd, const char *name);

#endif
